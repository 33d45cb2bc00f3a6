import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampFeatures,
  DEFAULT_WEIGHTS,
  denormaliseFeature,
  FEATURE_RANGES,
  FEATURES,
  normaliseFeature,
  toUnitVector,
  VECTOR_DIMENSIONS,
} from '../../core/features.ts';
import { arbitraryFeatures } from './arbitraries.ts';

const arbitraryFeature = fc.constantFrom(...FEATURES);
const arbitraryNumber = fc.double({ noNaN: true });

describe('the table of features', () => {
  it('has a range and a weight for each', () => {
    expect(Object.keys(FEATURE_RANGES)).toEqual([...FEATURES]);
    expect(Object.keys(DEFAULT_WEIGHTS)).toEqual([...FEATURES]);
    for (const { min, max } of Object.values(FEATURE_RANGES)) expect(min).toBeLessThan(max);
    expect(VECTOR_DIMENSIONS).toBe(FEATURES.length + 2);
  });
});

describe('normaliseFeature', () => {
  it.each([
    ['tempo', 40, 0],
    ['tempo', 130, 0.5],
    ['tempo', 220, 1],
    ['loudness', -40, 0],
    ['loudness', -10, 0.75],
    ['valence', 0.3, 0.3],
  ] as const)('maps %s %f to %f', (feature, value, unit) => {
    expect(normaliseFeature(feature, value)).toBeCloseTo(unit, 12);
  });

  it('always gives a share, however far off the value is', () => {
    fc.assert(
      fc.property(arbitraryFeature, arbitraryNumber, (feature, value) => {
        const unit = normaliseFeature(feature, value);
        expect(unit).toBeGreaterThanOrEqual(0);
        expect(unit).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('keeps the order of values', () => {
    fc.assert(
      fc.property(arbitraryFeature, arbitraryNumber, arbitraryNumber, (feature, a, b) => {
        const [low, high] = a <= b ? [a, b] : [b, a];
        expect(normaliseFeature(feature, low)).toBeLessThanOrEqual(normaliseFeature(feature, high));
      }),
    );
  });

  it('refuses what is not a number, naming the feature', () => {
    expect(() => normaliseFeature('tempo', Number.NaN)).toThrow(
      expect.objectContaining({ code: 'InvalidFeature', publicMessage: 'The figure for tempo is not a number.' }),
    );
  });
});

describe('denormaliseFeature', () => {
  it('undoes normaliseFeature within the range', () => {
    fc.assert(
      fc.property(arbitraryFeature, fc.double({ min: 0, max: 1, noNaN: true }), (feature, unit) => {
        expect(normaliseFeature(feature, denormaliseFeature(feature, unit))).toBeCloseTo(unit, 10);
      }),
    );
  });

  it('clamps shares outside 0..1', () => {
    expect(denormaliseFeature('tempo', -1)).toBe(40);
    expect(denormaliseFeature('tempo', 2)).toBe(220);
  });
});

describe('toUnitVector', () => {
  it('has one share a feature, in the order of FEATURES', () => {
    fc.assert(
      fc.property(arbitraryFeatures, (features) => {
        const vector = toUnitVector(features);
        expect(vector).toHaveLength(FEATURES.length);
        FEATURES.forEach((feature, at) => {
          expect(vector[at]).toBeCloseTo(normaliseFeature(feature, features[feature]), 6);
        });
      }),
    );
  });
});

describe('clampFeatures', () => {
  it('leaves what is in range and pulls in the rest', () => {
    fc.assert(
      fc.property(arbitraryFeatures, (features) => {
        const clamped = clampFeatures({ ...features, tempo: 900, loudness: -90 });
        expect(clamped.tempo).toBe(220);
        expect(clamped.loudness).toBe(-40);
        for (const feature of ['energy', 'valence', 'speechiness'] as const) {
          expect(clamped[feature]).toBeCloseTo(features[feature], 10);
        }
      }),
    );
  });
});
