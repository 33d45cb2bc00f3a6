import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_WEIGHTS, toUnitVector } from '../../../core/features.ts';
import { combinedDistance, featureDistance, featureScale, themeMatch } from '../../../core/ranking/distance.ts';
import { arbitraryFeatures, arbitraryTrack, arbitraryWeights } from '../arbitraries.ts';
import { arbitraryReading, FEATURES_IN_THE_MIDDLE } from './examples.ts';

describe('featureDistance', () => {
  test('is 0 for the same, symmetric, and keeps the triangle inequality', () => {
    fc.assert(
      fc.property(
        arbitraryFeatures,
        arbitraryFeatures,
        arbitraryFeatures,
        arbitraryWeights,
        (featuresA, featuresB, featuresC, weights) => {
          const scale = featureScale(weights);
          const [a, b, c] = [featuresA, featuresB, featuresC].map(toUnitVector) as [
            Float32Array,
            Float32Array,
            Float32Array,
          ];
          const between = (x: Float32Array, y: Float32Array) => featureDistance(x, 0, y, 0, scale);
          expect(between(a, a)).toBe(0);
          expect(between(a, b)).toBe(between(b, a));
          expect(between(a, c)).toBeLessThanOrEqual(between(a, b) + between(b, c) + 1e-9);
        },
      ),
    );
  });

  test('a feature without weight does not count, and without any weight nothing does', () => {
    const a = toUnitVector(FEATURES_IN_THE_MIDDLE);
    const b = toUnitVector({ ...FEATURES_IN_THE_MIDDLE, tempo: 200 });
    expect(featureDistance(a, 0, b, 0, featureScale(DEFAULT_WEIGHTS))).toBeGreaterThan(0.3);
    expect(featureDistance(a, 0, b, 0, featureScale({ ...DEFAULT_WEIGHTS, tempo: 0 }))).toBe(0);
    const none = Object.fromEntries(Object.keys(DEFAULT_WEIGHTS).map((name) => [name, 0])) as typeof DEFAULT_WEIGHTS;
    expect(featureDistance(a, 0, b, 0, featureScale(none))).toBe(0);
  });

  test('is .6 of unrelated for a difference of .18 in everything', () => {
    const scale = featureScale(DEFAULT_WEIGHTS);
    expect(featureDistance(new Float32Array(9).fill(0.5), 0, new Float32Array(9).fill(0.68), 0, scale)).toBeCloseTo(
      0.6,
      5,
    );
  });
});

describe('themeMatch', () => {
  test('grows with every shared theme and stays within 0..1', () => {
    fc.assert(
      fc.property(arbitraryTrack, arbitraryReading, (track, { target }) => {
        let before = 0;
        for (let shared = 0; shared <= target.themes.length; shared++) {
          const match = themeMatch(track.themes, target.themes.slice(0, shared));
          expect(match).toBeGreaterThanOrEqual(before);
          expect(match).toBeLessThanOrEqual(1);
          before = match;
        }
      }),
    );
  });

  test("a song's first theme counts most, a fifth no less than a fourth", () => {
    const wanted = [{ theme: 'sea', weight: 1 } as const];
    expect(themeMatch(['sea', 'night'], wanted)).toBe(1);
    expect(themeMatch(['night', 'sea'], wanted)).toBeCloseTo(0.85);
    expect(themeMatch(['night', 'rain', 'home', 'road', 'sea'], wanted)).toBeCloseTo(0.6);
    expect(themeMatch(['night'], wanted)).toBe(0);
  });
});

describe('combinedDistance', () => {
  test('is the sound alone where the moment has no theme', () => {
    expect(combinedDistance(0.37, 0, [])).toBe(0.37);
  });

  test('leaves more to the sound where the themes are unsure', () => {
    const match = 0.9;
    expect(combinedDistance(1, match, [{ theme: 'sea', weight: 1 }])).toBeCloseTo(0.5 + 0.5 * 0.1);
    expect(combinedDistance(1, match, [{ theme: 'sea', weight: 0.5 }])).toBeCloseTo(0.75 + 0.25 * 0.1);
  });
});
