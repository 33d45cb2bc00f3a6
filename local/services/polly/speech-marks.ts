import type { HeardWord } from '../../engines/voice.ts';

/** One line of Polly's speech marks. Time in milliseconds, offsets in UTF-8 bytes of the input. */
export interface SpeechMark {
  readonly time: number;
  readonly type: 'sentence' | 'word';
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** Sentences of a text by their closing punctuation; the blanks around each are not part of it. */
function sentencesOf(text: string): { start: number; end: number; value: string }[] {
  return [...text.matchAll(/\S[\s\S]*?(?:[.!?…]+["'”’)]*(?=\s|$)|$)/gu)].map(({ 0: raw, index }) => {
    const value = raw.trimEnd();
    const start = Buffer.byteLength(text.slice(0, index));
    return { start, end: start + Buffer.byteLength(value), value };
  });
}

/** Marks in the order of their time; a sentence stands before its first word. */
export function speechMarks(
  text: string,
  words: readonly HeardWord[],
  kinds: readonly SpeechMark['type'][],
): SpeechMark[] {
  const marks: SpeechMark[] = [];
  const open = kinds.includes('sentence') ? sentencesOf(text) : [];
  for (const { written, startByte, endByte, startMs } of words) {
    while (open.length > 0 && open[0]!.end <= startByte) open.shift();
    if (open.length > 0 && open[0]!.start <= startByte)
      marks.push({ time: startMs, type: 'sentence', ...open.shift()! });
    if (kinds.includes('word'))
      marks.push({ time: startMs, type: 'word', start: startByte, end: endByte, value: written });
  }
  return marks;
}
