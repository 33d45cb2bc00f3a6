import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RecapView } from '../../../core/contracts/recaps.ts';
import { FFMPEG, photoAndBlue, soundOnly, WHY_SKIPPED } from '../../lambdas/shared/video/films.ts';
import { SAMPLE_PHOTO } from '../photos.ts';
import { recapOf } from '../requests.ts';
import { isHosted, type Target } from '../target.ts';
import { storedFor } from './recaps.ts';
import { type People, testWith } from './support.ts';

const bytesOf = (file: string) => new Uint8Array(readFileSync(file));

/** A short video from its upload to the end, where there is an ffmpeg on either side. */
export function describeVideos(target: Target, people: People): void {
  const missing = FFMPEG ? (isHosted(target) ? '' : 'needs a target whose ffmpeg is known') : WHY_SKIPPED;
  describe.skipIf(missing !== '')(`a video${missing && ` (skipped: ${missing})`}`, () => {
    let recap: RecapView;
    beforeAll(async () => {
      const film = photoAndBlue(SAMPLE_PHOTO, `${isHosted(target) && target.dataDir.split('/').at(-1)}.mp4`);
      recap = await recapOf(target, people.token, bytesOf(film));
    });

    test('becomes a recap: its part, its steps, songs and a voice', () => {
      expect(recap.error).toBeNull();
      expect(recap.status).toBe('READY');
      expect(recap.video).toEqual({ fromSecond: 0, toSecond: 6, totalSeconds: 6, chosenBy: 'whole' });
      expect(recap.stages.map(({ name }) => name)).toContain('ExtractFrames');
      expect(recap.songs).toHaveLength(10);
      expect(recap.narration?.words.length).toBeGreaterThan(30);
    });

    test('has a curve with a point for each scene, in order of time', () => {
      const curve = recap.curve!;
      expect(curve).toHaveLength(2);
      expect(curve[0]!.atMs).toBeLessThan(4000);
      expect(curve[1]!.atMs).toBeGreaterThanOrEqual(4000);
      expect(curve[1]!.atMs).toBeLessThan(6000);
    });

    test('is shown by its best frame, and no metadata stay in it', async () => {
      const cover = Buffer.from(await (await fetch(recap.image!.url)).arrayBuffer());
      const { width, height, format, exif } = await sharp(cover).metadata();
      expect([width, height, format, exif]).toEqual([480, 270, 'jpeg', undefined]);
      // The photo and not the plain blue.
      expect((await sharp(cover).stats()).entropy).toBeGreaterThan(5);
    });

    testWith(target, 'sight')('is named by what lasts in it', () => {
      const names = recap.labels!.map(({ name }) => name);
      expect(names).toContain('Person');
      for (const { confidence } of recap.labels!) expect(confidence).toBeLessThan(0.99);
    });

    test('has a story that speaks of a video and of no photo', () => {
      const { title, text, script } = recap.story!;
      expect(text).toMatch(/\b(?:video|clip)s?\b/i);
      expect(`${title} ${text} ${script} ${recap.narration!.script}`).not.toMatch(/\b(?:photo(?:graph)?|picture)s?\b/i);
    });

    test('leaves no upload behind', () => {
      const stored = storedFor(target, recap.recapId);
      expect(stored.length).toBeGreaterThan(0);
      expect(stored.filter((key) => key.startsWith('uploads/'))).toEqual([]);
    });

    test('without a moving picture ends with a sentence, and nothing of it stays', async () => {
      const failed = await recapOf(target, people.token, bytesOf(soundOnly()));
      expect(failed.status).toBe('FAILED');
      expect(failed.error).toEqual({ code: 'NoVideoStream', message: expect.stringMatching(/^[A-Z].*[.?]$/) });
      expect(storedFor(target, failed.recapId)).toEqual([]);
    });
  });
}
