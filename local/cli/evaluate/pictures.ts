/**
 * Pictures of a folder as the pipeline sees them: the same derivative, the same questions to the local Rekognition and the
 * same decoding as its steps, without the cloud around them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Face, FaintLabel, ImageProperties, Label, Moderation } from '../../../core/contracts/pipeline.ts';
import { AppError } from '../../../core/errors.ts';
import { judgeModeration } from '../../../core/moderation.ts';
import type { ModelLook } from '../../../core/mood/look.ts';
import { makeDerivative } from '../../../lambdas/shared/derivative.ts';
import {
  toFaces,
  toImageProperties,
  toLabels,
  toModerationLabels,
} from '../../../lambdas/shared/rekognition/decode.ts';
import { FACES_QUESTION, LABELS_QUESTION, MODERATION_QUESTION } from '../../../lambdas/shared/rekognition/questions.ts';
import type { VisionEngine } from '../../engines/vision.ts';
import { createRekognition } from '../../services/rekognition.ts';

export interface Seen {
  labels: Label[];
  faint: FaintLabel[];
  properties: ImageProperties;
  faces: Face[];
  moderation: Moderation;
  /** What a vision-language model said, where one was asked. */
  look?: ModelLook | null;
}

/** The part of the engine that looks at one picture. */
export type Eyes = Pick<VisionEngine, 'detectLabels' | 'detectFaces' | 'detectModeration'>;

const PHOTO = /\.(?:jpe?g|png|webp|avif|gif)$/i;

/** Names of a folder's photos, in order. Throws `NoImages` where there is none. */
export function photosIn(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (cause) {
    throw new AppError('NoImages', 400, `The folder ${folder} cannot be read.`, { cause });
  }
  const photos = names.filter((name) => PHOTO.test(name)).sort();
  if (photos.length === 0) throw new AppError('NoImages', 400, `There is no photo in ${folder}.`);
  return photos;
}

/** Looks at one picture file. Throws the errors of core/photo.ts for what is no photo. */
export async function look(vision: Eyes, folder: string, name: string): Promise<Seen> {
  const { jpeg } = await makeDerivative(readFileSync(join(folder, name)));
  const rekognition = createRekognition({ vision, readObject: async () => jpeg });
  const ask = async (operation: string, question: object) => {
    const body = Buffer.from(JSON.stringify({ Image: { S3Object: { Bucket: 'pictures', Name: name } }, ...question }));
    const call = { operation, body, method: 'POST', path: '/', query: new URLSearchParams(), headers: {} };
    return JSON.parse(String((await rekognition.handle(call)).body));
  };
  const [labels, faces, moderation] = await Promise.all([
    ask('DetectLabels', LABELS_QUESTION),
    ask('DetectFaces', FACES_QUESTION),
    ask('DetectModerationLabels', MODERATION_QUESTION),
  ]);
  return {
    ...toLabels(labels),
    properties: toImageProperties(labels),
    faces: toFaces(faces),
    moderation: judgeModeration(toModerationLabels(moderation)),
  };
}
