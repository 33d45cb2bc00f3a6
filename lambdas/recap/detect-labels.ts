/** What is seen, and the whole picture's colours, brightness, sharpness and contrast. */
import { DetectLabelsCommand } from '@aws-sdk/client-rekognition';
import { rekognition, rekognitionImage } from '../shared/rekognition/client.ts';
import { toImageProperties, toLabels } from '../shared/rekognition/decode.ts';
import { step, written } from '../shared/step.ts';

export const handler = step('DetectLabels', 'LookingAtPicture', async (_input, item) => {
  const reply = await rekognition().send(
    new DetectLabelsCommand({
      Image: rekognitionImage(written(item, 'image').image.key),
      Features: ['GENERAL_LABELS', 'IMAGE_PROPERTIES'],
      MaxLabels: 40,
      MinConfidence: 35,
    }),
  );
  return { output: {}, findings: { labels: toLabels(reply), properties: toImageProperties(reply) } };
});
