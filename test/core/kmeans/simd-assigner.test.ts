import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainAssigner } from '../../../core/kmeans/assigner.ts';
import { helpSweeping, simdAssigner, type Threads } from '../../../core/kmeans/simd-assigner.ts';
import { sweepMemory } from '../../../core/kmeans/sweep-memory.ts';
import { assignVectors, improveClusters, trainKMeans } from '../../../core/kmeans.ts';
import { seededRandom } from '../../../core/random.ts';
import { workerThreads } from '../../../sagemaker/threads.ts';

const figures = fc.oneof(
  fc.float({ min: -10, max: 10, noNaN: true }),
  // Few different figures: rows and centroids that are equal or equally far apart.
  fc.constantFrom(0, 1, 2),
  fc.float({ noNaN: true, noDefaultInfinity: true }),
);
const problem = fc
  .record({ dimensions: fc.integer({ min: 1, max: 14 }), k: fc.integer({ min: 1, max: 13 }) })
  .chain(({ dimensions, k }) => {
    const rows = (minLength: number, maxLength: number) =>
      fc
        .array(fc.array(figures, { minLength: dimensions, maxLength: dimensions }), { minLength, maxLength })
        .map((list) => Float32Array.from(list.flat()));
    return fc.record({
      dimensions: fc.constant(dimensions),
      k: fc.constant(k),
      vectors: rows(1, 30),
      centroids: fc.array(rows(k, k), { minLength: 1, maxLength: 3 }),
    });
  });

const random = (length: number, seed: number) => Float32Array.from({ length }, seededRandom(seed));

describe('simdAssigner', () => {
  test('finds to the last row what the plain form finds, however the centroids move', () => {
    fc.assert(
      fc.property(problem, ({ dimensions, k, vectors, centroids }) => {
        const plain = plainAssigner(vectors, dimensions, k);
        const simd = simdAssigner()(vectors, dimensions, k);
        for (const each of centroids) {
          expect(simd.assign(each)).toBe(plain.assign(each));
          expect([...simd.assignments]).toEqual([...plain.assignments]);
          expect([...simd.totals().sizes]).toEqual([...plain.totals().sizes]);
        }
        simd.close();
      }),
      { numRuns: 60 },
    );
  });

  test('trains to the same inertia as the plain form', () => {
    const vectors = random(11 * 5000, 1);
    for (const k of [1, 7, 64]) {
      const start = vectors.slice(0, 11 * k);
      const train = (assigner: typeof plainAssigner) =>
        improveClusters({ vectors, dimensions: 11, iterations: 8, assigner }, start.slice());
      const [plain, simd] = [train(plainAssigner), train(simdAssigner())];
      expect(Math.abs(simd.inertia / plain.inertia - 1)).toBeLessThan(1e-5);
      expect(simd.iterations).toBe(plain.iterations);
    }
  });

  test('inertia never rises, and the usual assigner of a large training is this one', () => {
    const vectors = random(4 * 9000, 2);
    const inertia = [0, 1, 2, 5, 12].map(
      (iterations) => trainKMeans({ vectors, dimensions: 4, k: 60, iterations, seed: 3 }).inertia,
    );
    expect([...inertia].sort((a, b) => b - a)).toEqual(inertia);
  });

  test('a cluster without rows takes over the row that fits worst', () => {
    const vectors = Float32Array.from([0, 1, 2, 3, 100]);
    const start = Float32Array.from([1, 1000]);
    const result = improveClusters({ vectors, dimensions: 1, iterations: 10, assigner: simdAssigner() }, start);
    expect([...result.assignments]).toEqual([0, 0, 0, 0, 1]);
  });

  test('any number of threads finds the same clusters to the last bit', () => {
    const vectors = random(11 * 20_000, 4);
    const train = (threads: Threads | null) =>
      trainKMeans({ vectors, dimensions: 11, k: 40, iterations: 6, seed: 5, assigner: simdAssigner(threads) });
    const alone = train(null);
    expect(train(workerThreads(3))).toEqual(alone);
    expect(train({ helpers: 2, start: () => {} })).toEqual(alone);
  });

  test('a helping thread that comes when all is done ends at once', () => {
    const shape = { count: 8, dimensions: 2, k: 2, threads: 2 };
    const { memory, control } = sweepMemory(shape);
    control[3] = 1;
    expect(helpSweeping({ memory, shape, thread: 1 })).toBeUndefined();
  });

  test('assigns rows that training did not see', () => {
    const centroids = random(11 * 50, 6);
    const vectors = random(11 * 12_000, 7);
    expect(assignVectors(vectors, 11, centroids)).toEqual(assignVectors(vectors, 11, centroids, plainAssigner));
  });

  test('refuses very long rows', () => {
    expect(() => simdAssigner()(new Float32Array(33), 33, 1)).toThrow(/over 32 figures/);
  });
});
