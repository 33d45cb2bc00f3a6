import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readingSchema } from '../../../core/contracts/pipeline.ts';
import { correctedReading } from '../../../core/mood/correction.ts';
import { readMood } from '../../../core/mood.ts';
import { arbitraryReading } from '../ranking/examples.ts';
import { seen } from '../seen-examples.ts';

const read = (caption: string | null, labels = '') => readMood(seen(labels, caption));

describe('correctedReading', () => {
  test('moves mood and target towards the point, and is sure of it', () => {
    const before = read(null, 'Beach');
    const dark = correctedReading(before, { valence: 0.1, energy: 0.2 });
    const bright = correctedReading(before, { valence: 0.95, energy: 0.9 });
    expect(dark.mood).toMatchObject({ valence: 0.1, energy: 0.2, confidence: 0.95 });
    expect(dark.mood.word).not.toBe(bright.mood.word);
    expect(dark.target.features.valence).toBeLessThan(bright.target.features.valence);
    expect(dark.target.features.energy).toBeLessThan(bright.target.features.energy);
    expect(dark.target.features.loudness).toBeLessThan(bright.target.features.loudness);
    expect(dark.target.weights.valence).toBeGreaterThanOrEqual(before.target.weights.valence);
    expect(dark.target.themes).toEqual(before.target.themes);
    expect(bright.target.occasions).toContain('upbeat');
    expect(dark.target.occasions).not.toContain('upbeat');
  });

  test('where the point stays, so do the figures', () => {
    const before = read(null, 'Beach');
    const { valence, energy } = before.mood;
    const after = correctedReading(before, { valence, energy });
    expect(after.mood.word).toBe(before.mood.word);
    for (const [feature, value] of Object.entries(before.target.features)) {
      expect(after.target.features[feature as 'valence']).toBeCloseTo(value, 2);
    }
  });

  test('a gentle moment stays one where its point stays low, and is none where it is moved away', () => {
    const before = read('we buried my friend today');
    expect(before.mood.sensitive).toBe(true);
    const low = correctedReading(before, { valence: 0.2, energy: 0.3 });
    expect(low.mood.sensitive).toBe(true);
    expect(low.target.explicit).toBe(false);
    expect(low.target.occasions).toContain('grief');
    expect(low.target.features.loudness).toBeLessThanOrEqual(-9);
    const away = correctedReading(before, { valence: 0.8, energy: 0.7 });
    expect(away.mood.sensitive).toBe(false);
    expect(away.target.explicit).toBeNull();
    expect(away.target.occasions).not.toContain('grief');
    expect(away.target.features.energy).toBeGreaterThan(0.5);
  });

  test('explicit songs stay away from children', () => {
    const before = read('our kids at the funeral', 'Child');
    expect(before.target.occasions).toContain('children-present');
    expect(correctedReading(before, { valence: 0.9, energy: 0.9 }).target.explicit).toBe(false);
  });

  test('every reading stays within its ranges wherever the point is put', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(arbitraryReading, share, share, (reading, valence, energy) => {
        expect(() => readingSchema.parse(correctedReading(reading, { valence, energy }))).not.toThrow();
      }),
    );
  });
});
