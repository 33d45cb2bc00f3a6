import { describe, expect, test } from 'vitest';
import { DEFAULT_WEIGHTS, FEATURE_RANGES, FEATURES } from '../../core/features.ts';
import { subdued, type TargetInput, targetFor } from '../../core/target.ts';

const MIDDLE: TargetInput = {
  valence: 0.5,
  energy: 0.5,
  confidence: 0.5,
  sensitive: false,
  themes: [],
  occasions: [],
  things: [],
};
const featuresOf = (more: Partial<TargetInput>) => targetFor({ ...MIDDLE, ...more }).features;

describe('targetFor', () => {
  test("stays in every feature's range over the whole plane", () => {
    for (let valence = 0; valence <= 1; valence += 0.1) {
      for (let energy = 0; energy <= 1; energy += 0.1) {
        const features = featuresOf({ valence, energy });
        for (const feature of FEATURES) {
          expect(features[feature]).toBeGreaterThanOrEqual(FEATURE_RANGES[feature].min);
          expect(features[feature]).toBeLessThanOrEqual(FEATURE_RANGES[feature].max);
        }
      }
    }
  });

  test('more energy is louder, faster and less acoustic; more valence danceable', () => {
    const [calm, wild] = [featuresOf({ energy: 0.15 }), featuresOf({ energy: 0.85 })];
    expect(wild.energy).toBeGreaterThan(calm.energy + 0.4);
    expect(wild.loudness).toBeGreaterThan(calm.loudness + 5);
    expect(wild.tempo).toBeGreaterThan(calm.tempo + 15);
    expect(wild.acousticness).toBeLessThan(calm.acousticness - 0.3);
    expect(featuresOf({ valence: 0.9 }).danceability).toBeGreaterThan(featuresOf({ valence: 0.1 }).danceability);
  });

  test('valence and energy rise with the mood everywhere', () => {
    for (let step = 0; step < 20; step++) {
      const [low, high] = [step / 20, (step + 1) / 20];
      expect(featuresOf({ valence: high }).valence).toBeGreaterThan(featuresOf({ valence: low }).valence);
      expect(featuresOf({ energy: high }).energy).toBeGreaterThan(featuresOf({ energy: low }).energy);
    }
  });

  test('a calm and happy photo does not ask for ambient music', () => {
    const features = featuresOf({ valence: 0.78, energy: 0.22 });
    expect(features.instrumentalness).toBeLessThan(0.25);
    expect(features.energy).toBeGreaterThan(0.25);
  });

  test('things seen and themes shift what they should', () => {
    const seen = (name: string) => featuresOf({ things: [{ name, confidence: 1 }] });
    const plain = featuresOf({});
    expect(seen('piano').acousticness).toBeGreaterThan(plain.acousticness + 0.15);
    expect(seen('crowd').liveness).toBeGreaterThan(plain.liveness + 0.15);
    expect(seen('night club').danceability).toBeGreaterThan(plain.danceability + 0.1);
    expect(seen('chair')).toEqual(plain);
    const forest = featuresOf({ themes: [{ theme: 'forest', weight: 1 }] });
    expect(forest.acousticness).toBeGreaterThan(plain.acousticness + 0.1);
    const party = featuresOf({ themes: [{ theme: 'party', weight: 1 }] });
    expect(party.danceability).toBeGreaterThan(plain.danceability + 0.1);
  });

  test('weights grow with confidence and with what something seen asks for, up to three', () => {
    const weights = (more: Partial<TargetInput>) => targetFor({ ...MIDDLE, ...more }).weights;
    for (const feature of FEATURES) {
      expect(weights({ confidence: 0.9 })[feature]).toBeGreaterThan(weights({ confidence: 0.1 })[feature]);
      expect(weights({ confidence: 1 })[feature]).toBeLessThanOrEqual(3);
      expect(weights({})[feature]).toBeCloseTo(DEFAULT_WEIGHTS[feature] * 0.95, 2);
    }
    expect(weights({ things: [{ name: 'stage', confidence: 1 }] }).liveness).toBeGreaterThan(weights({}).liveness);
    expect(weights({ themes: [{ theme: 'sport', weight: 1 }] }).tempo).toBeGreaterThan(weights({}).tempo);
    expect(weights({ themes: [{ theme: 'anger', weight: 1 }] }).loudness).toBeGreaterThan(weights({}).loudness);
  });

  test('a sensitive moment is subdued whatever is in it', () => {
    const features = featuresOf({
      sensitive: true,
      valence: 0.4,
      energy: 0.4,
      things: [{ name: 'night club', confidence: 1 }],
    });
    expect(features).toEqual(subdued(features));
    expect(features.valence).toBeLessThanOrEqual(0.4);
    expect(features.danceability).toBeLessThanOrEqual(0.52);
    expect(targetFor({ ...MIDDLE, sensitive: true }).explicit).toBe(false);
  });

  test('explicit songs are unwanted beside children', () => {
    expect(targetFor({ ...MIDDLE, occasions: ['children-present'] }).explicit).toBe(false);
    expect(targetFor(MIDDLE).explicit).toBeNull();
  });
});
