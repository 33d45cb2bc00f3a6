import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleIndices, seededRandom } from '../../core/random.ts';

describe('seededRandom', () => {
  test('gives the same numbers for the same seed and others for another', () => {
    const [a, b, c] = [seededRandom(7), seededRandom(7), seededRandom(8)];
    const first = Array.from({ length: 20 }, a);
    expect(Array.from({ length: 20 }, b)).toEqual(first);
    expect(Array.from({ length: 20 }, c)).not.toEqual(first);
  });

  test('agrees with the published algorithm', () => {
    const random = seededRandom(0);
    expect([random(), random(), random()].map((value) => value * 2 ** 32)).toEqual([1144304738, 1416247, 958946056]);
  });

  test('is even: each tenth of [0, 1) gets about a tenth of the numbers', () => {
    const random = seededRandom(1);
    const tenths = new Uint32Array(10);
    for (let i = 0; i < 100_000; i++) tenths[Math.floor(random() * 10)]!++;
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });
});

describe('sampleIndices', () => {
  test('takes different numbers in ascending order, all where there are not enough', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(250), fc.nat(), (total, count, seed) => {
        const sample = [...sampleIndices(total, count, seededRandom(seed))];
        expect(sample).toHaveLength(Math.min(total, count));
        expect([...new Set(sample)].sort((a, b) => a - b)).toEqual(sample);
        for (const index of sample) expect(index).toBeLessThan(total);
      }),
    );
  });
});
