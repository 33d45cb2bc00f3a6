import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { FIRST_IMPORTED_ORDINAL } from '../../../core/catalogue/track.ts';
import { trackIds } from '../../../core/contracts/names.ts';
import { Feeds } from '../../../local/cli/catalogue/grow/find.ts';
import { grow } from '../../../local/cli/catalogue/grow.ts';
import { similarSongs } from '../../../local/cli/catalogue/similar.ts';
import { type Counterpart, type CounterpartSong, startCounterpart } from './feeds-counterpart.ts';
import { openTable, type TableFixture } from './fixture.ts';

const song = (title: string, artist: string, code: number, more: Partial<CounterpartSong> = {}): CounterpartSong => ({
  title,
  artist,
  isrc: `GBTST240000${code}`,
  measured: true,
  ...more,
});
const DEEZER = [
  song('Harbour', 'The Wanderers', 1),
  song('Lanterns', 'Mira Holt', 2, { explicit: true }),
  song('Paper Boats', 'Lena & Odo', 3),
  song('Unmeasured', 'Mira Holt', 4, { measured: false }),
];
const CHARTED = [
  song('Paper Boats (feat. Someone)', 'Lena', 3),
  song('Unmeasured', 'Mira Holt', 4),
  song('Nowhere Else', 'Nobody', 9),
];

let fixture: TableFixture;
let services: Counterpart;
let slept: number[];
let feeds: Feeds;

beforeAll(async () => {
  services = await startCounterpart({ charted: CHARTED, deezer: DEEZER });
});
afterAll(() => services.close());
beforeEach(async () => {
  fixture = await openTable();
  services.asked.length = 0;
  services.trouble.length = 0;
  slept = [];
  let now = 0;
  feeds = new Feeds({
    addresses: { apple: services.url, deezer: services.url, reccoBeats: services.url },
    clock: {
      now: () => now,
      sleep: async (ms) => {
        slept.push(ms);
        now += ms;
      },
    },
  });
  return () => fixture.close();
});

const growOnce = (more: { search?: string; countries?: string[] } = {}) =>
  grow(fixture.table, {
    progressFile: join(fixture.folder, 'grow.json'),
    countries: ['us', 'de'],
    feeds,
    report: () => undefined,
    ...more,
  });
const titles = async () => (await fixture.table.read()).tracks.map(({ title }) => title).sort();

test('songs of charts are looked up by name, measured and indexed; a second run finds nothing to do', async () => {
  const grown = await growOnce();
  // Both countries' charts list the same songs.
  expect(grown).toMatchObject({
    wanted: 5,
    lookedFor: 5,
    unknown: 2,
    pending: 0,
    stopped: null,
    imported: 3,
    version: 1,
  });
  const { tracks } = await fixture.table.read();
  const boats = tracks.find(({ title }) => title.startsWith('Paper'))!;
  expect(boats).toMatchObject({
    artist: 'Lena & Odo',
    genre: 'pop',
    year: 2024,
    explicit: false,
    popularity: 64,
    durationSeconds: 201,
    isrc: 'GBTST2400003',
    externalId: 'gbtst2400003spotifyid',
    source: 'reccobeats|apple-us',
    features: { tempo: 121.9, valence: 0.58 },
  });
  expect(tracks.find(({ title }) => title === 'Lanterns')).toMatchObject({ explicit: true, year: 2023, genre: null });
  expect(Math.min(...tracks.map(({ ordinal }) => ordinal))).toBe(FIRST_IMPORTED_ORDINAL);
  expect(similarSongs(tracks, 'Harbour - The Wanderers').track.trackId).toBe(
    trackIds.fromOrdinal(tracks.find(({ title }) => title === 'Harbour')!.ordinal),
  );

  services.asked.length = 0;
  expect(await growOnce()).toMatchObject({ wanted: 0, lookedFor: 0, imported: 0, version: 1 });
  expect(services.asked.filter((path) => !/chart|most-played/.test(path))).toEqual([]);
});

test('a search brings what it finds', async () => {
  expect(await growOnce({ search: 'mira holt' })).toMatchObject({ wanted: 2, unknown: 1, imported: 1 });
  expect(await titles()).toEqual(['Lanterns']);
});

test('waits between requests, and as long as a service asks for', async () => {
  services.trouble.push({ path: '/track/', kind: 'quota' }, { path: '/v1/track', kind: 'busy' });
  services.trouble.push({ path: '/api/v2', kind: 'forbidden' }, { path: '/v1/audio', kind: 'down' });
  expect(await growOnce()).toMatchObject({ imported: 3, stopped: null });
  expect(slept).toContain(2_000);
  expect(slept.filter((ms) => ms === 5_000)).toHaveLength(3);
  // Deezer: fifty requests in five seconds.
  expect(slept.filter((ms) => ms > 0 && ms <= 110).length).toBeGreaterThan(3);
});

test('a service that stays away stops the run, and the next goes on without asking again for what was found', async () => {
  const busy = { path: '/v1/track', kind: 'busy' } as const;
  services.trouble.push(busy, busy, busy, busy, busy);
  const first = await growOnce();
  expect(first).toMatchObject({ wanted: 5, lookedFor: 0, pending: 5, imported: 0, version: 0 });
  expect(first.stopped).toBe('ReccoBeats does not answer at the moment. Run this again later to go on.');
  expect(await growOnce()).toMatchObject({ wanted: 0, lookedFor: 5, pending: 0, imported: 3, version: 1 });
});

test('songs that were found before a crash are imported by the next run', async () => {
  const file = join(fixture.folder, 'grow.json');
  await growOnce({ search: 'mira holt' });
  const progress = JSON.parse(readFileSync(file, 'utf8'));
  expect(progress).toMatchObject({ pending: [], found: [], done: { length: 2 } });
  const found = await feeds.entriesOf([{ title: 'Harbour', artist: 'x', source: 'y', isrc: 'GBTST2400001' }]);
  writeFileSync(file, JSON.stringify({ ...progress, found }));
  expect(await growOnce({ search: 'mira holt' })).toMatchObject({ wanted: 0, imported: 1 });
  expect(await titles()).toEqual(['Harbour', 'Lanterns']);
  writeFileSync(file, '{');
  await expect(growOnce()).rejects.toMatchObject({ code: 'DataFolderDamaged' });
});

test('feeds that cannot be read or reached are said in a sentence', async () => {
  services.trouble.push({ path: '/search', kind: 'garbage' });
  await expect(growOnce({ search: 'x' })).rejects.toMatchObject({ code: 'FeedUnreadable' });
  const nowhere = new Feeds({ addresses: { apple: '', deezer: 'http://host.invalid', reccoBeats: '' } });
  await expect(nowhere.search('x')).rejects.toThrow('Deezer could not be reached');
});
