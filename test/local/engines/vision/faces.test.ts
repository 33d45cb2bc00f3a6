import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBelievable, readEmotions } from '../../../../local/engines/vision/faces.ts';
import { EMOTIONS } from '../../../../local/engines/vision/types.ts';

const keys = ['happy', 'neutral', 'sad', 'angry', 'surprised', 'fearful', 'disgusted'];
const box = { left: 0.4, top: 0.1, width: 0.1, height: 0.1 };
const around = { left: 0.3, top: 0, width: 0.4, height: 1 };
const [person, dog] = [0, 16].map((coco) => ({ coco, score: 0.6, box: around })) as [
  { coco: number; score: number; box: typeof around },
  { coco: number; score: number; box: typeof around },
];

describe('emotions', () => {
  test('add up to 100, and the surest stays the surest on a clear face of happiness or calm', () => {
    const probabilities = fc.dictionary(fc.constantFrom(...keys), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(probabilities, fc.double({ min: 0, max: 1, noNaN: true }), (values, clarity) => {
        const emotions = readEmotions(values, clarity);
        expect(Object.keys(emotions)).toEqual([...EMOTIONS]);
        expect(Object.values(emotions).reduce((sum, one) => sum + one, 0)).toBeCloseTo(100);
      }),
    );
    expect(readEmotions({ happy: 1 }, 1).HAPPY).toBeGreaterThan(75);
  });

  test('a tiny face claims little', () => {
    expect(readEmotions({ angry: 1 }, 0.2).ANGRY).toBeLessThan(30);
    expect(readEmotions({ angry: 1 }, 1).ANGRY).toBeGreaterThan(60);
  });
});

describe('a face is believed', () => {
  test('on a person at a fair score, alone only at a high one, never on an animal', () => {
    expect(isBelievable(0.55, box, [person])).toBe(true);
    expect(isBelievable(0.45, box, [person])).toBe(false);
    expect(isBelievable(0.8, box, [])).toBe(false);
    expect(isBelievable(0.95, box, [])).toBe(true);
    expect(isBelievable(0.95, box, [dog])).toBe(false);
    expect(isBelievable(0.55, box, [dog, person])).toBe(true);
    expect(isBelievable(0.55, { ...box, left: 0.85 }, [person])).toBe(false);
  });
});
