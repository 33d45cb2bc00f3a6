/** Whether the photo or video is one we may work on: of a video, every frame has to be. */
import { DetectModerationLabelsCommand } from '@aws-sdk/client-rekognition';
import { judgeModeration } from '../../core/moderation.ts';
import { mergeModeration } from '../../core/video/merge.ts';
import { lookAtEach } from '../shared/pictures.ts';
import { rekognition, rekognitionImage } from '../shared/rekognition/client.ts';
import { toModerationLabels } from '../shared/rekognition/decode.ts';
import { MODERATION_QUESTION } from '../shared/rekognition/questions.ts';
import { step } from '../shared/step.ts';

export const handler = step('DetectModeration', 'LookingAtPicture', async (_input, item) => {
  const seen = await lookAtEach(item, async (key) =>
    toModerationLabels(
      await rekognition().send(
        new DetectModerationLabelsCommand({ Image: rekognitionImage(key), ...MODERATION_QUESTION }),
      ),
    ),
  );
  const each = seen.map(({ found }) => found);
  const moderation = judgeModeration(mergeModeration(each));
  return {
    output: { refused: moderation.refused },
    findings: { moderation, ...(item.frames ? { frameModeration: each.map(judgeModeration) } : {}) },
  };
});
