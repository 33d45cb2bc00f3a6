import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { SMALL_SIDE } from '../../../core/contracts/media.ts';
import type { RecapCreated, RecapPage } from '../../../core/contracts/recaps.ts';
import { hasSharedPhotos, samplePhoto, sharedPhoto } from '../photos.ts';
import { read, recapOf, request, upload } from '../requests.ts';
import { isHosted, type Target } from '../target.ts';
import { aPhoto, type People, testWith } from './support.ts';

/** Recaps from the first request to the last, and what is left of them. */
export function describeRecaps(target: Target, people: People): void {
  describe('a recap', () => {
    test('ends READY with labels, mood, story and ten songs', () => {
      const { ready } = people;
      expect(ready.error).toBeNull();
      expect(ready.status).toBe('READY');
      expect(ready.progress).toBe(1);
      expect(ready.labels?.length).toBeGreaterThan(0);
      expect(ready.mood?.evidence.length).toBeGreaterThan(0);
      expect(ready.songs).toHaveLength(10);
      expect(ready.songsFinal).toBe(true);
      expect(new Set(ready.songs?.map(({ artist }) => artist)).size).toBe(10);
      const words = ready.story?.text.split(/\s+/).length ?? 0;
      expect(words).toBeGreaterThanOrEqual(60);
      expect(words).toBeLessThanOrEqual(120);
    });

    testWith(target, 'sight')('sees the people in the picture', () => {
      expect(people.ready.labels?.map(({ name }) => name)).toContain('Person');
    });

    testWith(target, 'sight')('is narrated in 15 to 60 s', () => {
      const { durationSeconds } = people.ready.narration!;
      expect(durationSeconds).toBeGreaterThanOrEqual(15);
      expect(durationSeconds).toBeLessThanOrEqual(60);
    });

    test('has word times that ascend and end with the audio', async () => {
      const { words, durationSeconds, script, url } = people.ready.narration!;
      expect(words.map(({ word }) => word).join(' ')).toBe(script.split(/\s+/).join(' '));
      for (const [index, { startMs, endMs }] of words.entries()) {
        expect(endMs).toBeGreaterThan(startMs);
        if (index > 0) expect(startMs).toBeGreaterThanOrEqual(words[index - 1]!.startMs);
      }
      expect(Math.abs(durationSeconds * 1000 - words.at(-1)!.endMs)).toBeLessThanOrEqual(300);
      const audio = await fetch(url);
      expect(audio.headers.get('content-type')).toBe('audio/mpeg');
      const bytes = new Uint8Array(await audio.arrayBuffer());
      // 64 kbit/s: 8 bytes a millisecond.
      expect(Math.abs(bytes.length / 8 - durationSeconds * 1000)).toBeLessThan(200);
    });

    test('names every step that ran, with its time', () => {
      expect(people.ready.stages.map(({ name }) => name).sort()).toEqual([
        'DetectFaces',
        'DetectLabels',
        'DetectModeration',
        'FindClusters',
        'LookupTracks',
        'Narrate',
        'PrepareMedia',
        'ReadMood',
        'WriteStory',
      ]);
    });

    test('gives media addresses that are signed for fifteen minutes at most', async () => {
      const url = new URL((await read(target, people.token, people.ready.recapId)).image!.url);
      expect(Number(url.searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(900);
      expect((await fetch(url)).status).toBe(200);
      url.searchParams.delete('X-Amz-Signature');
      expect((await fetch(url)).status).toBe(403);
    });

    test('gives a reason for each song', () => {
      for (const song of people.ready.songs!) {
        expect(song.why.length).toBeGreaterThan(0);
        expect(song.source.length).toBeGreaterThan(0);
        expect(song.distance).toBeGreaterThanOrEqual(0);
      }
    });

    test('whose upload never came says that it waits, and cannot be tried again', async () => {
      const { token } = people;
      const { recapId } = (await request(target, 'POST', '/recaps', { token, body: {} })).body as RecapCreated;
      const waiting = await read(target, token, recapId);
      expect([waiting.status, waiting.progress, waiting.error]).toEqual(['AWAITING_UPLOAD', 0, null]);
      const retried = await request(target, 'POST', `/recaps/${recapId}/retry`, { token });
      expect(retried.status).toBe(409);
      expect((retried.body as { error: { code: string } }).error.code).toBe('CannotRetry');
    });
  });

  describe('the caption', () => {
    test('outranks the picture: a walk that was the last one gets no party song', async () => {
      const photo = await aPhoto(target);
      const { songs, mood } = await recapOf(target, people.token, photo, 'the last walk with our old dog');
      expect(mood?.sensitive).toBe(true);
      for (const song of songs!) {
        const loud = ['party', 'celebration', 'dancing', 'drinking'];
        expect(song.themes.filter((theme) => loud.includes(theme))).toEqual([]);
        expect(song.features.valence > 0.6 && song.features.energy > 0.6, song.title).toBe(false);
      }
    });

    test('steers mood and themes', async () => {
      const failed = await recapOf(target, people.token, await aPhoto(target), 'just failed my calculus exam');
      expect(failed.mood!.valence).toBeLessThan(people.ready.mood!.valence);
      expect(failed.target!.themes.map(({ theme }) => theme)).toContain('failure');
    });
  });

  describe('what is left', () => {
    test('of the photo carries no EXIF, and the original is gone', async () => {
      const withPlace = await sharp(samplePhoto())
        .withExif({ IFD0: { Make: 'Secret Camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 0/1' } })
        .jpeg()
        .toBuffer();
      expect((await sharp(withPlace).metadata()).exif).toBeDefined();
      const recap = await recapOf(target, people.token, new Uint8Array(withPlace));
      const [image, small] = await Promise.all(
        [recap.image!.url, recap.image!.smallUrl].map(async (url) =>
          Buffer.from(await (await fetch(url)).arrayBuffer()),
        ),
      );
      for (const picture of [image!, small!]) {
        expect((await sharp(picture).metadata()).exif).toBeUndefined();
        expect(picture.includes('Secret Camera')).toBe(false);
      }
      const { width, height } = await sharp(small).metadata();
      expect(Math.max(width, height)).toBe(Math.min(SMALL_SIDE, Math.max(recap.image!.width, recap.image!.height)));
      expect(small!.length).toBeLessThanOrEqual(image!.length);
      for (const file of storedFor(target, recap.recapId)) expect(file).not.toContain('source');
    });

    test('of a deleted recap is nothing', async () => {
      const { token } = people;
      const mine = await recapOf(target, token, await aPhoto(target));
      expect((await request(target, 'DELETE', `/recaps/${mine.recapId}`, { token })).status).toBe(204);
      expect((await request(target, 'GET', `/recaps/${mine.recapId}`, { token })).status).toBe(404);
      expect((await request(target, 'DELETE', `/recaps/${mine.recapId}`, { token })).status).toBe(404);
      for (const { url } of [mine.image!, mine.narration!]) expect((await fetch(url)).status).toBe(404);
      expect(storedFor(target, mine.recapId)).toEqual([]);
    });

    test('of a recap that was deleted while it ran is nothing', async () => {
      const { token } = people;
      const { recapId, upload: policy } = (await request(target, 'POST', '/recaps', { token, body: {} }))
        .body as RecapCreated;
      await upload(policy!, await aPhoto(target));
      expect((await request(target, 'DELETE', `/recaps/${recapId}`, { token })).status).toBe(204);
      if (isHosted(target)) {
        await target.hosted.bus.idle();
        await target.hosted.machines.idle();
      }
      expect((await request(target, 'GET', `/recaps/${recapId}`, { token })).status).toBe(404);
      expect(storedFor(target, recapId)).toEqual([]);
    });
  });

  describe('the list of recaps', () => {
    test('is newest first, page by page', async () => {
      const token = await people.stranger();
      const ids: string[] = [];
      for (let count = 0; count < 3; count++) {
        ids.unshift(((await request(target, 'POST', '/recaps', { token, body: {} })).body as RecapCreated).recapId);
      }
      const first = (await request(target, 'GET', '/recaps?limit=2', { token })).body as RecapPage;
      expect(first.recaps.map(({ recapId }) => recapId)).toEqual(ids.slice(0, 2));
      const rest = (await request(target, 'GET', `/recaps?limit=2&cursor=${first.next}`, { token })).body as RecapPage;
      expect(rest.recaps.map(({ recapId }) => recapId)).toEqual(ids.slice(2));
      expect(rest.next).toBeNull();
    });
  });

  if (!hasSharedPhotos) {
    test.skip('ten different photos get different lists (needs ../shared/data/media)', () => undefined);
  } else {
    testWith(target, 'sight')('ten different photos get different lists', async () => {
      const lists: string[] = [];
      for (const name of TEN_PHOTOS) {
        const recap = await recapOf(target, people.token, sharedPhoto(name));
        expect(recap.status, name).toBe('READY');
        lists.push(recap.songs!.map(({ trackId }) => trackId).join());
      }
      expect(new Set(lists).size).toBe(TEN_PHOTOS.length);
    });
  }
}

const TEN_PHOTOS = [
  'lomiri_sunset.jpg',
  'azure_dog.jpg',
  'lomiri_friends.jpg',
  'immich_craft_beer.jpg',
  'azure_rome.jpg',
  'mdn_ice_cream.jpg',
  'immich_silver_fir.jpg',
  'mdn_surfer.jpg',
  'azure_dubai.jpg',
  'immich_portrait.jpg',
];

/** Stored files whose path or record belongs to a recap's media; none where they cannot be looked at. */
export function storedFor(target: Target, recapId: string): string[] {
  if (!isHosted(target)) return [];
  const { dataDir } = target;
  return globSync('s3/*/objects/*/*.json', { cwd: dataDir })
    .map((file) => (JSON.parse(readFileSync(join(dataDir, file), 'utf8')) as { key: string }).key)
    .filter((key) => key.includes(recapId));
}
