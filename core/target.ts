/**
 * From a mood to what a song should sound like: valence and energy set nine audio features, things seen and themes shift
 * some of them, and the confidence of the reading becomes the weights.
 */
import type { Target, WeightedTheme } from './contracts/pipeline.ts';
import {
  type AudioFeatures,
  clampFeatures,
  DEFAULT_WEIGHTS,
  FEATURES,
  type Feature,
  type FeatureWeights,
} from './features.ts';
import type { Theme } from './themes.ts';

/** Valence and energy of a large catalogue (97,000 songs) at these quantiles: songs run livelier than photographs. */
const QUANTILES = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1] as const;
const CATALOGUE_VALENCE = [0.03, 0.15, 0.35, 0.51, 0.68, 0.87, 0.98] as const;
const CATALOGUE_ENERGY = [0.03, 0.26, 0.5, 0.64, 0.77, 0.91, 0.99] as const;
/** Share of the quantile map for energy; the rest is the mood's own energy. All of it would make calm songs busy. */
const QUANTILE_SHARE = { valence: 1, energy: 0.5 } as const;

/**
 * The other seven features given a song's valence v and energy e, both centred on 0.5:
 * c0 + c1 v + c2 e + c3 v^2 + c4 v e + c5 e^2. Least squares over the same catalogue; tempo, liveness and speechiness are
 * barely explained there (R2 below .05), so their slopes are widened by hand. Explained share in the comments.
 */
const REGRESSION: Readonly<
  Record<Exclude<Feature, 'valence' | 'energy'>, readonly [number, number, number, number, number, number]>
> = {
  danceability: [0.63, 0.28, 0.14, -0.2, 0, -0.55], // .27
  tempo: [117, 8, 44, 0, 0, 6], // .05, widened
  acousticness: [0.36, 0.12, -1.06, 0.12, 0, 0.85], // .54
  instrumentalness: [0.05, -0.12, -0.14, 0.1, 0, 0.3], // .19, corners lowered: a moment with words wants a voice
  liveness: [0.17, 0.01, 0.12, 0, 0, 0.15], // .04, widened
  speechiness: [0.08, 0.01, 0.06, -0.05, 0, 0], // .03
  loudness: [-8.9, -1, 18.5, 0, 0, -20], // .66
};

type Shift = Partial<Record<Feature, number>>;

/** Shifts that a theme brings at weight 1, in natural units. Editors' judgements. */
const THEME_SHIFTS: Partial<Record<Theme, Shift>> = {
  party: { danceability: 0.16, liveness: 0.06 },
  dancing: { danceability: 0.2, tempo: 4 },
  celebration: { danceability: 0.06, liveness: 0.06 },
  'night-city': { danceability: 0.06, acousticness: -0.15 },
  sport: { tempo: 10, acousticness: -0.1 },
  victory: { tempo: 6, loudness: 1.5 },
  road: { tempo: 5 },
  anger: { acousticness: -0.2, loudness: 2 },
  forest: { acousticness: 0.14, tempo: -4 },
  countryside: { acousticness: 0.15 },
  mountains: { acousticness: 0.06 },
  home: { acousticness: 0.1 },
  family: { acousticness: 0.08 },
  peace: { acousticness: 0.12, tempo: -8, danceability: -0.05 },
  solitude: { acousticness: 0.08, tempo: -6, danceability: -0.06 },
  loss: { acousticness: 0.12, tempo: -8, danceability: -0.1 },
  remembrance: { acousticness: 0.1, tempo: -6 },
  nostalgia: { acousticness: 0.08 },
  stars: { instrumentalness: 0.08, acousticness: 0.04 },
  dreams: { instrumentalness: 0.08 },
  faith: { acousticness: 0.08, liveness: 0.04 },
  christmas: { acousticness: 0.06 },
  wedding: { acousticness: 0.06 },
};

/** Shifts that things seen bring at full confidence. */
const THING_SHIFTS: readonly (readonly [names: string, shift: Shift])[] = [
  ['piano,grand piano,violin,cello,harp,orchestra,flute', { acousticness: 0.22, instrumentalness: 0.18 }],
  ['guitar,acoustic guitar,accordion,campfire,choir', { acousticness: 0.2 }],
  ['electric guitar,drum,drummer', { acousticness: -0.22, loudness: 1.5 }],
  ['club,night club,disco,neon', { danceability: 0.14, acousticness: -0.2 }],
  ['crowd,audience,stage,concert,rock concert,stadium,festival,arena,band,cheering', { liveness: 0.24 }],
  ['microphone,karaoke', { liveness: 0.1, speechiness: 0.04 }],
  ['graffiti', { speechiness: 0.08 }],
];
const SHIFTS_BY_NAME = new Map(
  THING_SHIFTS.flatMap(([names, shift]) => names.split(',').map((name) => [name, shift] as const)),
);

/** Ceilings (floor for acousticness) of a sensitive moment, in natural units. */
const SENSITIVE_LIMITS = {
  valence: 0.4,
  energy: 0.4,
  danceability: 0.52,
  tempo: 112,
  loudness: -9,
  acousticness: 0.35,
} as const;
/** Weight of a feature that something seen asks for. */
const ASKED_FACTOR = 1.4;

export interface TargetInput {
  valence: number;
  energy: number;
  confidence: number;
  sensitive: boolean;
  themes: WeightedTheme[];
  occasions: string[];
  /** Lexicon names of the things seen, with confidence 0..1. */
  things: readonly { name: string; confidence: number }[];
}

