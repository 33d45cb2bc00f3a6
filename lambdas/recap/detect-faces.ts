/** Faces as sizes and emotions; nothing that tells who they are is asked for, kept or passed on. */
import { DetectFacesCommand } from '@aws-sdk/client-rekognition';
import { rekognition, rekognitionImage } from '../shared/rekognition/client.ts';
import { toFaces } from '../shared/rekognition/decode.ts';
import { step } from '../shared/step.ts';

export const handler = step('DetectFaces', 'LookingAtPicture', async ({ image }) => {
  const reply = await rekognition().send(
    new DetectFacesCommand({ Image: rekognitionImage(image.key), Attributes: ['EMOTIONS', 'SMILE'] }),
  );
  return { output: { faces: toFaces(reply) } };
});
