/** Mastering of speech: whoever spoke, every narration begins, ends and sounds equally loud. */
import { invariant } from '../errors.ts';
import { integratedLoudness, truePeaks } from './loudness.ts';

export interface MasteringOptions {
  /** Silence before the breath of the first word, ms: players swallow the first moments. With the breath it is 0.3 s. */
  readonly leadInMs: number;
  /** Silence after the last word, ms. */
  readonly tailMs: number;
  /** Loudness wanted, LUFS; -16 is usual for spoken mono on phones (AES TD1008). */
  readonly targetLufs: number;
  /** Highest true peak, dBTP; -1 leaves room for what lossy coding adds (EBU R 128). */
  readonly truePeakDb: number;
}

export const MASTERING_DEFAULTS: MasteringOptions = { leadInMs: 260, tailMs: 250, targetLufs: -16, truePeakDb: -1 };

export interface MasteredSpeech {
  readonly pcm: Int16Array;
  /** Gain before limiting, dB; 0 for silence. */
  readonly gainDb: number;
  readonly leadInMs: number;
  readonly tailMs: number;
  /** How much silence was cut from the beginning, ms. */
  readonly trimmedMs: number;
  readonly durationSeconds: number;
  /** Loudness reached, LUFS; negative infinity for silence. */
  readonly lufs: number;
}

const FRAME_SECONDS = 0.01;
/** A frame is speech when it is no further below the loudest frame than this. */
const SPEECH_DB = -42;
/** Kept around the speech: breath before the first sound, the fading of the last. */
const KEEP_SECONDS = { before: 0.04, after: 0.12 };
const FADE_SECONDS = 0.01;
/** More would only lift noise. */
const MAX_GAIN_DB = 36;
const LOOKAHEAD_SECONDS = 0.004;
const RELEASE_SECONDS = 0.06;
/** What limiting takes away in loudness is given back so often at most. */
const ROUNDS = 6;
const TOLERANCE_LU = 0.1;
/** The gain moves while it limits, which can add a little between samples. */
const PEAK_MARGIN_DB = 0.2;

const toLinear = (decibels: number) => 10 ** (decibels / 20);

