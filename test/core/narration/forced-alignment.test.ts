import { describe, expect, test } from 'vitest';
import { cepstra, HOP_SECONDS } from '../../../core/narration/cepstra.ts';
import { alignToReference, type Recording } from '../../../core/narration/forced-alignment.ts';

/** Tones of different heights for 0.2 s each, spoken at a pace and a rate. */
function melody(hertz: readonly number[], pace: number, sampleRate: number): Recording {
  const length = Math.round(0.2 * pace * sampleRate);
  const samples = hertz.flatMap((one) =>
    Array.from({ length }, (_, at) => (one === 0 ? 0 : 8000 * Math.sin((2 * Math.PI * one * at) / sampleRate))),
  );
  return { samples, sampleRate };
}
const TUNE = [300, 0, 900, 2000, 0, 500, 1400];
const wordsAt = (pace: number) =>
  TUNE.map((_, at) => ({ startMs: Math.round(200 * pace * at), endMs: Math.round(200 * pace * (at + 1)) }));

describe('cepstra', () => {
  test('are 13 numbers each 10 ms, of mean 0 and variance 1', () => {
    const rows = cepstra(melody(TUNE, 1, 16_000).samples, 16_000);
    expect(rows).toHaveLength(Math.round((0.2 * TUNE.length) / HOP_SECONDS));
    for (let column = 0; column < 13; column++) {
      const values = rows.map((row) => row[column]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(mean).toBeCloseTo(0, 6);
      expect(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length).toBeCloseTo(1, 6);
    }
  });

  test('of silence are nothing, not something divided by nothing', () => {
    const rows = cepstra(new Float32Array(8000), 8000);
    expect(rows.flatMap((row) => [...row]).every((value) => value === 0)).toBe(true);
  });
});

describe('alignToReference', () => {
  test.each([
    [1, 16_000],
    [1.3, 16_000],
    [0.8, 24_000],
  ])('finds the words at %f times the pace and %i Hz', (pace, sampleRate) => {
    const times = alignToReference(melody(TUNE, pace, sampleRate), melody(TUNE, 1, 16_000), wordsAt(1));
    for (const [at, { startMs, endMs }] of wordsAt(pace).entries()) {
      expect(Math.abs(times[at]!.startMs - startMs)).toBeLessThanOrEqual(40);
      expect(Math.abs(times[at]!.endMs - endMs)).toBeLessThanOrEqual(40);
    }
  });

  test('keeps the order of words, and refuses what holds no sound', () => {
    const times = alignToReference(melody([400, 800], 3, 16_000), melody(TUNE, 1, 16_000), wordsAt(1));
    for (const [at, { startMs, endMs }] of times.entries()) {
      expect(endMs).toBeGreaterThanOrEqual(startMs);
      if (at > 0) expect(startMs).toBeGreaterThanOrEqual(times[at - 1]!.startMs);
    }
    expect(() => alignToReference({ samples: [], sampleRate: 16_000 }, melody(TUNE, 1, 16_000), [])).toThrow(
      'no sound to align',
    );
  });
});