/** The target for a mood. Features lie in their ranges, weights in 0..3. */
export function targetFor(input: TargetInput): Target {
  const shifts = shiftsOf(input);
  const shifted = addShift(baseFeatures(input.valence, input.energy), shifts);
  const features = clampFeatures(input.sensitive ? subdued(shifted) : shifted);
  const shielded = input.sensitive || input.occasions.includes('children-present');
  return {
    features: roundFeatures(features),
    weights: weightsFor(input.confidence, shifts),
    themes: input.themes,
    occasions: input.occasions,
    explicit: shielded ? false : null,
  };
}

type Felt = { valence: number; energy: number; confidence: number; sensitive: boolean };

/** The target after the mood moved: what was seen and what it is about shift the new one as they shifted the old. */
export function movedTarget(target: Target, { from, to }: { from: Felt; to: Felt }): Target {
  const [before, after] = [baseFeatures(from.valence, from.energy), baseFeatures(to.valence, to.energy)];
  const shifted = Object.fromEntries(
    FEATURES.map((feature) => [feature, after[feature] + target.features[feature] - before[feature]]),
  ) as AudioFeatures;
  // What gentleness had lowered is no shift by what was seen, and goes where the moment is not a gentle one.
  const free = from.sensitive && !to.sensitive ? after : shifted;
  // Both are the person's own word, not only near it.
  const moved = { ...free, valence: after.valence, energy: after.energy };
  const features = clampFeatures(to.sensitive ? subdued(moved) : moved);
  const surer = sureness(to.confidence) / sureness(from.confidence);
  return {
    ...target,
    features: roundFeatures(features),
    weights: Object.fromEntries(
      FEATURES.map((feature) => [feature, round(Math.min(3, target.weights[feature] * Math.max(1, surer)))]),
    ) as FeatureWeights,
  };
}

/** Features of a typical song with this mood, before anything seen shifts them. */
function baseFeatures(moodValence: number, moodEnergy: number): AudioFeatures {
  const valence = towards(moodValence, interpolate(moodValence, CATALOGUE_VALENCE), QUANTILE_SHARE.valence);
  const energy = towards(moodEnergy, interpolate(moodEnergy, CATALOGUE_ENERGY), QUANTILE_SHARE.energy);
  const [v, e] = [valence - 0.5, energy - 0.5];
  const others = Object.fromEntries(
    Object.entries(REGRESSION).map(([feature, [c0, c1, c2, c3, c4, c5]]) => [
      feature,
      c0 + c1 * v + c2 * e + c3 * v * v + c4 * v * e + c5 * e * e,
    ]),
  );
  return { ...others, valence, energy } as AudioFeatures;
}

function interpolate(quantile: number, values: readonly number[]): number {
  const position = QUANTILES.findIndex((edge) => edge >= quantile);
  if (position <= 0) return values[0]!;
  const [low, high] = [QUANTILES[position - 1]!, QUANTILES[position]!];
  const [from, to] = [values[position - 1]!, values[position]!];
  return from + ((quantile - low) / (high - low)) * (to - from);
}

function towards(from: number, to: number, share: number): number {
  return from + share * (to - from);
}

function shiftsOf({ themes, things }: TargetInput): Shift {
  const total: Shift = {};
  const add = (shift: Shift | undefined, by: number) => {
    for (const [feature, amount] of Object.entries(shift ?? {}) as [Feature, number][]) {
      total[feature] = (total[feature] ?? 0) + amount * by;
    }
  };
  for (const { theme, weight } of themes) add(THEME_SHIFTS[theme], weight);
  for (const { name, confidence } of things) add(SHIFTS_BY_NAME.get(name), confidence);
  return total;
}

function addShift(features: AudioFeatures, shift: Shift): AudioFeatures {
  return Object.fromEntries(
    FEATURES.map((feature) => [feature, features[feature] + (shift[feature] ?? 0)]),
  ) as AudioFeatures;
}

/** Nothing upbeat, loud or fast; acoustic rather than electronic. */
export function subdued(features: AudioFeatures): AudioFeatures {
  const { acousticness, ...ceilings } = SENSITIVE_LIMITS;
  const lowered = Object.fromEntries(
    Object.entries(ceilings).map(([feature, ceiling]) => [feature, Math.min(ceiling, features[feature as Feature])]),
  );
  return { ...features, ...lowered, acousticness: Math.max(acousticness, features.acousticness) };
}

function weightsFor(confidence: number, shifts: Shift): FeatureWeights {
  const factor = sureness(confidence);
  return Object.fromEntries(
    FEATURES.map((feature) => {
      const asked = isMarked(feature, shifts[feature] ?? 0) ? ASKED_FACTOR : 1;
      return [feature, round(Math.min(3, DEFAULT_WEIGHTS[feature] * factor * asked))];
    }),
  ) as FeatureWeights;
}

/** How much a reading of this confidence makes its features count. */
const sureness = (confidence: number) => 0.55 + 0.8 * confidence;

/** Whether a shift is large enough that the moment asks for the feature. */
function isMarked(feature: Feature, shift: number): boolean {
  const scale = feature === 'tempo' ? 100 : feature === 'loudness' ? 20 : 1;
  return Math.abs(shift) / scale >= 0.1;
}

function roundFeatures(features: AudioFeatures): AudioFeatures {
  return Object.fromEntries(FEATURES.map((feature) => [feature, round(features[feature])])) as AudioFeatures;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
