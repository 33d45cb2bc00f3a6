import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INDEX_WEIGHTS, toIndexedVector, toUnitPoint } from '../../../core/catalogue/indexed-vector.ts';
import { arbitraryTrack } from '../arbitraries.ts';

test('a unit point has 11 figures from 0 to 1', () => {
  fc.assert(
    fc.property(arbitraryTrack, (track) => {
      const point = [...toUnitPoint(track)];
      expect(point).toHaveLength(11);
      for (const value of point) expect(value >= 0 && value <= 1).toBe(true);
      expect(point[9]).toBe(track.mode === 'major' ? 1 : 0);
    }),
  );
});

test('the plain distance of indexed vectors is the weighted distance of unit points', () => {
  fc.assert(
    fc.property(arbitraryTrack, arbitraryTrack, (a, b) => {
      const [indexedA, indexedB, unitA, unitB] = [
        toIndexedVector(a),
        toIndexedVector(b),
        toUnitPoint(a),
        toUnitPoint(b),
      ];
      const plain = indexedA.reduce((sum, value, d) => sum + (value - indexedB[d]!) ** 2, 0);
      const weighted = unitA.reduce((sum, value, d) => sum + INDEX_WEIGHTS[d]! * (value - unitB[d]!) ** 2, 0);
      expect(plain).toBeCloseTo(weighted, 4);
    }),
  );
});
