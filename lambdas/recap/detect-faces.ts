/** Faces as sizes and emotions; nothing that tells who they are is asked for, kept or passed on. */
import { DetectFacesCommand } from '@aws-sdk/client-rekognition';
import { rekognition, rekognitionImage } from '../shared/rekognition/client.ts';
import { toFaces } from '../shared/rekognition/decode.ts';
import { FACES_QUESTION } from '../shared/rekognition/questions.ts';
import { step, written } from '../shared/step.ts';

export const handler = step('DetectFaces', 'LookingAtPicture', async (_input, item) => {
  const reply = await rekognition().send(
    new DetectFacesCommand({
      Image: rekognitionImage(written(item, 'image').image.key),
      ...FACES_QUESTION,
    }),
  );
  return { output: {}, findings: { faces: toFaces(reply) } };
});
