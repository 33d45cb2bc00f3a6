import { describe, expect, it } from 'vitest';
import { readMood } from '../../../core/mood.ts';
import { readVideoMood } from '../../../core/video/curve.ts';
import { seen } from '../seen-examples.ts';

const frame = (list: string, atMs: number, share: number) => ({ ...seen(list), atMs, share });

describe('readVideoMood', () => {
  const party = 'Party, Dancing, Concert';
  const grave = 'Rain, Storm, Ruins';

  it('reads a still as the photo that it is', () => {
    const { reading, curve } = readVideoMood(seen(party), [frame(party, 0, 1)]);
    expect(reading).toEqual(readMood(seen(party)));
    expect(curve).toEqual([{ atMs: 0, valence: reading.mood.valence, energy: reading.mood.energy }]);
  });

  it('feels as its frames do by their share, and moves with them in order of time', () => {
    const both = seen(`${party}, ${grave}`);
    const mostly = (share: number) => readVideoMood(both, [frame(grave, 9000, 1 - share), frame(party, 2000, share)]);
    const { reading, curve } = mostly(0.75);
    expect(curve.map(({ atMs }) => atMs)).toEqual([2000, 9000]);
    expect(curve[0]!.energy).toBeGreaterThan(curve[1]!.energy + 0.05);
    expect(reading.mood.valence).toBeCloseTo(0.75 * curve[0]!.valence + 0.25 * curve[1]!.valence, 2);
    expect(mostly(0.25).reading.mood.energy).toBeLessThan(reading.mood.energy);
  });

  it('lets the person’s words count for every moment', () => {
    const words = 'at my grandfather’s funeral';
    const { reading, curve } = readVideoMood(seen(party, words), [frame(party, 0, 0.5), frame(grave, 500, 0.5)]);
    expect(reading.mood.sensitive).toBe(true);
    for (const { valence, energy } of curve) expect(Math.max(valence, energy)).toBeLessThanOrEqual(0.4);
  });
});
