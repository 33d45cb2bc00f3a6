import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trackSchema } from '../../../core/catalogue/track.ts';
import { rowsOfJson } from '../../../core/import/json-rows.ts';
import { externalIdOf, isrcOf, recordingKeys } from '../../../core/import/keys.ts';
import { recogniseLayout } from '../../../core/import/layouts.ts';
import { Refusals } from '../../../core/import/refusals.ts';
import { scalesOf } from '../../../core/import/scales.ts';
import { firstArtist, parseSong } from '../../../core/import/song.ts';

const HEADER =
  'track_id,artists,track_name,popularity,duration_ms,explicit,danceability,energy,loudness,mode,speechiness,acousticness,instrumentalness,liveness,valence,tempo,track_genre'.split(
    ',',
  );
const ROW =
  '5SuOikwiRyPMVoIQDJUgSV,Gen Hoshino;Other,Comedy,73,230666,False,0.676,0.461,-6.746,0,0.143,0.0322,0.00000101,0.358,0.715,87.917,acoustic'.split(
    ',',
  );
const parse = (row: readonly string[], header = HEADER, sample = [row]) => {
  const layout = recogniseLayout(header);
  return parseSong(row, layout, scalesOf(layout, sample));
};
const changed = (column: string, value: string) => ROW.map((cell, at) => (HEADER[at] === column ? value : cell));

describe('parseSong', () => {
  test('reads a row of the tracks dataset', () => {
    const parsed = parse(ROW);
    expect(parsed).toMatchObject({
      song: {
        title: 'Comedy',
        artist: 'Gen Hoshino',
        explicit: false,
        mode: 'minor',
        durationSeconds: 230.7,
        source: 'spotify-tracks-dataset',
      },
    });
    if ('song' in parsed) trackSchema.parse({ ...parsed.song, trackId: 's1', ordinal: 1 });
  });

  test.each([
    ['tempo', '0', 'has the tempo 0: no beat was found'],
    ['valence', '', 'has no valence'],
    ['energy', '-1', 'has a energy out of range'],
    ['track_name', 'nan', 'has no title'],
    ['artists', '', 'has no artist'],
    ['duration_ms', '0', 'has no duration'],
    ['loudness', '40', 'has a loudness out of range'],
  ])('refuses %s %j', (column, value, reason) => {
    const row = changed(column, value);
    expect(parse(row, HEADER, [ROW, ROW, ROW])).toEqual({ refused: reason });
  });

  test('reads percentages, minutes and loudness without its sign', () => {
    const header = ['title', 'artist', 'duration', ...HEADER.slice(6, 8), 'loudness', ...HEADER.slice(10, 16)];
    const row = ['A', 'B', '3.5', '67', '46', '6.7', '14', '3', '0.5', '35', '71', '88'];
    const parsed = parse(row, header, [row, row.map((cell) => (cell === '0.5' ? '20' : cell))]);
    expect(parsed).toMatchObject({
      song: { durationSeconds: 210, features: { danceability: 0.67, loudness: -6.7, instrumentalness: 0.005 } },
    });
  });

  test('never throws on any cells', () => {
    fc.assert(fc.property(fc.array(fc.string(), { minLength: 0, maxLength: 20 }), (row) => void parse(row)));
  });
});

test('knows the other layouts and a told one', () => {
  expect(recogniseLayout(['id', 'name', 'album', 'album_id', 'artists', 'artist_ids', 'release_date']).name).toBe(
    'tracks-features',
  );
  expect(recogniseLayout(['song words', 'who'], { title: 'song words', artist: 'who' }).columns.get('title')).toBe(0);
  expect(() => recogniseLayout(['a', 'b'])).toThrow('not recognised');
  expect(() => recogniseLayout(['title'], { nothing: 'title' })).toThrow('column map');
});

test('takes the first artist of each way to list them', () => {
  expect(firstArtist(`['Rage Against The Machine', 'X']`)).toBe('Rage Against The Machine');
  expect(firstArtist(`["Guns N' Roses"]`)).toBe("Guns N' Roses");
  expect(firstArtist('Tyler, The Creator')).toBe('Tyler, The Creator');
});

test('keys tell a remix from the studio recording, and ids from row numbers', () => {
  const key = (title: string) => recordingKeys({ title, artist: 'The Band' }).at(-1);
  expect(key('Song - Remastered 2011')).toBe(key('song'));
  expect(key('Song - Club Remix')).not.toBe(key('Song'));
  expect(externalIdOf('spotify:track:2H7PHVdQ3mXqEHXcvclTB0')).toBe('2H7PHVdQ3mXqEHXcvclTB0');
  expect(externalIdOf('12')).toBeUndefined();
  expect(isrcOf('us-rc1-76-07839')).toBe('USRC17607839');
});

test('joins what ReccoBeats tells of a song in two answers', () => {
  const rows = rowsOfJson({
    content: [
      { id: 'a', trackTitle: 'T', artists: [{ name: 'N' }] },
      { id: 'a', valence: 0.5 },
    ],
  });
  expect(rows).toEqual([
    ['id', 'trackTitle', 'artists', 'valence'],
    ['a', 'T', '["N"]', '0.5'],
  ]);
  expect(() => rowsOfJson({})).toThrow('JSON');
});

test('counts refusals by reason', () => {
  const refusals = new Refusals();
  refusals.add('x', 2, ['a', 'b']);
  refusals.add('x', 3, ['c']);
  expect(refusals.list()).toEqual([{ reason: 'x', count: 2, example: 'row 2: a,b' }]);
});
