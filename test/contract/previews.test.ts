/** Previews, against counterparts of the music services with their limits. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Preview, previewSchema } from '../../core/contracts/previews.ts';
import type { FoundSongs } from '../../core/contracts/songs.ts';
import { artistKey } from '../../core/ranking/same-recording.ts';
import { type MusicServices, startMusicServices } from './music-services.ts';
import { quickEngines } from './quick-engines.ts';
import { request } from './requests.ts';
import { type HostedTarget, newPerson, startTarget } from './target.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let services: MusicServices;
let target: HostedTarget;
let token: string;
let songs: FoundSongs['songs'];

beforeAll(async () => {
  services = await startMusicServices();
  vi.stubEnv('ITUNES_BASE_URL', services.itunesUrl);
  vi.stubEnv('DEEZER_BASE_URL', services.deezerUrl);
  target = await startTarget({ engines: quickEngines() });
  token = await newPerson(target);
  const found = await Promise.all(
    ['sad piano', 'happy dance', '1980s rock', 'calm folk'].map((query) =>
      request(target, 'GET', `/tracks?query=${encodeURIComponent(query)}&limit=20`, { token }),
    ),
  );
  const all = found.flatMap(({ body }) => (body as FoundSongs).songs);
  songs = [...new Map(all.map((song) => [song.artist, song])).values()];
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await target?.close();
  await services?.close();
});

let used = 0;
/** A song that no other test asked for. */
const fresh = () => songs[used++]!;
const preview = async (trackId: string, query = ''): Promise<Preview> => {
  const { status, body } = await request(target, 'GET', `/tracks/${trackId}/preview${query}`, { token });
  expect(status, JSON.stringify(body)).toBe(200);
  return previewSchema.parse(body);
};
const calls = () => ({ ...services.calls });

beforeEach(() => expect(songs.length).toBeGreaterThan(40));

describe('GET /tracks/{id}/preview', () => {
  test('is the very recording, from iTunes, among imitations and other versions', async () => {
    const { trackId } = fresh();
    const { state, recording } = await preview(trackId);
    expect(state).toBe('found');
    expect(recording).toMatchObject({ provider: 'itunes', expiresAt: null });
    // Ids that end in 0 are the recording itself.
    expect(recording!.pageUrl).toMatch(/^https:\/\/music\.apple\.com\/.*0$/);
    expect(recording!.coverUrl).toMatch(/300x300bb\.jpg$/);
    const sound = await fetch(recording!.previewUrl);
    expect(sound.headers.get('content-type')).toMatch(/^audio\//);
    await sound.body?.cancel();
  });

  test('asks again by its id, once it knows it', async () => {
    const { trackId } = fresh();
    const first = await preview(trackId);
    const before = calls();
    expect(await preview(trackId)).toEqual(first);
    expect(calls().itunes - before.itunes).toBe(1);
    expect(calls().deezer).toBe(before.deezer);
  });

  test('comes from Deezer where iTunes has it not, with a new signature each time', async () => {
    const { trackId, artist } = fresh();
    services.unknownToItunes.add(artistKey(artist));
    services.signedSeconds = 2;
    const { recording } = await preview(trackId, '?for=play');
    services.signedSeconds = 900;
    expect(recording).toMatchObject({ provider: 'deezer' });
    expect(Date.parse(recording!.expiresAt!)).toBeLessThan(Date.now() + 3_000);
    expect((await fetch(recording!.previewUrl)).status).toBe(200);
    await expect.poll(async () => (await fetch(recording!.previewUrl)).status, { timeout: 10_000 }).toBe(403);
    const again = await preview(trackId, '?for=play');
    expect(again.recording!.previewUrl).not.toBe(recording!.previewUrl);
    expect((await fetch(again.recording!.previewUrl)).status).toBe(200);
  });

  test('is none where there are only imitations, and nobody is asked again', async () => {
    const { trackId, artist } = fresh();
    services.onlyImitated.add(artistKey(artist));
    const none = { state: 'none', recording: null, retryAfterSeconds: null };
    expect(await preview(trackId, '?for=play')).toEqual(none);
    const before = calls();
    expect(await preview(trackId, '?for=play')).toEqual(none);
    expect(calls()).toEqual(before);
  });

  test('with everybody asking at once never asks a service too often, and still finds what is to be played', async () => {
    const rows = Array.from({ length: 25 }, fresh);
    const shown = await Promise.all(rows.map(({ trackId }) => preview(trackId)));
    const played = await Promise.all(rows.slice(0, 6).map(({ trackId }) => preview(trackId, '?for=play')));
    expect(services.calls.refused).toBe(0);
    expect(played.map(({ state }) => state)).toEqual(Array(6).fill('found'));
    for (const { state, retryAfterSeconds } of shown) {
      expect(['found', 'later']).toContain(state);
      if (state === 'later') expect(retryAfterSeconds).toBeGreaterThan(0);
    }
  });

  test.each([
    ['szzzzzz', 404],
    ['s1', 200],
    ['s1?for=fun', 400],
    ['s1?country=usa', 400],
  ])('answers %s with %i', async (rest, status) => {
    const [id, query] = rest.split('?');
    const path = `/tracks/${id}/preview${query ? `?${query}` : ''}`;
    expect((await request(target, 'GET', path, { token })).status).toBe(status);
  });

  // Last, since nobody answers any more.
  test('says so where no service answers', async () => {
    await services.close();
    const { state, recording, retryAfterSeconds } = await preview(fresh().trackId, '?for=play');
    expect({ state, recording }).toEqual({ state: 'away', recording: null });
    expect(retryAfterSeconds).toBeGreaterThan(0);
  });
});
