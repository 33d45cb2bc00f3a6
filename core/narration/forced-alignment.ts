/**
 * When each word is heard in speech that came without times: the same text is spoken by a voice whose times are known, and
 * the two are brought together by dynamic time warping (Sakoe & Chiba, 1978) over their cepstra.
 */
import { invariant } from '../errors.ts';
import { cepstra, HOP_SECONDS } from './cepstra.ts';

/** Samples of one channel, of any scale. */
export interface Recording {
  samples: ArrayLike<number>;
  /** Hz. */
  sampleRate: number;
}

/** A word's time, ms from the beginning of its recording. */
export interface TimedWord {
  startMs: number;
  endMs: number;
}

/** How far one voice may run ahead of the other, as a share of the longer recording; at least a second. */
const BAND_SHARE = 0.15;
/** Staying on a frame costs a little more than going on: voices differ in pace, but they both move. */
const STALL_COST = 0.15;

/**
 * The times of `words`, known in `reference`, carried over to `speech` of the same text. Order and number of words stay; both
 * recordings must hold sound.
 */
export function alignToReference(speech: Recording, reference: Recording, words: readonly TimedWord[]): TimedWord[] {
  const [heard, known] = [speech, reference].map(({ samples, sampleRate }) => cepstra(samples, sampleRate)) as [
    Float64Array[],
    Float64Array[],
  ];
  invariant(heard.length > 1 && known.length > 1, 'There is no sound to align.');
  const times = warp(known, heard);
  const msAt = (ms: number) => {
    const frame = Math.min(known.length - 1, Math.max(0, ms / 1000 / HOP_SECONDS));
    const [before, after] = [times[Math.floor(frame)]!, times[Math.ceil(frame)]!];
    return Math.round(1000 * HOP_SECONDS * (before + (after - before) * (frame % 1)));
  };
  return words.map(({ startMs, endMs }) => ({ startMs: msAt(startMs), endMs: Math.max(msAt(startMs), msAt(endMs)) }));
}

/** For each frame of `from` the mean frame of `to` that lies on the cheapest way through both. */
function warp(from: readonly Float64Array[], to: readonly Float64Array[]): Float64Array {
  const [rows, columns] = [from.length, to.length];
  const reach = Math.max(1 / HOP_SECONDS, BAND_SHARE * Math.max(rows, columns));
  const slope = (columns - 1) / (rows - 1);
  const bounds = (row: number): [number, number] => [
    Math.max(0, Math.floor(row * slope - reach)),
    Math.min(columns - 1, Math.ceil(row * slope + reach)),
  ];
  // 0: both went on, 1: `from` went on alone, 2: `to` went on alone.
  const steps = from.map((_, row) => {
    const [first, last] = bounds(row);
    return new Uint8Array(last - first + 1);
  });
  let above = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < rows; row++) {
    const [first, last] = bounds(row);
    const costs = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
    for (let column = first; column <= last; column++) {
      const cost = distance(from[row]!, to[column]!);
      if (row === 0 && column === 0) {
        costs[column] = cost;
        continue;
      }
      const ways = [
        column > 0 ? above[column - 1]! : Number.POSITIVE_INFINITY,
        above[column]! + STALL_COST,
        column > 0 ? costs[column - 1]! + STALL_COST : Number.POSITIVE_INFINITY,
      ];
      const best = ways.indexOf(Math.min(...ways));
      steps[row]![column - first] = best;
      costs[column] = cost + ways[best]!;
    }
    above = costs;
  }
  const [sums, counts] = [new Float64Array(rows), new Float64Array(rows)];
  for (let row = rows - 1, column = columns - 1; ; ) {
    sums[row]! += column;
    counts[row]! += 1;
    if (row === 0 && column === 0) break;
    const step = steps[row]![column - bounds(row)[0]];
    if (step !== 2) row -= 1;
    if (step !== 1) column -= 1;
  }
  return sums.map((sum, row) => sum / counts[row]!);
}

function distance(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at]! - other[at]!) ** 2;
  return Math.sqrt(sum);
}
