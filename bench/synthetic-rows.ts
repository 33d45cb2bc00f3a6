/** Songs' figures as a large catalogue has them: correlated and skewed. */
import { stretch } from '../core/catalogue/indexed-vector.ts';
import { VECTOR_DIMENSIONS } from '../core/features.ts';
import { seededRandom } from '../core/random.ts';

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** The points below, stretched by the index's weights: what k-means is given. */
export function syntheticRows(count: number, seed: number): Float32Array {
  return stretch(syntheticPoints(count, seed));
}

/**
 * Eleven figures a row: energy, loudness and acousticness move together, as do danceability and valence; instrumentalness,
 * speechiness and liveness are mostly low with a long tail; mode is 0 or 1.
 */
export function syntheticPoints(count: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  const normal = () => random() + random() + random() + random() - 2;
  const points = new Float32Array(count * VECTOR_DIMENSIONS);
  for (let row = 0; row < count; row++) {
    const loud = normal();
    const glad = normal();
    const isInstrumental = random() < 0.18;
    points.set(
      [
        clamp(0.56 + 0.2 * glad + 0.15 * normal()),
        clamp(0.6 + 0.35 * loud + 0.1 * normal()),
        clamp(0.48 + 0.3 * glad + 0.1 * loud + 0.2 * normal()),
        clamp(0.44 + 0.2 * normal()),
        clamp(0.35 - 0.45 * loud + 0.25 * normal()),
        isInstrumental ? clamp(0.8 + 0.2 * normal()) : random() ** 6,
        clamp(0.08 + 0.6 * random() ** 3),
        clamp(0.03 + 0.5 * random() ** 5),
        clamp(0.8 + 0.15 * loud + 0.06 * normal()),
        random() < 0.64 ? 1 : 0,
        clamp(0.38 + 0.15 * normal()),
      ],
      row * VECTOR_DIMENSIONS,
    );
  }
  return points;
}
