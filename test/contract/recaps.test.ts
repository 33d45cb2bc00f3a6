import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecapCreated, RecapPage, RecapView } from '../../core/contracts/api.ts';
import { hasSharedPhotos, samplePhoto, sharedPhoto } from './photos.ts';
import { recapOf, request, upload } from './requests.ts';
import { newPerson, startTarget, type Target } from './target.ts';

let target: Target;
let token: string;
let ready: RecapView;

beforeAll(async () => {
  target = await startTarget();
  token = await newPerson(target);
  ready = await recapOf(target, token, samplePhoto());
}, 120_000);

afterAll(() => target?.close());

describe('a recap', () => {
  test('ends READY with labels, mood, story and ten songs', () => {
    expect(ready.error).toBeNull();
    expect(ready.status).toBe('READY');
    expect(ready.progress).toBe(1);
    expect(ready.labels?.map(({ name }) => name)).toContain('Person');
    expect(ready.mood?.evidence.length).toBeGreaterThan(0);
    expect(ready.songs).toHaveLength(10);
    expect(ready.songsFinal).toBe(true);
    expect(new Set(ready.songs?.map(({ artist }) => artist)).size).toBe(10);
    const words = ready.story?.text.split(/\s+/).length ?? 0;
    expect(words).toBeGreaterThanOrEqual(60);
    expect(words).toBeLessThanOrEqual(120);
  });

  test('is narrated in 15 to 60 s, with word times that ascend and end with the audio', async () => {
    const { words, durationSeconds, script, url } = ready.narration!;
    expect(durationSeconds).toBeGreaterThanOrEqual(15);
    expect(durationSeconds).toBeLessThanOrEqual(60);
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
    expect(ready.stages.map(({ name }) => name).sort()).toEqual(
      [
        'DetectFaces',
        'DetectLabels',
        'DetectModeration',
        'FindClusters',
        'LookupTracks',
        'Narrate',
        'PrepareMedia',
        'ReadMood',
        'WriteStory',
      ].sort(),
    );
  });

  test('gives media addresses that are signed for fifteen minutes at most', async () => {
    const url = new URL(ready.image!.url);
    expect(Number(url.searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(900);
    expect((await fetch(url)).status).toBe(200);
    url.searchParams.delete('X-Amz-Signature');
    expect((await fetch(url)).status).toBe(403);
  });

  test('says only true things about each song', () => {
    for (const song of ready.songs!) {
      expect(song.why.length).toBeGreaterThan(0);
      expect(song.source).toBe('editorial');
      expect(song.distance).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('the caption', () => {
  test('outranks the picture: a walk that was the last one gets no party song', async () => {
    const { songs, mood } = await recapOf(target, token, samplePhoto(), 'the last walk with our old dog');
    expect(mood?.sensitive).toBe(true);
    for (const song of songs!) {
      expect(song.themes.filter((theme) => ['party', 'celebration', 'dancing', 'drinking'].includes(theme))).toEqual(
        [],
      );
      expect(song.features.valence > 0.6 && song.features.energy > 0.6, song.title).toBe(false);
    }
  });

  test('steers mood and themes', async () => {
    const failed = await recapOf(target, token, samplePhoto(), 'just failed my calculus exam');
    expect(failed.mood!.valence).toBeLessThan(ready.mood!.valence);
    expect(failed.target!.themes.map(({ theme }) => theme)).toContain('failure');
  });
});

describe('uploads that are no photo', () => {
  const cases: [name: string, code: string, bytes: () => Promise<Uint8Array>][] = [
    ['a text named .jpg', 'NotAPhoto', async () => new TextEncoder().encode('not a photo at all')],
    ['an SVG', 'NotAPhoto', async () => new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a JPEG cut off in the middle', 'PhotoDamaged', async () => samplePhoto().slice(0, 20_000)],
  ];
  test.each(cases)('%s ends with a sentence, and keeps nothing', async (_name, code, bytes) => {
    const recap = await recapOf(target, token, await bytes());
    expect(recap.status).toBe('FAILED');
    expect(recap.error?.code).toBe(code);
    expect(recap.error?.message).toMatch(/\.$/);
    expect(storedFor(recap.recapId)).toEqual([]);
  });

  test('an empty file and one over 15 MB are refused by the upload policy', async () => {
    const { upload: policy } = (await request(target, 'POST', '/recaps', { token, body: {} })).body as RecapCreated;
    expect((await upload(policy!, new Uint8Array())).text).toContain('EntityTooSmall');
    expect((await upload(policy!, new Uint8Array(15 * 1024 * 1024 + 1))).text).toContain('EntityTooLarge');
  });

  test('the policy holds for exactly its key and content type', async () => {
    const { upload: policy } = (await request(target, 'POST', '/recaps', { token, body: {} })).body as RecapCreated;
    expect((await upload(policy!, samplePhoto(), { key: 'uploads/somebody/else/source' })).status).toBe(403);
    expect((await upload(policy!, samplePhoto(), { 'Content-Type': 'text/html' })).status).toBe(403);
  });

  test('and the next good photo works', async () => {
    expect((await recapOf(target, token, samplePhoto())).status).toBe('READY');
  });
});

describe('privacy', () => {
  test('the original is gone once the recap is made, and no EXIF is left in what stays', async () => {
    const withPlace = await sharp(samplePhoto())
      .withExif({ IFD0: { Make: 'Secret Camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 0/1' } })
      .jpeg()
      .toBuffer();
    expect((await sharp(withPlace).metadata()).exif).toBeDefined();
    const recap = await recapOf(target, token, new Uint8Array(withPlace));
    expect(storedFor(recap.recapId).some((file) => file.includes('source'))).toBe(false);
    for (const file of storedFor(recap.recapId)) {
      expect(readFileSync(join(target.dataDir, file)).includes('Secret Camera')).toBe(false);
    }
    const image = new Uint8Array(await (await fetch(recap.image!.url)).arrayBuffer());
    expect((await sharp(image).metadata()).exif).toBeUndefined();
  });

  test('deleting leaves nothing', async () => {
    const mine = await recapOf(target, token, samplePhoto());
    expect((await request(target, 'DELETE', `/recaps/${mine.recapId}`, { token })).status).toBe(204);
    expect((await request(target, 'GET', `/recaps/${mine.recapId}`, { token })).status).toBe(404);
    expect((await request(target, 'DELETE', `/recaps/${mine.recapId}`, { token })).status).toBe(404);
    expect(storedFor(mine.recapId)).toEqual([]);
  });
});

describe('the edge of the API', () => {
  test("somebody else's recap answers 404, like one that never was", async () => {
    const stranger = await newPerson(target);
    for (const method of ['GET', 'DELETE']) {
      const theirs = await request(target, method, `/recaps/${ready.recapId}`, { token: stranger });
      const none = await request(target, method, '/recaps/01ARZ3NDEKTSV4RRFFQ69G5FAV', { token: stranger });
      expect(theirs.status).toBe(404);
      expect(theirs.body).toEqual(none.body);
    }
    expect((await request(target, 'GET', `/recaps/${ready.recapId}`, { token })).status).toBe(200);
  });

  test('unknown fields answer 400 and name them', async () => {
    const { status, body } = await request(target, 'POST', '/recaps', { token, body: { captoin: 'x', colour: 1 } });
    expect(status).toBe(400);
    expect((body as { error: { fields: string[] } }).error.fields).toEqual(['captoin', 'colour']);
  });

  test.each([
    ['no token', undefined],
    ['a made-up token', 'eyJhbGciOiJub25lIn0.e30.'],
  ])('%s answers 401 with CORS headers', async (_name, bad) => {
    const reply = await request(target, 'GET', '/recaps', bad ? { token: bad } : {});
    expect(reply.status).toBe(401);
    expect(reply.headers.get('access-control-allow-origin')).toBe(target.addresses.webUrl);
  });

  test('errors carry CORS headers for the allowed origin, and none for another', async () => {
    const wrong = { token, body: { nonsense: true } };
    const allowed = await request(target, 'POST', '/recaps', wrong);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(target.addresses.webUrl);
    const foreign = await request(target, 'POST', '/recaps', { ...wrong, origin: 'https://evil.example' });
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('lists own recaps, newest first, page by page', async () => {
    const person = await newPerson(target);
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) {
      ids.unshift(
        ((await request(target, 'POST', '/recaps', { token: person, body: {} })).body as RecapCreated).recapId,
      );
    }
    const first = (await request(target, 'GET', '/recaps?limit=2', { token: person })).body as RecapPage;
    expect(first.recaps.map(({ recapId }) => recapId)).toEqual(ids.slice(0, 2));
    const rest = (await request(target, 'GET', `/recaps?limit=2&cursor=${first.next}`, { token: person }))
      .body as RecapPage;
    expect(rest.recaps.map(({ recapId }) => recapId)).toEqual(ids.slice(2));
    expect(rest.next).toBeNull();
  });

  test.each([
    'http://127.0.0.1/photo.jpg',
    'https://127.0.0.1/photo.jpg',
    'https://[::1]/photo.jpg',
    'https://[::ffff:127.0.0.1]/photo.jpg',
    'https://localhost/photo.jpg',
  ])('an imageUrl that leads inside is refused: %s', async (imageUrl) => {
    const { status, body } = await request(target, 'POST', '/recaps', { token, body: { imageUrl } });
    expect(status).toBe(422);
    expect((body as { error: { code: string } }).error.code).toBe('AddressRefused');
  });
});

describe('ten different photos', () => {
  const names = [
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
  test.skipIf(!hasSharedPhotos)(
    'get different lists (needs ../shared/data/media)',
    async () => {
      const lists: string[] = [];
      for (const name of names) {
        const recap = await recapOf(target, token, sharedPhoto(name));
        expect(recap.status, name).toBe('READY');
        lists.push(recap.songs!.map(({ trackId }) => trackId).join());
      }
      expect(new Set(lists).size).toBe(names.length);
    },
    120_000,
  );
});

/** Files of the data folder whose path or content belongs to a recap's media. */
function storedFor(recapId: string): string[] {
  return globSync(`s3/**/*${recapId}*/**`, { cwd: target.dataDir, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(target.dataDir.length + 1));
}

test('a recap whose upload never came says that it waits', async () => {
  const { recapId } = (await request(target, 'POST', '/recaps', { token, body: {} })).body as RecapCreated;
  const { body } = await request(target, 'GET', `/recaps/${recapId}`, { token });
  expect((body as RecapView).status).toBe('AWAITING_UPLOAD');
});
