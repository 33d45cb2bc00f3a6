/**
 * Audio features: their names, ranges, units, and the one mapping between a song's figures and a point in the unit cube
 * that clustering and distances use.
 */
import { AppError } from './errors.ts';

/** The nine features a target may ask for, in the order of every feature vector in the system. */
export const FEATURES = [
  'danceability',
  'energy',
  'valence',
  'tempo',
  'acousticness',
  'instrumentalness',
  'liveness',
  'speechiness',
  'loudness',
] as const;

export type Feature = (typeof FEATURES)[number];

/** A song's or a target's features in their natural units. */
export type AudioFeatures = Record<Feature, number>;

/** How much each feature counts; 0 ignores it. */
export type FeatureWeights = Record<Feature, number>;

/** Closed range and unit of each feature. */
export const FEATURE_RANGES: Record<Feature, { min: number; max: number; unit: string }> = {
  danceability: { min: 0, max: 1, unit: 'share' },
  energy: { min: 0, max: 1, unit: 'share' },
  valence: { min: 0, max: 1, unit: 'share' },
  tempo: { min: 40, max: 220, unit: 'beats a minute' },
  acousticness: { min: 0, max: 1, unit: 'share' },
  instrumentalness: { min: 0, max: 1, unit: 'share' },
  liveness: { min: 0, max: 1, unit: 'share' },
  speechiness: { min: 0, max: 1, unit: 'share' },
  loudness: { min: -40, max: 0, unit: 'dB' },
};

/**
 * Weights of the nine features where a query names none: valence and energy carry the mood, liveness and speechiness
 * mostly describe the recording. First guesses, to be tuned against listening data.
 */
export const DEFAULT_WEIGHTS: FeatureWeights = {
  danceability: 1,
  energy: 1.6,
  valence: 1.6,
  tempo: 0.8,
  acousticness: 1,
  instrumentalness: 0.7,
  liveness: 0.3,
  speechiness: 0.6,
  loudness: 0.6,
};

/** Dimensions of an indexed vector: the nine features, then mode (0 minor, 1 major) and duration. */
export const VECTOR_DIMENSIONS = 11;

/**
 * Weights of the two dimensions a target never asks for; used when clustering only. Small, since clusters that differ in
 * them alone are both near to a target: a tenth of it finds more with as many songs read.
 */
export const EXTRA_WEIGHTS = { mode: 0.02, duration: 0.02 } as const;

/** Longest duration told apart, seconds; longer ones are equal to it in a vector. */
export const MAX_DURATION_SECONDS = 600;

/** Maps a value in natural units to 0..1, clamping to the feature's range. Throws `InvalidFeature` on NaN. */
export function normaliseFeature(feature: Feature, value: number): number {
  if (Number.isNaN(value)) throw new AppError('InvalidFeature', 422, `The figure for ${feature} is not a number.`);
  const { min, max } = FEATURE_RANGES[feature];
  return (Math.min(max, Math.max(min, value)) - min) / (max - min);
}

/** The inverse of `normaliseFeature`, for values in 0..1. */
export function denormaliseFeature(feature: Feature, unit: number): number {
  const { min, max } = FEATURE_RANGES[feature];
  return min + Math.min(1, Math.max(0, unit)) * (max - min);
}

/** The nine features as a point of the unit cube, in the order of FEATURES. */
export function toUnitVector(features: AudioFeatures): Float32Array {
  const point = new Float32Array(FEATURES.length);
  FEATURES.forEach((feature, d) => {
    point[d] = normaliseFeature(feature, features[feature]);
  });
  return point;
}

/** Every feature clamped to its range. Throws `InvalidFeature` on NaN. */
export function clampFeatures(features: AudioFeatures): AudioFeatures {
  return Object.fromEntries(
    FEATURES.map((feature) => [feature, denormaliseFeature(feature, normaliseFeature(feature, features[feature]))]),
  ) as AudioFeatures;
}
