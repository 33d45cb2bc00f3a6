/** Turns an uploaded video into clean pictures of its frames and a cover, and deletes the upload. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mediaKeys } from '../../core/contracts/names.ts';
import { type RecapRef, STEPS, type StepOutput } from '../../core/contracts/pipeline.ts';
import type { RecapItem } from '../../core/contracts/recap-item.ts';
import { bestFrame } from '../../core/video/cover.ts';
import { videoDamaged, videoFormat, videosUnavailable } from '../../core/video/format.ts';
import { makeDerivative, makeSmall } from '../shared/derivative.ts';
import { optionalEnv } from '../shared/env.ts';
import { deleteMedia, readBeginning, saveMediaTo, writeMedia } from '../shared/media-store.ts';
import { beginStage, saveFindings } from '../shared/recap-store.ts';
import { named } from '../shared/step.ts';
import { lookOf } from '../shared/video/look.ts';
import { readVideo, type VideoFrames } from '../shared/video/read-video.ts';

export const handler = (event: unknown): Promise<StepOutput<'ExtractFrames'>> =>
  named('ExtractFrames', async () => {
    const { recap, key } = STEPS.ExtractFrames.input.parse(event);
    const startedAt = Date.now();
    const item = await beginStage(recap, 'PreparingMedia');
    if (!item.frames) {
      const findings = await store(recap, await read(key, item.startSecond));
      await saveFindings(recap, 'ExtractFrames', { startedAt, ms: Date.now() - startedAt }, findings);
    }
    await deleteMedia(key);
    return {};
  });

async function read(key: string, startSecond: number | undefined): Promise<VideoFrames> {
  const ffmpeg = optionalEnv('ffmpegPath');
  if (!ffmpeg) throw videosUnavailable();
  const format = videoFormat(await readBeginning(key));
  if (!format) throw videoDamaged();
  const folder = await mkdtemp(join(tmpdir(), 'video-'));
  try {
    const file = join(folder, 'source');
    await saveMediaTo(key, file);
    return await readVideo({ ffmpeg, file, format }, startSecond);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the frames and, once more under the name that photos have, the best one. */
async function store(
  { userId, recapId }: RecapRef,
  { frames, taken }: VideoFrames,
): Promise<Pick<RecapItem, 'image' | 'frames' | 'taken'>> {
  const pictures = await Promise.all(frames.map(({ jpeg }) => makeDerivative(jpeg)));
  const looks = await Promise.all(pictures.map(({ jpeg }) => lookOf(jpeg)));
  const best = pictures[bestFrame(looks.map((look, i) => ({ ...look, share: frames[i]!.share })))]!;
  const keys = frames.map((_, i) => mediaKeys.frame(userId, recapId, i));
  const [image, smallImage] = [mediaKeys.image(userId, recapId), mediaKeys.smallImage(userId, recapId)];
  await Promise.all([
    ...pictures.map(({ jpeg }, i) => writeMedia(keys[i]!, jpeg, 'image/jpeg')),
    writeMedia(image, best.jpeg, 'image/jpeg'),
    makeSmall(best.jpeg).then((small) => writeMedia(smallImage, small, 'image/jpeg')),
  ]);
  return {
    image: { key: image, smallKey: smallImage, width: best.width, height: best.height },
    frames: frames.map(({ atMs, share }, i) => ({ key: keys[i]!, atMs, share })),
    taken,
  };
}
