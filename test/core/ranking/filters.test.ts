import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildIndex } from '../../../core/catalogue/index-builder.ts';
import { OCCASIONS, type Track } from '../../../core/catalogue/track.ts';
import { type SongFilters, songFiltersSchema } from '../../../core/contracts/filters.ts';
import { DEFAULT_WEIGHTS, FEATURE_RANGES, FEATURES } from '../../../core/features.ts';
import { decodeBlock } from '../../../core/posting-block.ts';
import {
  coverageNotes,
  coverageOf,
  matchesFilters,
  NOT_TOLD,
  offeredFilters,
  readingUnder,
  recordTest,
  relaxationsOf,
} from '../../../core/ranking/filters.ts';
import { arbitraryTracks } from '../arbitraries.ts';
import { arbitraryReading, exampleReading, exampleTrack } from './examples.ts';

const decade = fc.integer({ min: 186, max: 215 }).map((tens) => tens * 10);
const range = fc.constantFrom(...FEATURES).chain((feature) => {
  const { min, max } = FEATURE_RANGES[feature];
  const value = fc.double({ min, max, noNaN: true });
  return fc.tuple(value, value).map(([a, b]) => ({ [feature]: { min: Math.min(a, b), max: Math.max(a, b) } }));
});

/** Some filters, each of the form the contract takes. */
const arbitraryFilters: fc.Arbitrary<SongFilters> = fc
  .record(
    {
      explicit: fc.constantFrom('any' as const, 'clean' as const, 'only' as const),
      languages: fc.uniqueArray(fc.constantFrom('en', 'de', 'zxx', 'fr'), { minLength: 1, maxLength: 3 }),
      decades: fc.tuple(decade, decade).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
      genres: fc.record(
        {
          include: fc.uniqueArray(fc.constantFrom('rock', 'Pop', ' jazz', 'polka'), { minLength: 1 }),
          exclude: fc.uniqueArray(fc.constantFrom('folk', 'POP')),
        },
        { requiredKeys: [] },
      ),
      popularity: fc.double({ min: 0, max: 1, noNaN: true }),
      features: range,
      again: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map((filters) => songFiltersSchema.parse(filters));

/** Every track's ordinal that the test of records lets pass. */
function passed(tracks: Track[], filters: SongFilters): Set<number> {
  const index = buildIndex(tracks, { version: 1, seed: 1 });
  const accepts = recordTest(filters, index.meta);
  const ordinals = new Set<number>();
  for (const part of [...index.blocks.values()].flat()) {
    const block = decodeBlock(part);
    for (let row = 0; row < block.count; row++) if (accepts(block, row)) ordinals.add(block.ordinal(row));
  }
  return ordinals;
}

describe('filters of records', () => {
  test('never refuse a track that matches, and rarely pass one that does not', () => {
    fc.assert(
      fc.property(arbitraryTracks(1, 30), arbitraryFilters, (tracks, filters) => {
        const ordinals = passed(tracks, filters);
        for (const track of tracks) {
          if (matchesFilters(track, filters)) expect(ordinals.has(track.ordinal)).toBe(true);
        }
        // What rounding cannot excuse is refused at once.
        const { explicit, languages, genres } = filters;
        const exact = Object.fromEntries(Object.entries({ explicit, languages, genres }).filter(([, value]) => value));
        for (const track of tracks) {
          if (!matchesFilters(track, exact)) expect(ordinals.has(track.ordinal)).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('keep years that records hold as the outermost', () => {
    const old = exampleTrack(1, { year: 1890 });
    expect(passed([old], { decades: { from: 1880, to: 1890 } }).size).toBe(1);
    expect(passed([old], { decades: { to: 1960 } }).size).toBe(1);
    expect(passed([exampleTrack(1, { year: 2155 })], { decades: { from: 2150 } }).size).toBe(1);
    expect(passed([exampleTrack(1, { year: null })], { decades: { to: 1990 } }).size).toBe(0);
  });

  test('without filters let everything pass', () => {
    expect(passed([exampleTrack(1), exampleTrack(2)], { decades: {}, genres: {} }).size).toBe(2);
  });
});

describe('matchesFilters', () => {
  const unknown = exampleTrack(1, { year: null, genre: null, language: null, explicit: null });

  test.each<[SongFilters, Partial<Track>, boolean]>([
    [{ explicit: 'clean' }, { explicit: true }, false],
    [{ explicit: 'clean' }, { explicit: null }, true],
    [{ explicit: 'only' }, { explicit: true }, true],
    [{ explicit: 'only' }, { explicit: null }, false],
    [{ explicit: 'any' }, { explicit: true }, true],
    [{ decades: { from: 1980, to: 1990 } }, { year: 1999 }, true],
    [{ decades: { from: 1980, to: 1990 } }, { year: 2000 }, false],
    [{ decades: { from: 1980 } }, { year: 1979 }, false],
    [{ genres: { include: ['Rock'] } }, { genre: 'rock' }, true],
    [{ genres: { include: ['rock'] } }, { genre: 'folk rock' }, false],
    [{ genres: { exclude: ['rock '] } }, { genre: 'rock' }, false],
    [{ banArtists: ['the HARBOURS'] }, { artist: 'Harbours' }, false],
    [{ features: { tempo: { min: 118, max: 124 } } }, {}, false],
    [{ features: { tempo: { max: 124 } } }, {}, true],
  ])('%j on %j: %s', (filters, changes, matches) => {
    expect(matchesFilters(exampleTrack(1, changes), filters)).toBe(matches);
  });

  test.each<[SongFilters, boolean]>([
    [{ languages: ['en'] }, false],
    [{ decades: { from: 1860 } }, false],
    [{ genres: { include: ['rock'] } }, false],
    [{ genres: { exclude: ['rock'] } }, true],
  ])('what is not known meets %j: %s', (filters, matches) => {
    expect(matchesFilters(unknown, filters)).toBe(matches);
  });
});

describe('readingUnder', () => {
  test('moves the target into the ranges, and no further', () => {
    fc.assert(
      fc.property(arbitraryReading, arbitraryFilters, (reading, filters) => {
        const { target, mood } = readingUnder(reading, filters);
        expect(mood).toEqual(reading.mood);
        for (const feature of FEATURES) {
          const { min, max } = filters.features?.[feature] ?? {};
          if (min === undefined || max === undefined)
            expect(target.features[feature]).toBe(reading.target.features[feature]);
          else {
            expect(target.features[feature]).toBeGreaterThanOrEqual(min - 1e-9);
            expect(target.features[feature]).toBeLessThanOrEqual(max + 1e-9);
          }
        }
        expect(target.explicit).toBe(filters.explicit === undefined ? reading.target.explicit : null);
      }),
    );
  });

  test('takes the weights that are given and open ranges as they are', () => {
    const { target } = readingUnder(exampleReading(), {
      weights: { tempo: 3 },
      features: { tempo: { min: 150 }, energy: { max: 0.2 } },
    });
    expect(target.weights).toEqual({ ...DEFAULT_WEIGHTS, tempo: 3 });
    expect(target.features).toMatchObject({ tempo: 150, energy: 0.2, valence: 0.5 });
  });
});

describe('relaxationsOf', () => {
  test('gives up one filter after another, and never what must hold', () => {
    const kept: SongFilters = { explicit: 'clean', banArtists: ['A'] };
    const steps = relaxationsOf({
      ...kept,
      features: { tempo: { min: 1 } },
      decades: { from: 1980 },
      genres: { include: ['rock'], exclude: ['pop'] },
      languages: ['en'],
    });
    expect(steps.map(({ note }) => note)).toEqual([
      null,
      'No song met every filter, so the list leaves aside the ranges of sound.',
      'No song met every filter, so the list leaves aside the ranges of sound and the decades.',
      'No song met every filter, so the list leaves aside the ranges of sound, the decades and the genres.',
      'No song met every filter, so the list leaves aside the ranges of sound, the decades, the genres and the languages.',
    ]);
    expect(steps.at(-1)!.filters).toEqual({ ...kept, genres: { exclude: ['pop'] } });
    expect(relaxationsOf(kept)).toEqual([{ filters: kept, note: null }]);
    expect(relaxationsOf({ genres: { include: ['rock'] } }).at(-1)!.filters).toEqual({});
  });

  test('only ever lets more tracks pass', () => {
    fc.assert(
      fc.property(arbitraryTracks(1, 20), arbitraryFilters, (tracks, filters) => {
        const counts = relaxationsOf(filters).map(
          (step) => tracks.filter((track) => matchesFilters(track, step.filters)).length,
        );
        expect([...counts].sort((a, b) => a - b)).toEqual(counts);
      }),
    );
  });
});

describe('coverage', () => {
  const tracks = [
    exampleTrack(1),
    exampleTrack(2, { language: null, explicit: null }),
    exampleTrack(3, { explicit: null }),
    exampleTrack(4, { notFor: [OCCASIONS[0]] }),
  ];

  test('is the share of tracks that a filter can judge', () => {
    expect(coverageOf(tracks)).toEqual({ explicit: 0.5, languages: 0.75, decades: 1, genres: 1 });
    expect(coverageOf([])).toEqual({ explicit: 0, languages: 0, decades: 0, genres: 0 });
    expect(buildIndex(tracks, { version: 1, seed: 1 }).meta.coverage).toEqual(coverageOf(tracks));
  });

  test('goes along with what a page offers: genres and languages that most songs have come first', () => {
    const { meta } = buildIndex(
      [
        exampleTrack(1, { genre: 'zouk', language: 'fr' }),
        exampleTrack(2, { genre: 'zouk', language: 'fr' }),
        exampleTrack(3, { genre: 'ambient', language: 'en' }),
        exampleTrack(4, { genre: null, language: null }),
      ],
      { version: 1, seed: 1 },
    );
    expect(offeredFilters(meta)).toEqual({
      genres: ['zouk', 'ambient'],
      languages: ['fr', 'en'],
      coverage: { explicit: 1, languages: 0.75, decades: 1, genres: 0.75 },
    });
    const many = ['', ...Array.from({ length: 40 }, (_, at) => `g${at}`)];
    expect(offeredFilters({ genres: many, languages: [''] })).toEqual({
      genres: many.slice(1, 25),
      languages: [],
      coverage: NOT_TOLD,
    });
  });

  test('is said for filters in use', () => {
    const coverage = coverageOf(tracks);
    expect(coverageNotes({ explicit: 'clean', languages: ['en'], decades: { from: 1990 } }, coverage)).toEqual([
      'Whether a song is explicit is known for 50 % of the catalogue; this filter cannot judge the rest.',
      'The language is known for 75 % of the catalogue; this filter cannot judge the rest.',
    ]);
    expect(coverageNotes({ explicit: 'any' }, coverage)).toEqual([]);
    expect(coverageNotes({ explicit: 'only' }, { ...coverage, explicit: null })).toEqual([]);
  });
});
