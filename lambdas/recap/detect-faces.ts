/** Faces as sizes and emotions; nothing that tells who they are is asked for, kept or passed on. */
import { DetectFacesCommand } from '@aws-sdk/client-rekognition';
import { mergeFaces } from '../../core/video/merge.ts';
import { lookAtEach } from '../shared/pictures.ts';
import { rekognition, rekognitionImage } from '../shared/rekognition/client.ts';
import { toFaces } from '../shared/rekognition/decode.ts';
import { FACES_QUESTION } from '../shared/rekognition/questions.ts';
import { step } from '../shared/step.ts';

export const handler = step('DetectFaces', 'LookingAtPicture', async (_input, item) => {
  const seen = await lookAtEach(item, async (key) =>
    toFaces(await rekognition().send(new DetectFacesCommand({ Image: rekognitionImage(key), ...FACES_QUESTION }))),
  );
  if (!item.frames) return { output: {}, findings: { faces: seen[0]?.found ?? [] } };
  return { output: {}, findings: { faces: mergeFaces(seen), frameFaces: seen.map(({ found }) => found) } };
});
