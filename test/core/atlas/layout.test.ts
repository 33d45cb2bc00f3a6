import { describe, expect, test } from 'vitest';
import { layOut, turnTowards } from '../../../core/atlas/layout.ts';
import { seededRandom } from '../../../core/random.ts';

/** Two crowds in five dimensions, far from each other; and a start that mixes them. */
function twoCrowds(each: number): { vectors: Float32Array; start: Float64Array } {
  const random = seededRandom(5);
  const vectors = Float32Array.from({ length: 2 * each * 5 }, (_, n) => (n < each * 5 ? 0 : 3) + random() * 0.2);
  return { vectors, start: Float64Array.from({ length: 4 * each }, () => random() - 0.5) };
}

const distance = (places: Float64Array, a: number, b: number) =>
  Math.hypot(places[2 * a]! - places[2 * b]!, places[2 * a + 1]! - places[2 * b + 1]!);

describe('layOut', () => {
  test('puts what is near together, and apart what is far', () => {
    const { vectors, start } = twoCrowds(30);
    const places = layOut(vectors, 5, start, 1);
    for (let n = 0; n < 60; n++) {
      const others = Array.from({ length: 60 }, (_, other) => other)
        .filter((other) => other !== n)
        .sort((a, b) => distance(places, n, a) - distance(places, n, b));
      expect(others.slice(0, 10).filter((other) => other < 30 === n < 30)).toHaveLength(10);
    }
  });

  test('is the same for the same seed, and finite where points coincide', () => {
    const { vectors, start } = twoCrowds(10);
    vectors.fill(1, 0, 50);
    const places = layOut(vectors, 5, start, 7);
    expect(places.every(Number.isFinite)).toBe(true);
    expect(layOut(vectors, 5, start, 7)).toEqual(places);
    expect(layOut(vectors, 5, start, 8)).not.toEqual(places);
  });

  test('leaves one or two points where they are', () => {
    expect([...layOut(Float32Array.of(1, 2), 2, Float64Array.of(3, 4), 1)]).toEqual([3, 4]);
    expect([...layOut(Float32Array.of(1, 2, 3, 4), 2, Float64Array.of(0, 0, 1, 1), 1)]).toEqual([0, 0, 1, 1]);
  });
});

describe('turnTowards', () => {
  const directions = Float64Array.of(0, 0, 1, 0, 0, 2, 3, 1);
  test.each([
    ['a turned', (x: number, y: number) => [-y, x]],
    ['a mirrored', (x: number, y: number) => [-x, y]],
    ['a turned, mirrored and moved', (x: number, y: number) => [y + 5, x - 2]],
  ])('finds its way back from %s figure', (_, change) => {
    const changed = new Float64Array(8);
    for (let n = 0; n < 8; n += 2) changed.set(change(directions[n]!, directions[n + 1]!), n);
    const back = turnTowards(changed, directions);
    for (let n = 0; n < 8; n++) expect(back[n]).toBeCloseTo(directions[n]! - (n % 2 === 0 ? 1 : 0.75), 9);
  });
});
