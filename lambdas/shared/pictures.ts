/** The pictures that a recap's detectors look at: the photo, or the frames of a video. */
import type { RecapItem } from '../../core/contracts/recap-item.ts';
import type { Weighted } from '../../core/video/merge.ts';
import { written } from './step.ts';

/** Pictures of one recap that are asked about at a time: Rekognition allows an account few calls a second. */
const AT_A_TIME = 3;

/** Asks about every picture; the answers in order of time, with the share of the time that each stands for. */
export async function lookAtEach<T>(item: RecapItem, ask: (key: string) => Promise<T>): Promise<Weighted<T>[]> {
  const pictures = item.frames ?? [{ key: written(item, 'image').image.key, share: 1 }];
  const answers: Weighted<T>[] = [];
  const rest = pictures.entries();
  const lane = async () => {
    for (const [at, { key, share }] of rest) answers[at] = { share, found: await ask(key) };
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
  return answers;
}
