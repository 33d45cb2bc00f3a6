/** Random values of the domain for property tests. */
import fc from 'fast-check';
import { OCCASIONS, type Track } from '../../core/catalogue/track.ts';
import { trackIds } from '../../core/contracts/names.ts';
import {
  type AudioFeatures,
  FEATURE_RANGES,
  FEATURES,
  type Feature,
  type FeatureWeights,
} from '../../core/features.ts';
import { THEMES } from '../../core/themes.ts';

const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true });

export const arbitraryFeatures: fc.Arbitrary<AudioFeatures> = fc.record(
  Object.fromEntries(
    FEATURES.map((feature) => [feature, finite(FEATURE_RANGES[feature].min, FEATURE_RANGES[feature].max)]),
  ) as Record<Feature, fc.Arbitrary<number>>,
);

export const arbitraryWeights: fc.Arbitrary<FeatureWeights> = fc.record(
  Object.fromEntries(FEATURES.map((feature) => [feature, finite(0, 3)])) as Record<Feature, fc.Arbitrary<number>>,
);

const words = fc.stringMatching(/^[A-Za-z][A-Za-z' ]{0,18}[A-Za-z]$/);

export const arbitraryTrack: fc.Arbitrary<Track> = fc
  .record({
    ordinal: fc.nat(0xffffffff),
    title: words,
    artist: words,
    year: fc.option(fc.integer({ min: 1902, max: 2030 })),
    genre: fc.option(fc.constantFrom('rock', 'pop', 'jazz', 'folk')),
    language: fc.option(fc.constantFrom('en', 'de', 'zxx')),
    explicit: fc.option(fc.boolean()),
    popularity: fc.integer({ min: 0, max: 100 }),
    themes: fc.uniqueArray(fc.constantFrom(...THEMES), { maxLength: 4 }),
    notFor: fc.uniqueArray(fc.constantFrom(...THEMES, ...OCCASIONS), { maxLength: 2 }),
    note: fc.constant(null),
    durationSeconds: fc.integer({ min: 60, max: 900 }),
    features: arbitraryFeatures,
    mode: fc.constantFrom('major' as const, 'minor' as const),
    source: fc.constant('editorial'),
  })
  .map((track) => ({ trackId: trackIds.fromOrdinal(track.ordinal), ...track }));

/** Tracks with different ordinals. */
export const arbitraryTracks = (minLength: number, maxLength: number): fc.Arbitrary<Track[]> =>
  fc.uniqueArray(arbitraryTrack, { minLength, maxLength, selector: (track) => track.ordinal });
