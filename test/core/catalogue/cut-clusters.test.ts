import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutLargeClusters } from '../../../core/catalogue/cut-clusters.ts';

const DIMENSIONS = 2;
const byCluster = (assignments: Uint32Array, k: number) => {
  const rows: number[][] = Array.from({ length: k }, () => []);
  assignments.forEach((cluster, row) => {
    rows[cluster]!.push(row);
  });
  return rows;
};

test('cuts a large cluster across where it is widest, and leaves the others as they are', () => {
  const vectors = Float32Array.from([0, 0, 9, 0, 1, 0.5, 8, 0.5, 50, 50]);
  const clusters = {
    k: 2,
    centroids: Float32Array.from([4.5, 0.25, 51, 51]),
    assignments: Uint32Array.from([0, 0, 0, 0, 1]),
  };
  expect(cutLargeClusters(vectors, DIMENSIONS, clusters, 2)).toEqual({
    k: 3,
    centroids: Float32Array.from([0.5, 0.25, 51, 51, 8.5, 0.25]),
    assignments: Uint32Array.from([0, 2, 0, 2, 1]),
  });
  expect(cutLargeClusters(vectors, DIMENSIONS, clusters, 4)).toEqual(clusters);
});

test('whatever the rows, no part is too large or empty, parts stay within their cluster, centroids are their means', () => {
  const figure = fc.constantFrom(0, 0, 0.25, 0.5, 1);
  const input = fc.record({
    rows: fc.array(fc.tuple(figure, figure, fc.nat(2)), { minLength: 1, maxLength: 60 }),
    most: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(input, ({ rows, most }) => {
      const vectors = Float32Array.from(rows.flatMap((row) => row.slice(0, DIMENSIONS)));
      const before = { k: 3, centroids: new Float32Array(6), assignments: Uint32Array.from(rows, ([, , c]) => c) };
      const cut = cutLargeClusters(vectors, DIMENSIONS, before, most);
      expect(cut.centroids).toHaveLength(cut.k * DIMENSIONS);
      byCluster(cut.assignments, cut.k).forEach((members, cluster) => {
        expect(members.length).toBeLessThanOrEqual(most);
        expect(new Set(members.map((row) => before.assignments[row])).size).toBeLessThanOrEqual(1);
        if (cluster >= before.k) {
          expect(members.length).toBeGreaterThan(0);
          const mean = members.reduce((sum, row) => sum + vectors[row * 2]!, 0) / members.length;
          expect(cut.centroids[cluster * 2]).toBeCloseTo(mean, 5);
        }
      });
    }),
  );
});
