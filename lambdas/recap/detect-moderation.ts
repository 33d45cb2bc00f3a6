/** Whether the photo is one we may work on. */
import { DetectModerationLabelsCommand } from '@aws-sdk/client-rekognition';
import { judgeModeration } from '../../core/moderation.ts';
import { rekognition, rekognitionImage } from '../shared/rekognition/client.ts';
import { toModerationLabels } from '../shared/rekognition/decode.ts';
import { MODERATION_QUESTION } from '../shared/rekognition/questions.ts';
import { step, written } from '../shared/step.ts';

export const handler = step('DetectModeration', 'LookingAtPicture', async (_input, item) => {
  const reply = await rekognition().send(
    new DetectModerationLabelsCommand({
      Image: rekognitionImage(written(item, 'image').image.key),
      ...MODERATION_QUESTION,
    }),
  );
  const moderation = judgeModeration(toModerationLabels(reply));
  return { output: { refused: moderation.refused }, findings: { moderation } };
});
