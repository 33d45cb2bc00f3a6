import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../core/errors.ts';
import { type AssignerFactory, plainAssigner } from '../../core/kmeans/assigner.ts';
import { assignVectors, improveClusters, nearestClusters, trainKMeans } from '../../core/kmeans.ts';
import { seededRandom } from '../../core/random.ts';

const rows = (dimensions: number) =>
  fc
    .array(fc.array(fc.float({ min: -10, max: 10, noNaN: true }), { minLength: dimensions, maxLength: dimensions }), {
      minLength: 1,
      maxLength: 60,
    })
    .map((list) => Float32Array.from(list.flat()));

function squared(a: ArrayLike<number>, b: ArrayLike<number>, weights: ArrayLike<number> | null = null): number {
  return Array.from(a).reduce((sum, value, d) => sum + (weights ? weights[d]! : 1) * (value - b[d]!) ** 2, 0);
}

/** `clusters` tight groups around far corners. */
function groups(clusters: number, each: number): Float32Array {
  const random = seededRandom(3);
  const vectors = new Float32Array(clusters * each * 2);
  for (let i = 0; i < clusters * each; i++) {
    vectors[2 * i] = (i % clusters) * 10 + random();
    vectors[2 * i + 1] = ((i % clusters) % 3) * 20 + random();
  }
  return vectors;
}

describe('trainKMeans', () => {
  test('assigns every row to its nearest centroid and reports the true inertia', () => {
    fc.assert(
      fc.property(rows(3), fc.integer({ min: 1, max: 12 }), fc.nat(), fc.nat(6), (vectors, k, seed, iterations) => {
        const result = trainKMeans({ vectors, dimensions: 3, k, iterations, seed });
        const count = vectors.length / 3;
        expect(result.k).toBe(Math.min(k, count));
        expect(result.centroids).toHaveLength(result.k * 3);
        const centroids = Array.from({ length: result.k }, (_, c) => result.centroids.subarray(3 * c, 3 * c + 3));
        let inertia = 0;
        for (let i = 0; i < count; i++) {
          const distances = centroids.map((centroid) => squared(vectors.subarray(3 * i, 3 * i + 3), centroid));
          expect(distances[result.assignments[i]!]).toBe(Math.min(...distances));
          inertia += Math.min(...distances);
        }
        expect(result.inertia).toBeCloseTo(inertia, 5);
        expect([...assignVectors(vectors, 3, result.centroids)]).toEqual([...result.assignments]);
      }),
      { numRuns: 60 },
    );
  });

  test('gives the same result for the same seed', () => {
    const options = { vectors: groups(5, 30), dimensions: 2, k: 7, iterations: 10, seed: 11 };
    expect(trainKMeans(options)).toEqual(trainKMeans(options));
    expect(trainKMeans({ ...options, seed: 12 }).centroids).not.toEqual(trainKMeans(options).centroids);
  });

  test('finds groups that lie far apart and stops once nothing changes', () => {
    const result = trainKMeans({ vectors: groups(6, 40), dimensions: 2, k: 6, iterations: 100, seed: 1 });
    for (let i = 0; i < 240; i++) expect(result.assignments[i]).toBe(result.assignments[i % 6]);
    expect(new Set(result.assignments).size).toBe(6);
    expect(result.iterations).toBeLessThan(10);
  });

  test('more iterations never make the clusters looser', () => {
    const random = seededRandom(5);
    const vectors = Float32Array.from({ length: 4000 }, random);
    const inertia = [0, 1, 3, 10, 30].map(
      (iterations) => trainKMeans({ vectors, dimensions: 4, k: 20, iterations, seed: 2 }).inertia,
    );
    expect([...inertia].sort((a, b) => b - a)).toEqual(inertia);
  });

  test('a cluster left empty takes over the row that fits worst', () => {
    const vectors = Float32Array.from([0, 1, 2, 3, 100]);
    // An assignment that at first puts everything into cluster 0, as an unlucky start would.
    const unlucky: AssignerFactory = (rows, dimensions, k) => {
      const plain = plainAssigner(rows, dimensions, k);
      let calls = 0;
      return {
        ...plain,
        assign: (centroids) => {
          if (calls++ > 0) return plain.assign(centroids);
          plain.assignments.fill(0);
          return plain.assignments.length;
        },
      };
    };
    const result = improveClusters(
      { vectors, dimensions: 1, iterations: 10, assigner: unlucky },
      Float32Array.from([1, 1000]),
    );
    expect([...result.assignments]).toEqual([0, 0, 0, 0, 1]);
    expect([...result.centroids]).toEqual([1.5, 100]);
  });

  test('fewer different rows than clusters is no error', () => {
    const vectors = Float32Array.from([1, 1, 1, 1, 2, 2]);
    const result = trainKMeans({ vectors, dimensions: 1, k: 5, iterations: 5, seed: 4 });
    expect(result.k).toBe(5);
    expect(result.inertia).toBe(0);
    for (const centroid of result.centroids) expect([1, 2]).toContain(centroid);
  });

  test.each([
    ['no rows', { vectors: new Float32Array(0) }],
    ['a ragged array', { vectors: new Float32Array(5) }],
    ['a figure that is not a number', { vectors: Float32Array.from([1, 2, Number.NaN, 4]) }],
    ['an infinite figure', { vectors: Float32Array.from([1, 2, 3, Number.POSITIVE_INFINITY]) }],
    ['no dimensions', { dimensions: 0 }],
    ['no clusters', { k: 0 }],
    ['a broken number of clusters', { k: 1.5 }],
  ])('refuses %s', (_, change) => {
    const options = { vectors: new Float32Array(4), dimensions: 2, k: 1, iterations: 1, seed: 1, ...change };
    expect(() => trainKMeans(options)).toThrow(AppError);
  });

  test('names the row at fault', () => {
    const vectors = Float32Array.from([1, 2, 3, Number.NaN]);
    expect(() => trainKMeans({ vectors, dimensions: 2, k: 1, iterations: 1, seed: 1 })).toThrow(/Row 2/);
  });
});

describe('nearestClusters', () => {
  const figures = fc.array(fc.float({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 });
  const weights = fc.array(fc.float({ min: 0, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 });

  test('finds what comparing with every cluster finds, nearest first', () => {
    fc.assert(
      fc.property(rows(3), figures, fc.option(weights), fc.nat(70), (centroids, query, weights, n) => {
        const found = nearestClusters(centroids, 3, query, weights, n);
        const all = Array.from({ length: centroids.length / 3 }, (_, cluster) => ({
          cluster,
          distance: squared(query, centroids.subarray(3 * cluster, 3 * cluster + 3), weights),
        })).sort((a, b) => a.distance - b.distance || a.cluster - b.cluster);
        expect(found.map((hit) => hit.cluster)).toEqual(all.slice(0, n).map((hit) => hit.cluster));
        found.forEach((hit, i) => {
          expect(hit.distance).toBeCloseTo(Math.sqrt(all[i]!.distance), 9);
        });
      }),
    );
  });

  test.each([
    ['a query of another length', [1], null],
    ['weights of another length', [1, 2], [1]],
    ['a query that is not a number', [1, Number.NaN], null],
    ['a negative weight', [1, 2], [1, -1]],
    ['a weight that is not a number', [1, 2], [1, Number.NaN]],
  ])('refuses %s', (_, query, weights) => {
    expect(() => nearestClusters(new Float32Array(4), 2, query, weights, 1)).toThrow(AppError);
  });
});
