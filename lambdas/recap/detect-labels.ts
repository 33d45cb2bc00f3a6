/** What is seen, and the whole picture's colours, brightness, sharpness and contrast. */
import { DetectLabelsCommand } from '@aws-sdk/client-rekognition';
import { rekognition, rekognitionImage } from '../shared/rekognition/client.ts';
import { toImageProperties, toLabels } from '../shared/rekognition/decode.ts';
import { LABELS_QUESTION } from '../shared/rekognition/questions.ts';
import { step, written } from '../shared/step.ts';

export const handler = step('DetectLabels', 'LookingAtPicture', async (_input, item) => {
  const reply = await rekognition().send(
    new DetectLabelsCommand({
      Image: rekognitionImage(written(item, 'image').image.key),
      ...LABELS_QUESTION,
    }),
  );
  return { output: {}, findings: { ...toLabels(reply), properties: toImageProperties(reply) } };
});
