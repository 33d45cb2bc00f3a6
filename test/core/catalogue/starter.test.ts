import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseStarter, STARTER_COLUMNS } from '../../../core/catalogue/starter.ts';
import { trackSchema } from '../../../core/catalogue/track.ts';
import { tsv } from './starter-text.ts';

describe('parseStarter', () => {
  test('reads every column', () => {
    const { tracks, refused } = parseStarter(
      tsv({ id: '37', notFor: 'wedding grief', note: 'about an ending', explicit: 'no', popularity: 'hit' }),
    );
    expect(refused).toEqual([]);
    expect(tracks).toEqual([
      {
        trackId: 's11',
        ordinal: 37,
        title: 'Harbour Lights',
        artist: 'The Example Band',
        year: 1984,
        genre: 'pop rock',
        language: 'en',
        explicit: false,
        popularity: 70,
        themes: ['sea', 'night'],
        notFor: ['wedding', 'grief'],
        note: 'about an ending',
        durationSeconds: 225,
        features: {
          danceability: 0.55,
          energy: 0.6,
          valence: 0.45,
          tempo: 118,
          acousticness: 0.2,
          instrumentalness: 0.15,
          liveness: 0.1,
          speechiness: 0.05,
          loudness: -9,
        },
        mode: 'major',
        source: 'editorial',
      },
    ]);
    expect(trackSchema.parse(tracks[0])).toEqual(tracks[0]);
  });

  test('keeps what is not known as null', () => {
    expect(parseStarter(tsv({ explicit: 'unknown' })).tracks[0]).toMatchObject({
      explicit: null,
      note: null,
      notFor: [],
    });
  });

  test('does not mind a byte order mark, Windows line ends, blank lines or another order of columns', () => {
    const [header, row] = tsv({}).trimEnd().split('\n');
    const turned = [header!, row!].map((line) => line.split('\t').reverse().join('\t'));
    const { tracks, refused } = parseStarter(`\ufeff${turned[0]}\r\n\r\n${turned[1]}\r\n\r\n`);
    expect(refused).toEqual([]);
    expect(tracks).toEqual(parseStarter(tsv({})).tracks);
  });

  test.each([
    ['id', '-1', /below 0/],
    ['id', '1.5', /whole number/],
    ['id', '4294967296', /above/],
    ['title', '', /title is empty/],
    ['artist', ' ', /artist is empty/],
    ['year', '19x4', /not a number/],
    ['year', '', /not a number/],
    ['genre', 'Pop', /lower case/],
    ['language', 'english', /ISO 639-1/],
    ['explicit', 'maybe', /none of yes, no, unknown/],
    ['popularity', 'famous', /none of favourite, hit, anthem/],
    ['themes', '', /1 to 4/],
    ['themes', 'sea seaside', /seaside, not known/],
    ['themes', 'sea sea', /twice/],
    ['themes', 'sea night rain snow stars', /1 to 4/],
    ['notFor', 'everybody', /everybody, not known/],
    ['energy', '1.2', /energy is above 1/],
    ['energy', 'NaN', /not a number/],
    ['tempo', '0x40', /not a number/],
    ['loudness', '3', /above 0/],
    ['mode', 'dorian', /none of major, minor/],
    ['durationSeconds', '0', /below 1/],
  ])('refuses a line whose %s is "%s" and keeps the others', (column, value, reason) => {
    const { tracks, refused } = parseStarter(tsv({ id: '1' }, { id: '2', [column]: value }, { id: '3' }));
    expect(tracks.map((track) => track.ordinal)).toEqual([1, 3]);
    expect(refused).toEqual([{ line: 3, reason: expect.stringMatching(reason) }]);
  });

  test('refuses an id that was used, in this part or an earlier one', () => {
    const { tracks, refused } = parseStarter(tsv({ id: '1' }, { id: '1' }, { id: '9' }), new Set([9]));
    expect(tracks).toHaveLength(1);
    expect(refused.map((line) => line.line)).toEqual([3, 4]);
  });

  test('refuses a line with too many or too few cells', () => {
    expect(parseStarter(`${tsv({})}a\tb\n`).refused).toEqual([{ line: 3, reason: expect.stringMatching(/2 cells/) }]);
  });

  test('refuses a part whose header lacks a column or has one more', () => {
    const lacking = STARTER_COLUMNS.filter((name) => name !== 'tempo').join('\t');
    expect(parseStarter(lacking).refused).toEqual([{ line: 1, reason: 'The header lacks tempo.' }]);
    expect(parseStarter(`${STARTER_COLUMNS.join('\t')}\tcolour`).refused[0]!.reason).toMatch(/colour/);
    expect(parseStarter('').refused).toHaveLength(1);
  });

  test('whatever the text, every track it gives is one', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 21, maxLength: 21 })), (rows) => {
        const text = [STARTER_COLUMNS.join('\t'), ...rows.map((row) => row.join('\t'))].join('\n');
        for (const track of parseStarter(text).tracks) trackSchema.parse(track);
      }),
    );
  });
});
