/** From a speech service's word marks to the time of every written word in the mastered file. */
import type { WordTiming } from '../contracts/pipeline.ts';
import { AppError } from '../errors.ts';

/** A word mark: time in ms from the beginning of the speech, offsets in UTF-8 bytes of the spoken text. */
export interface SpeechMark {
  readonly time: number;
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** Where the speech lies in the mastered file; `masterSpeech` returns all of it. */
export interface SpeechPlacement {
  readonly leadInMs: number;
  /** Silence cut from the beginning, ms. */
  readonly trimmedMs: number;
  readonly durationSeconds: number;
  /** Silence after the last word, ms. */
  readonly tailMs?: number;
}

/** Longest time a word stays marked while a pause follows, ms: a moment and so much a letter. */
const HOLD_MS = { base: 400, letter: 90 };
/** The last word's end is at most so far from the end of the file, ms. */
const MAX_TAIL_MS = 300;

function isMark(value: unknown): value is SpeechMark & { type: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { time, start, end, value: word } = value as Record<string, unknown>;
  return [time, start, end].every((one) => typeof one === 'number' && one >= 0) && typeof word === 'string';
}

/**
 * The word marks of newline-delimited JSON as Polly sends it, by time. Marks of other types are left out. Throws
 * `SpeechMarksUnreadable` (502) for anything else.
 */
export function parseSpeechMarks(ndjson: string): SpeechMark[] {
  const marks = ndjson.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw unreadable(cause);
    }
    const { type } = (value ?? {}) as { type?: unknown };
    if (typeof type === 'string' && type !== 'word') return [];
    if (type !== 'word' || !isMark(value)) throw unreadable();
    const { time, start, end, value: word } = value;
    return [{ time, start, end, value: word }];
  });
  return marks.sort((a, b) => a.time - b.time);
}

const unreadable = (cause?: unknown) =>
  new AppError('SpeechMarksUnreadable', 502, 'The voice sent word times that could not be read.', { cause });

interface WrittenWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The script's words as a reader separates them, with the punctuation that clings to them: joined by blanks they are the
 * script again. What has no letter or digit (a dash between blanks) joins the word before it.
 */
export function writtenWords(script: string): WrittenWord[] {
  const bytes = new TextEncoder();
  const words: WrittenWord[] = [];
  let lead = '';
  let at = 0;
  let position = 0;
  for (const { 0: token, index } of script.matchAll(/\S+/g)) {
    position += bytes.encode(script.slice(at, index)).length;
    const end = position + bytes.encode(token).length;
    at = index + token.length;
    const previous = words.at(-1);
    if (/[\p{L}\p{N}]/u.test(token)) {
      words.push({ word: lead + token, start: position, end });
      lead = '';
    } else if (previous) {
      words[words.length - 1] = { word: `${previous.word} ${token}`, start: previous.start, end };
    } else {
      lead += `${token} `;
    }
    position = end;
  }
  return words;
}

/** Times of the words that have none, spread by length between their neighbours. */
function fillGaps(times: (number | undefined)[], words: readonly WrittenWord[], from: number, to: number): number[] {
  const filled: number[] = [];
  for (let i = 0; i < times.length; ) {
    const known = times[i];
    if (known !== undefined) {
      filled.push(known);
      i++;
      continue;
    }
    const next = times.findIndex((time, index) => index > i && time !== undefined);
    const end = next < 0 ? times.length : next;
    // The word before the gap shares its time with the gap: it is spoken first.
    const first = Math.max(0, i - 1);
    const begin = i === 0 ? from : filled[first]!;
    const letters = words.slice(i === 0 ? 0 : first, end).map(({ word }) => word.length);
    const total = letters.reduce((sum, count) => sum + count, 0);
    let spoken = i === 0 ? 0 : letters.shift()!;
    for (; i < end; i++) {
      filled.push(begin + (((times[next] ?? to) - begin) * spoken) / total);
      spoken += letters.shift()!;
    }
  }
  return filled;
}

/**
 * When each written word of the script is heard in the mastered file: ascending, every word once, each ending after it
 * starts and by the time the next one starts, the last within 0.3 s of the file's end. Words without a mark are spread
 * between their neighbours.
 */
export function alignMarks(script: string, marks: readonly SpeechMark[], placement: SpeechPlacement): WordTiming[] {
  const words = writtenWords(script);
  const durationMs = Math.floor(placement.durationSeconds * 1000);
  const speechEnd = Math.max(words.length, durationMs - Math.min(placement.tailMs ?? MAX_TAIL_MS, MAX_TAIL_MS));
  const starts = fillGaps(timesOf(words, marks, placement), words, placement.leadInMs, speechEnd);

  let floor = 0;
  const ascending = starts.map((start, index) => {
    // Each word needs a millisecond, and so do all that follow it.
    const latest = speechEnd - (words.length - index);
    const placed = Math.max(floor, Math.min(latest, Math.round(start)));
    floor = placed + 1;
    return placed;
  });
  return words.map(({ word }, index) => {
    const startMs = ascending[index]!;
    const next = ascending[index + 1];
    const hold = startMs + HOLD_MS.base + HOLD_MS.letter * word.length;
    return { word, startMs, endMs: next === undefined ? speechEnd : Math.min(next, hold) };
  });
}

/** The first mark inside each word, placed in the file; undefined for a word without one. */
function timesOf(
  words: readonly WrittenWord[],
  marks: readonly SpeechMark[],
  { leadInMs, trimmedMs }: SpeechPlacement,
): (number | undefined)[] {
  const byStart = [...marks].sort((a, b) => a.start - b.start);
  let at = 0;
  return words.map(({ start, end }) => {
    while (at < byStart.length && byStart[at]!.start < start) at++;
    const mark = byStart[at];
    if (!mark || mark.start >= end) return undefined;
    return Math.max(leadInMs, leadInMs + mark.time - trimmedMs);
  });
}