/** First and last sample worth hearing; the whole range for silence. */
function speechRange(samples: Float32Array, sampleRate: number): { from: number; to: number } {
  const frame = Math.max(1, Math.round(FRAME_SECONDS * sampleRate));
  const energies: number[] = [];
  for (let start = 0; start < samples.length; start += frame) {
    const part = samples.subarray(start, start + frame);
    energies.push(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
  }
  const floor = Math.max(...energies) * 10 ** (SPEECH_DB / 10);
  const first = energies.findIndex((energy) => energy > floor);
  if (first < 0) return { from: 0, to: samples.length };
  const last = energies.findLastIndex((energy) => energy > floor);
  return {
    from: Math.max(0, first * frame - Math.round(KEEP_SECONDS.before * sampleRate)),
    to: Math.min(samples.length, (last + 1) * frame + Math.round(KEEP_SECONDS.after * sampleRate)),
  };
}

function fade(samples: Float32Array, sampleRate: number): void {
  const length = Math.min(Math.round(FADE_SECONDS * sampleRate), samples.length >> 1);
  for (let i = 0; i < length; i++) {
    samples[i]! *= i / length;
    samples[samples.length - 1 - i]! *= i / length;
  }
}

/** For each index the minimum of the values at most `reach` away. */
function slidingMinimum(values: Float32Array, reach: number): Float32Array {
  const out = new Float32Array(values.length);
  const queue: number[] = [];
  let head = 0;
  for (let i = 0; i < values.length + reach; i++) {
    if (i < values.length) {
      while (queue.length > head && values[queue.at(-1)!]! >= values[i]!) queue.pop();
      queue.push(i);
    }
    const centre = i - reach;
    if (centre < 0) continue;
    while (queue[head]! < centre - reach) head++;
    out[centre] = values[queue[head]!]!;
  }
  return out;
}

/**
 * Look-ahead limiter. The gain needed by the loudest moment within reach is held, let go slowly, then averaged over the
 * same reach: so it never exceeds what any sample needs, and never jumps.
 */
function limit(samples: Float32Array, sampleRate: number, ceiling: number): Float32Array {
  const needed = truePeaks(samples).map((peak) => (peak > ceiling ? ceiling / peak : 1));
  const reach = Math.max(1, Math.round(LOOKAHEAD_SECONDS * sampleRate));
  const held = slidingMinimum(needed, reach);
  const release = 1 - Math.exp(-1 / (RELEASE_SECONDS * sampleRate));
  for (let i = 1; i < held.length; i++) held[i] = Math.min(held[i]!, held[i - 1]! + (1 - held[i - 1]!) * release);

  const out = new Float32Array(samples.length);
  let sum = 0;
  let count = 0;
  for (let i = -reach; i < samples.length; i++) {
    const entering = i + reach;
    if (entering < samples.length) {
      sum += held[entering]!;
      count++;
    }
    const leaving = i - reach - 1;
    if (leaving >= 0) {
      sum -= held[leaving]!;
      count--;
    }
    if (i >= 0) out[i] = samples[i]! * Math.min(1, sum / count);
  }
  return out;
}

/** Applies the gain that brings the limited speech to the target. */
function toLoudness(speech: Float32Array, sampleRate: number, options: MasteringOptions) {
  const ceiling = toLinear(options.truePeakDb - PEAK_MARGIN_DB);
  const loudness = integratedLoudness(speech, sampleRate);
  if (loudness === Number.NEGATIVE_INFINITY) return { samples: speech, gainDb: 0 };
  let gainDb = Math.min(MAX_GAIN_DB, options.targetLufs - loudness);
  let samples = speech;
  for (let round = 0; round < ROUNDS; round++) {
    samples = limit(
      speech.map((sample) => sample * toLinear(gainDb)),
      sampleRate,
      ceiling,
    );
    const missing = options.targetLufs - integratedLoudness(samples, sampleRate);
    if (Math.abs(missing) <= TOLERANCE_LU || gainDb + missing > MAX_GAIN_DB || round === ROUNDS - 1) break;
    gainDb += missing;
  }
  return { samples, gainDb };
}

/**
 * Trims silence, brings speech to the target loudness under the true-peak ceiling and frames it with silence. Speech too
 * quiet or too peaky for that ends as near as gain and limiter allow.
 *
 * @param pcm one channel, 16-bit
 * @param sampleRate Hz, 8,000 or more
 * @example const { pcm, leadInMs, trimmedMs } = masterSpeech(samples, 16_000);
 */
export function masterSpeech(
  pcm: Int16Array,
  sampleRate: number,
  options: Partial<MasteringOptions> = {},
): MasteredSpeech {
  invariant(sampleRate >= 8_000, 'Speech needs a sample rate of 8,000 Hz or more.');
  const settings = { ...MASTERING_DEFAULTS, ...options };
  const all = Float32Array.from(pcm, (sample) => sample / 32_768);
  const { from, to } = all.length === 0 ? { from: 0, to: 0 } : speechRange(all, sampleRate);
  const speech = all.slice(from, to);
  fade(speech, sampleRate);

  const before = Math.round((settings.leadInMs / 1000) * sampleRate);
  const after = Math.round((settings.tailMs / 1000) * sampleRate);
  const framed = new Float32Array(before + speech.length + after);
  framed.set(speech, before);
  const { samples, gainDb } = toLoudness(framed, sampleRate, settings);
  return {
    pcm: Int16Array.from(samples, (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)))),
    gainDb,
    leadInMs: settings.leadInMs,
    tailMs: settings.tailMs,
    trimmedMs: (1000 * from) / sampleRate,
    durationSeconds: samples.length / sampleRate,
    lufs: integratedLoudness(samples, sampleRate),
  };
}
