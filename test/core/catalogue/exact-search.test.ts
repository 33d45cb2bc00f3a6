import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExactSearch } from '../../../core/catalogue/exact-search.ts';
import { DEFAULT_WEIGHTS, VECTOR_DIMENSIONS } from '../../../core/features.ts';
import { seededRandom } from '../../../core/random.ts';
import { featureDistance, featureScale } from '../../../core/ranking/distance.ts';
import { arbitraryWeights } from '../arbitraries.ts';

const pointsOf = (rows: number, seed: number) =>
  Float32Array.from({ length: rows * VECTOR_DIMENSIONS }, seededRandom(seed));

describe('ExactSearch', () => {
  test('finds what comparing every song finds, whatever counts and whatever is added', () => {
    fc.assert(
      fc.property(
        fc.record({
          rows: fc.integer({ min: 1, max: 3000 }),
          seed: fc.nat(),
          weights: arbitraryWeights,
          count: fc.integer({ min: 0, max: 12 }),
          soundShare: fc.constantFrom(0, 0.6, 1),
        }),
        ({ rows, seed, weights, count, soundShare }) => {
          const points = pointsOf(rows, seed);
          const scale = featureScale(weights);
          const features = Array.from({ length: 9 }, (_, d) => ((seed >> d) & 7) / 7);
          const penalty = (row: number) => (row % 3 === 0 ? Number.POSITIVE_INFINITY : (row % 7) / 40);
          const all = Array.from({ length: rows }, (_, row) => ({
            row,
            distance: soundShare * featureDistance(features, 0, points, row * VECTOR_DIMENSIONS, scale) + penalty(row),
          }))
            .filter(({ distance }) => distance !== Number.POSITIVE_INFINITY)
            .sort((a, b) => a.distance - b.distance || a.row - b.row);
          const found = new ExactSearch(points).nearest({ features, scale, count, soundShare, penalty });
          expect(found).toEqual(all.slice(0, count));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a catalogue of nothing has no nearest song', () => {
    const scale = featureScale(DEFAULT_WEIGHTS);
    expect(new ExactSearch(new Float32Array(0)).nearest({ features: new Array(9).fill(0), scale, count: 3 })).toEqual(
      [],
    );
  });
});
