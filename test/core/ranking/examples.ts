/** Tracks and readings for the ranking's tests. */
import fc from 'fast-check';
import type { Track } from '../../../core/catalogue/track.ts';
import { trackIds } from '../../../core/contracts/names.ts';
import type { Mood, Reading, Target } from '../../../core/contracts/pipeline.ts';
import { type AudioFeatures, DEFAULT_WEIGHTS } from '../../../core/features.ts';
import { THEMES } from '../../../core/themes.ts';
import { arbitraryFeatures, arbitraryWeights } from '../arbitraries.ts';

export const FEATURES_IN_THE_MIDDLE: AudioFeatures = {
  danceability: 0.5,
  energy: 0.5,
  valence: 0.5,
  tempo: 110,
  acousticness: 0.4,
  instrumentalness: 0.1,
  liveness: 0.15,
  speechiness: 0.05,
  loudness: -9,
};

type TrackChanges = Partial<Omit<Track, 'features'>> & { features?: Partial<AudioFeatures> };

/** A song with its own title and artist, in the middle of everything where nothing else is said. */
export function exampleTrack(ordinal: number, changes: TrackChanges = {}): Track {
  return {
    trackId: trackIds.fromOrdinal(ordinal),
    ordinal,
    title: `Title ${ordinal}`,
    artist: `Artist ${ordinal}`,
    year: 1990,
    genre: 'pop',
    language: 'en',
    explicit: false,
    popularity: 70,
    themes: [],
    notFor: [],
    note: null,
    durationSeconds: 200,
    mode: 'major',
    source: 'editorial',
    ...changes,
    features: { ...FEATURES_IN_THE_MIDDLE, ...changes.features },
  };
}

interface ReadingChanges {
  readonly mood?: Partial<Mood>;
  readonly target?: Partial<Omit<Target, 'features'>>;
  readonly features?: Partial<AudioFeatures>;
}

export function exampleReading({ mood, target, features }: ReadingChanges = {}): Reading {
  return {
    mood: { valence: 0.5, energy: 0.5, word: 'calm', confidence: 0.8, sensitive: false, evidence: [], ...mood },
    target: {
      weights: DEFAULT_WEIGHTS,
      themes: [],
      occasions: [],
      explicit: null,
      ...target,
      features: { ...FEATURES_IN_THE_MIDDLE, ...features },
    },
  };
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

export const arbitraryReading: fc.Arbitrary<Reading> = fc.record({
  mood: fc.record({
    valence: share,
    energy: share,
    word: fc.constant('calm'),
    confidence: share,
    sensitive: fc.boolean(),
    evidence: fc.constant([]),
  }),
  target: fc.record({
    features: arbitraryFeatures,
    weights: fc.oneof(arbitraryWeights, fc.constant(DEFAULT_WEIGHTS)),
    themes: fc.uniqueArray(fc.record({ theme: fc.constantFrom(...THEMES), weight: share }), {
      maxLength: 4,
      selector: ({ theme }) => theme,
    }),
    occasions: fc.uniqueArray(fc.constantFrom('children-present', 'wedding', 'grief'), { maxLength: 1 }),
    explicit: fc.constantFrom(true, false, null),
  }),
});
