/** Whether the photo is one we may work on. */
import { DetectModerationLabelsCommand } from '@aws-sdk/client-rekognition';
import { judgeModeration } from '../../core/moderation.ts';
import { rekognition, rekognitionImage } from '../shared/rekognition/client.ts';
import { toModerationLabels } from '../shared/rekognition/decode.ts';
import { step } from '../shared/step.ts';

export const handler = step('DetectModeration', 'LookingAtPicture', async ({ image }) => {
  const reply = await rekognition().send(
    new DetectModerationLabelsCommand({ Image: rekognitionImage(image.key), MinConfidence: 50 }),
  );
  return { output: judgeModeration(toModerationLabels(reply)) };
});
