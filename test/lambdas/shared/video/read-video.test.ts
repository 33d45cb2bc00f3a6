import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { videoFormat } from '../../../../core/video/format.ts';
import { runFfmpeg } from '../../../../lambdas/shared/video/ffmpeg.ts';
import { readVideo } from '../../../../lambdas/shared/video/read-video.ts';
import {
  cutOff,
  cutOffWebm,
  FFMPEG,
  film,
  fromABrowser,
  livelyEnding,
  oneHugeFrame,
  soundOnly,
  tenHoursOfBlack,
  threeScenes,
  upright,
  WHY_SKIPPED,
  withPlace,
} from './films.ts';

if (!FFMPEG) console.warn(`Skipped: videos (${WHY_SKIPPED}).`);
const ffmpeg = FFMPEG ?? '';
const read = (file: string, startSecond?: number) =>
  readVideo({ ffmpeg, file, format: videoFormat(readFileSync(file).subarray(0, 64))! }, startSecond);
const refusal = (code: string) => expect.objectContaining({ code, status: 422, message: expect.stringMatching(/\.$/) });

describe.skipIf(!FFMPEG)('readVideo', () => {
  it('takes a frame of each scene', async () => {
    const { frames, taken } = await read(threeScenes());
    expect(taken).toEqual({ fromSecond: 0, toSecond: 6, totalSeconds: 6, chosenBy: 'whole' });
    expect(frames.map(({ atMs, share }) => [Math.floor(atMs / 2000), share.toFixed(2)])).toEqual([
      [0, '0.33'],
      [1, '0.33'],
      [2, '0.33'],
    ]);
    const [blue, , red] = await Promise.all(frames.map(async ({ jpeg }) => (await sharp(jpeg).stats()).dominant));
    expect(blue!.b).toBeGreaterThan(blue!.r + 80);
    expect(red!.r).toBeGreaterThan(red!.b + 80);
  });

  it.each([
    ['scenes.mov', '-c:v', 'mpeg4'],
    ['scenes.webm', '-c:v', 'libvpx', '-deadline', 'realtime'],
  ])('opens %s as well', async (name, ...coding) => {
    expect((await read(threeScenes(name, ...coding))).frames).toHaveLength(3);
  });

  it('takes the liveliest minute of a longer one, and says which', async () => {
    const { frames, taken } = await read(livelyEnding());
    expect(taken).toMatchObject({ toSecond: taken.fromSecond + 60, totalSeconds: 100, chosenBy: 'liveliest' });
    expect(taken.fromSecond).toBeGreaterThanOrEqual(20);
    expect(taken.fromSecond).toBeLessThanOrEqual(40);
    expect(frames.at(-1)!.atMs).toBeGreaterThan(60_000);
  });

  it('takes the minute that the person chose, as late as there is one', async () => {
    expect((await read(livelyEnding(), 5)).taken).toMatchObject({ fromSecond: 5, toSecond: 65, chosenBy: 'person' });
    expect((await read(livelyEnding(), 95)).taken).toMatchObject({ fromSecond: 40, toSecond: 100 });
  });

  it('reads a recording that does not tell how long it is', async () => {
    const { taken } = await read(fromABrowser());
    expect(taken).toMatchObject({ fromSecond: 0, chosenBy: 'whole' });
    expect(taken.totalSeconds).toBeCloseTo(3, 0);
  });

  it('turns what was filmed upright', async () => {
    const { width, height } = await sharp((await read(upright())).frames[0]!.jpeg).metadata();
    expect([width, height]).toEqual([180, 320]);
  });

  it('passes nothing on of where and by whom it was filmed', async () => {
    const file = withPlace();
    expect(readFileSync(file).includes('48.8577')).toBe(true);
    for (const { jpeg } of (await read(file)).frames) {
      expect(jpeg.includes('48.8577') || jpeg.includes('Jane Doe')).toBe(false);
    }
  });
});

describe.skipIf(!FFMPEG)('what is no video to read', () => {
  it.each([
    ['one frame of 20000 x 20000', () => oneHugeFrame(20_000), 'VideoTooLarge'],
    ['one frame of 5000 x 5000', () => oneHugeFrame(5000), 'VideoTooLarge'],
    ['10 hours of black', tenHoursOfBlack, 'VideoTooLong'],
    ['no moving picture', soundOnly, 'NoVideoStream'],
    ['an end that is missing, told first', () => cutOff(true), 'VideoDamaged'],
    ['an end that is missing, with the table of frames', () => cutOff(false), 'VideoDamaged'],
    ['a WebM that is cut off', cutOffWebm, 'VideoDamaged'],
  ])('is answered with a sentence: %s', async (_, make, code) => {
    await expect(read(make())).rejects.toEqual(refusal(code));
  });

  it('is another container under the name of a video', async () => {
    const file = film('really.avi', '-f', 'lavfi', '-i', 'testsrc2=s=64x64:d=1');
    expect(videoFormat(readFileSync(file).subarray(0, 64))).toBeNull();
    await expect(readVideo({ ffmpeg, file, format: 'mp4' }, undefined)).rejects.toEqual(refusal('VideoDamaged'));
  });
});

describe.skipIf(!FFMPEG)('runFfmpeg', () => {
  const endless = ['-f', 'lavfi', '-i', 'testsrc2=s=64x64', '-f', 'rawvideo', 'pipe:1'];

  it('ends what takes too long', async () => {
    const late = runFfmpeg(ffmpeg, ['-v', 'error', '-re', ...endless], { bytes: 1e9, ms: 300 });
    await expect(late).rejects.toEqual(refusal('VideoTooSlow'));
  });

  it('ends what writes too much', async () => {
    const { stdout, succeeded } = await runFfmpeg(ffmpeg, ['-v', 'error', ...endless], { bytes: 100_000, ms: 20_000 });
    expect(succeeded).toBe(false);
    expect(stdout.length).toBeLessThanOrEqual(100_000);
  });

  it.skipIf(process.platform !== 'linux')('ends what wants too much memory', async () => {
    const huge = ['-f', 'lavfi', '-i', 'color=s=32000x30000', '-frames:v', '1', '-f', 'null', '-'];
    const { succeeded, stderr } = await runFfmpeg(ffmpeg, huge, { bytes: 1000, ms: 20_000 });
    expect(succeeded).toBe(false);
    expect(stderr).toMatch(/allocate|invalid|Error/i);
  });

  it('says so where there is no such program', async () => {
    await expect(runFfmpeg('/nowhere/ffmpeg', [], { bytes: 1, ms: 5000 })).rejects.toEqual(
      refusal('VideosUnavailable'),
    );
  });
});
