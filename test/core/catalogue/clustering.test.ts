import { describe, expect, test } from 'vitest';
import {
  clusterCount,
  clusterVectors,
  MAX_TRAINING_ROWS,
  MOST_TRACKS_PER_CLUSTER,
} from '../../../core/catalogue/clustering.ts';
import { seededRandom } from '../../../core/random.ts';

describe('clusterCount', () => {
  test.each([
    [1, 1],
    [15, 1],
    [100, 12],
    [512, 64],
    [10_000, 64],
    [100_000, 500],
    [1_000_000, 5000],
    [100_000_000, 131_072],
  ])('of %i tracks is %i', (count, expected) => {
    expect(clusterCount(count)).toBe(expected);
  });
});

describe('clusterVectors', () => {
  test('takes the usual number of clusters and iterations unless told', () => {
    const vectors = Float32Array.from({ length: 11 * 100 }, seededRandom(1));
    expect(clusterVectors(vectors, { seed: 1 })).toMatchObject({ k: 12, trainedOn: 100 });
    expect(clusterVectors(vectors, { seed: 1, k: 3, iterations: 1 })).toMatchObject({ k: 3, iterations: 1 });
  });

  test('cuts crowded clusters, but where the number of clusters is told', () => {
    const rows = 64 * 200;
    const random = seededRandom(3);
    const vectors = Float32Array.from({ length: 11 * rows }, () => random() ** 4);
    const sizes = (of: Uint32Array, k: number) =>
      of.reduce((all, cluster) => all.fill(all[cluster]! + 1, cluster, cluster + 1), new Uint32Array(k));
    const told = clusterVectors(vectors, { seed: 1, k: 64, iterations: 2 });
    expect(told.k).toBe(64);
    expect(Math.max(...sizes(told.assignments, told.k))).toBeGreaterThan(MOST_TRACKS_PER_CLUSTER);
    const cut = clusterVectors(vectors, { seed: 1, iterations: 2 });
    expect(cut.k).toBeGreaterThan(64);
    expect(Math.max(...sizes(cut.assignments, cut.k))).toBeLessThanOrEqual(MOST_TRACKS_PER_CLUSTER);
  });

  test('trains on a sample of very many rows, and assigns all of them', () => {
    const count = MAX_TRAINING_ROWS + 1000;
    const random = seededRandom(2);
    const vectors = Float32Array.from({ length: 11 * count }, random);
    const result = clusterVectors(vectors, { seed: 1, k: 2, iterations: 1 });
    expect(result.trainedOn).toBe(MAX_TRAINING_ROWS);
    expect(result.assignments).toHaveLength(count);
    expect(new Set(result.assignments.subarray(MAX_TRAINING_ROWS)).size).toBe(2);
  });
});
