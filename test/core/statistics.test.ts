import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pearson, ranks, spearman } from '../../core/statistics.ts';

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const different = fc.uniqueArray(value, { minLength: 2, maxLength: 40 });
const pairs = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 40 });
const sidesOf = (of: [number, number][]) => [of.map(([a]) => a), of.map(([, b]) => b)] as const;

describe('ranks', () => {
  it('begin at 1 and are shared by equal values', () => {
    expect(ranks([30, 10, 20])).toEqual([3, 1, 2]);
    expect(ranks([5, 1, 5, 5])).toEqual([3, 1, 3, 3]);
    expect(ranks([])).toEqual([]);
  });

  it('always sum to n(n + 1)/2', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 }), (values) => {
        const sum = ranks(values).reduce((total, rank) => total + rank, 0);
        expect(sum).toBe((values.length * (values.length + 1)) / 2);
      }),
    );
  });
});

describe('pearson', () => {
  it('knows a worked example', () => {
    // Means 3 and 4; sums of products 6, 10 and 6: 6 / sqrt(60).
    expect(pearson([1, 2, 3, 4, 5], [2, 4, 5, 4, 5])).toBeCloseTo(6 / Math.sqrt(60), 12);
  });

  it('is 0 where a side does not vary, and for nothing at all', () => {
    expect(pearson([1, 1, 1], [1, 2, 3])).toBe(0);
    expect(pearson([1, 2, 3], [4, 4, 4])).toBe(0);
    expect(pearson([], [])).toBe(0);
  });

  it('does not overflow with large figures', () => {
    expect(pearson([0, 1e100, 2e100], [0, 1e100, 2e100])).toBeCloseTo(1, 12);
  });

  it('refuses samples of different lengths', () => {
    expect(() => pearson([1, 2], [1])).toThrow(expect.objectContaining({ code: 'InvalidSample' }));
  });

  it('stays within -1..1', () => {
    fc.assert(
      fc.property(pairs, (of) => {
        expect(Math.abs(pearson(...sidesOf(of)))).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('spearman', () => {
  it('is 1 for anything monotone, however bent, and -1 the other way round', () => {
    fc.assert(
      fc.property(different, (values) => {
        // Ranks are the values' order itself, so every strictly rising function of them keeps it.
        const rising = ranks(values).map((rank) => rank ** 3);
        expect(spearman(values, rising)).toBeCloseTo(1, 12);
        expect(
          spearman(
            values,
            rising.map((rank) => -rank),
          ),
        ).toBeCloseTo(-1, 12);
      }),
    );
  });

  it('is symmetric and within -1..1', () => {
    fc.assert(
      fc.property(pairs, (of) => {
        const [a, b] = sidesOf(of);
        const correlation = spearman(a, b);
        expect(Math.abs(correlation)).toBeLessThanOrEqual(1);
        expect(spearman(b, a)).toBeCloseTo(correlation, 12);
      }),
    );
  });
});
