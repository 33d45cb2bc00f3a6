import { describe, expect, test } from 'vitest';
import { integratedLoudness, truePeaks } from '../../../core/narration/loudness.ts';

function sine(frequency: number, sampleRate: number, seconds: number, amplitude = 1, phase = 0): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * sampleRate) },
    (_, index) => amplitude * Math.sin((2 * Math.PI * frequency * index) / sampleRate + phase),
  );
}

describe('integrated loudness', () => {
  test.each([16_000, 22_050, 44_100, 48_000])('a full-scale 997 Hz sine is -3.01 LUFS at %i Hz', (rate) => {
    expect(integratedLoudness(sine(997, rate, 3), rate)).toBeCloseTo(-3.01, 1);
  });

  test('twenty decibels less is twenty LU less', () => {
    const loud = integratedLoudness(sine(997, 16_000, 2), 16_000);
    expect(integratedLoudness(sine(997, 16_000, 2, 0.1), 16_000)).toBeCloseTo(loud - 20, 2);
  });

  test('low rumble counts less, high sounds more', () => {
    const middle = integratedLoudness(sine(997, 48_000, 2), 48_000);
    expect(integratedLoudness(sine(25, 48_000, 2), 48_000)).toBeLessThan(middle - 8);
    expect(integratedLoudness(sine(6_000, 48_000, 2), 48_000)).toBeGreaterThan(middle + 2.5);
  });

  test('pauses are gated out', () => {
    const tone = sine(997, 16_000, 4);
    const paused = new Float32Array(3 * tone.length);
    paused.set(tone, tone.length);
    expect(integratedLoudness(paused, 16_000)).toBeCloseTo(-3.01, 0);
  });

  test('silence and nothing are minus infinity, a click shorter than a block is measured', () => {
    expect(integratedLoudness(new Float32Array(16_000), 16_000)).toBe(Number.NEGATIVE_INFINITY);
    expect(integratedLoudness(new Float32Array(0), 16_000)).toBe(Number.NEGATIVE_INFINITY);
    expect(integratedLoudness(sine(997, 16_000, 0.1), 16_000)).toBeCloseTo(-3, 0);
  });
});

describe('true peaks', () => {
  test('find the crest between two samples', () => {
    // A quarter of the sample rate, sampled 45 degrees off its crests: every sample is .707, the wave reaches 1.
    const wave = sine(4_000, 16_000, 0.1, 1, Math.PI / 4);
    expect(Math.max(...wave)).toBeCloseTo(Math.SQRT1_2, 5);
    expect(Math.max(...truePeaks(wave).subarray(50, 1_500))).toBeCloseTo(1, 1);
  });

  test('are never below the samples', () => {
    const wave = sine(1_234, 16_000, 0.05, 0.8);
    truePeaks(wave).forEach((peak, index) => {
      expect(peak).toBeGreaterThanOrEqual(Math.abs(wave[index]!));
    });
  });
});
