/**
 * A track as a point: the unit cube of 11 dimensions that posting blocks hold, and the same point stretched for
 * clustering.
 *
 * Stretching each dimension by the square root of its weight makes the plain Euclidean distance of two stretched points
 * equal to the weighted distance of the unstretched ones: sum w (a - b)^2 = sum (sqrt(w) a - sqrt(w) b)^2. So k-means
 * needs to know nothing about weights.
 */
import {
  type AudioFeatures,
  DEFAULT_WEIGHTS,
  EXTRA_WEIGHTS,
  FEATURES,
  MAX_DURATION_SECONDS,
  toUnitVector,
  VECTOR_DIMENSIONS,
} from '../features.ts';

/** The weights every index is built with: the nine features in the order of FEATURES, then mode and duration. */
export const INDEX_WEIGHTS: readonly number[] = [
  ...FEATURES.map((feature) => DEFAULT_WEIGHTS[feature]),
  EXTRA_WEIGHTS.mode,
  EXTRA_WEIGHTS.duration,
];

/** What of a track decides its place. */
export interface Placeable {
  readonly features: AudioFeatures;
  readonly mode: 'major' | 'minor';
  readonly durationSeconds: number;
}

/** The track's 11 figures, each 0..1: nine features, mode (0 minor, 1 major), duration. */
export function toUnitPoint(track: Placeable): Float32Array {
  const point = new Float32Array(VECTOR_DIMENSIONS);
  point.set(toUnitVector(track.features));
  point[FEATURES.length] = track.mode === 'major' ? 1 : 0;
  point[FEATURES.length + 1] = Math.min(track.durationSeconds, MAX_DURATION_SECONDS) / MAX_DURATION_SECONDS;
  return point;
}

/** Stretches unit points, one after another in a flat array, by the square roots of the weights. */
export function stretch(points: Float32Array, weights: readonly number[] = INDEX_WEIGHTS): Float32Array {
  const factors = weights.map(Math.sqrt);
  return points.map((value, at) => value * factors[at % factors.length]!);
}

/** The track as k-means sees it: 11 figures, each 0..sqrt(weight). */
export function toIndexedVector(track: Placeable): Float32Array {
  return stretch(toUnitPoint(track));
}
