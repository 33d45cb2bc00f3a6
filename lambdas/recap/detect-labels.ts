/** What is seen, and the whole picture's colours, brightness, sharpness and contrast; of a video frame by frame. */
import { DetectLabelsCommand } from '@aws-sdk/client-rekognition';
import { mergeLabels, mergeProperties } from '../../core/video/merge.ts';
import { lookAtEach } from '../shared/pictures.ts';
import { rekognition, rekognitionImage } from '../shared/rekognition/client.ts';
import { toImageProperties, toLabels } from '../shared/rekognition/decode.ts';
import { LABELS_QUESTION } from '../shared/rekognition/questions.ts';
import { step } from '../shared/step.ts';

/** Of each frame of a video; what is fainter changes its mood by less than a hundredth and would fill the item. */
const KEPT_OF_A_FRAME = { labels: 20, faint: 40 };

export const handler = step('DetectLabels', 'LookingAtPicture', async (_input, item) => {
  const seen = await lookAtEach(item, async (key) => {
    const reply = await rekognition().send(
      new DetectLabelsCommand({ Image: rekognitionImage(key), ...LABELS_QUESTION }),
    );
    return { ...toLabels(reply), properties: toImageProperties(reply) };
  });
  const [first] = seen;
  if (!item.frames && first) return { output: {}, findings: first.found };
  const properties = mergeProperties(seen.map(({ share, found }) => ({ share, found: found.properties })));
  const frameLabels = seen.map(({ found }) => ({
    labels: found.labels.slice(0, KEPT_OF_A_FRAME.labels),
    faint: found.faint.slice(0, KEPT_OF_A_FRAME.faint),
    properties: found.properties,
  }));
  return { output: {}, findings: { ...mergeLabels(seen), properties, frameLabels } };
});
