import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masterSpeech } from '../../../core/narration/audio.ts';
import { integratedLoudness, truePeaks } from '../../../core/narration/loudness.ts';

const RATE = 16_000;
const toFloat = (pcm: Int16Array) => Float32Array.from(pcm, (sample) => sample / 32_768);
const peakDb = (pcm: Int16Array) => 20 * Math.log10(Math.max(...truePeaks(toFloat(pcm))));

interface SpeechShape {
  before: number;
  seconds: number;
  after: number;
  level: number;
  rate?: number;
}
/** Voiced syllables with sharp onsets, four a second, between silences: the crests of speech without its words. */
function speechLike({ before, seconds, after, level, rate = RATE }: SpeechShape): Int16Array {
  const pcm = new Int16Array(Math.round((before + seconds + after) * rate));
  for (let i = 0; i < seconds * rate; i++) {
    const t = i / rate;
    const syllable = Math.exp(-6 * ((4 * t) % 1)) * (0.5 + 0.5 * Math.abs(Math.sin(2.3 * t)));
    const voice = [1, 2, 3, 5, 9, 14].reduce((sum, n) => sum + Math.sin(2 * Math.PI * 140 * n * t + n) / n, 0) / 2;
    pcm[Math.round(before * rate) + i] = Math.round(32_767 * level * Math.max(-1, Math.min(1, syllable * voice)));
  }
  return pcm;
}
const shapes = fc.record({
  before: fc.double({ min: 0, max: 0.8, noNaN: true }),
  seconds: fc.double({ min: 1, max: 3, noNaN: true }),
  after: fc.double({ min: 0, max: 0.8, noNaN: true }),
  level: fc.double({ min: 0.05, max: 1, noNaN: true }),
});

describe('masterSpeech', () => {
  test('meets loudness and ceiling whatever the voice, framed by its silences', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const mastered = masterSpeech(speechLike(shape), RATE);
        expect(mastered.lufs).toBeGreaterThan(-17);
        expect(mastered.lufs).toBeLessThan(-15);
        expect(peakDb(mastered.pcm)).toBeLessThanOrEqual(-1);
        expect(mastered.durationSeconds).toBeCloseTo(mastered.pcm.length / RATE);
        expect(mastered.trimmedMs).toBeLessThanOrEqual(1000 * shape.before + 1);
        expect(mastered.pcm.subarray(0, 0.24 * RATE).every((sample) => sample === 0)).toBe(true);
        expect(mastered.pcm.subarray(-0.24 * RATE).every((sample) => sample === 0)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  test('cuts the silence at both ends and keeps the first sound where it says', () => {
    const mastered = masterSpeech(speechLike({ before: 0.6, seconds: 2, after: 0.9, level: 0.4 }), RATE);
    expect(mastered.trimmedMs).toBeGreaterThan(520);
    expect(mastered.trimmedMs).toBeLessThanOrEqual(600);
    expect(mastered.durationSeconds).toBeLessThan(0.5 + 2 + 0.2);
    const firstSound = mastered.pcm.findIndex((sample) => Math.abs(sample) > 200) / RATE;
    expect(firstSound * 1000).toBeCloseTo(mastered.leadInMs + 600 - mastered.trimmedMs, -1);
  });

  test('takes its wishes: lead-in, tail, loudness, ceiling', () => {
    const speech = speechLike({ before: 0, seconds: 2, after: 0, level: 0.5, rate: 24_000 });
    const mastered = masterSpeech(speech, 24_000, { leadInMs: 500, tailMs: 1_000, targetLufs: -23, truePeakDb: -6 });
    expect(mastered).toMatchObject({ leadInMs: 500, tailMs: 1_000 });
    expect(mastered.durationSeconds).toBeGreaterThan(3.4);
    expect(integratedLoudness(toFloat(mastered.pcm), 24_000)).toBeCloseTo(-23, 0);
    expect(peakDb(mastered.pcm)).toBeLessThanOrEqual(-6);
  });

  test('never clips where the ceiling does not allow the loudness', () => {
    const clicks = new Int16Array(2 * RATE);
    for (let i = 0; i < clicks.length; i += 4_000) clicks[i] = 20_000;
    const mastered = masterSpeech(clicks, RATE);
    expect(peakDb(mastered.pcm)).toBeLessThanOrEqual(-1);
    expect(mastered.lufs).toBeLessThan(-16);
  });

  test('a voice at -30 LUFS is lifted, its lead-in is 0.3 s, and the pause between sentences stays', () => {
    const sentence = speechLike({ before: 0, seconds: 2, after: 0, level: 0.2 });
    const pause = new Int16Array(0.5 * RATE);
    const quiet = Int16Array.from([...sentence, ...pause, ...sentence]);
    const lufs = integratedLoudness(toFloat(quiet), RATE);
    const fake = quiet.map((sample) => Math.round(sample * 10 ** ((-30 - lufs) / 20)));
    expect(integratedLoudness(toFloat(fake), RATE)).toBeCloseTo(-30, 0);
    const { pcm } = masterSpeech(fake, RATE);
    expect(Math.abs(integratedLoudness(toFloat(pcm), RATE) + 16)).toBeLessThanOrEqual(1);
    expect(peakDb(pcm)).toBeLessThanOrEqual(-1);
    expect(pcm.findIndex((sample) => Math.abs(sample) > 200) / RATE).toBeCloseTo(0.3, 1);
    const silent = (from: number, to: number) =>
      pcm.subarray(from * RATE, to * RATE).every((one) => Math.abs(one) < 40);
    expect(silent(0.3 + 2.05, 0.3 + 2.45)).toBe(true);
  });

  test('silence stays silence', () => {
    const mastered = masterSpeech(new Int16Array(RATE), RATE);
    expect(mastered).toMatchObject({ gainDb: 0, trimmedMs: 0, durationSeconds: 1.51, lufs: Number.NEGATIVE_INFINITY });
    expect(mastered.pcm.every((sample) => sample === 0)).toBe(true);
    expect(masterSpeech(new Int16Array(0), RATE).durationSeconds).toBeCloseTo(0.51);
  });

  test('refuses a sample rate that is none', () => {
    expect(() => masterSpeech(new Int16Array(10), 0)).toThrow('8,000 Hz');
  });
});
