import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordTimingSchema } from '../../../core/contracts/pipeline.ts';
import { alignMarks, parseSpeechMarks, type SpeechMark, writtenWords } from '../../../core/narration/marks.ts';

const line = (mark: object) => JSON.stringify(mark);
const bytes = (text: string) => new TextEncoder().encode(text).length;
/** A mark for every word of the script, as a speech service would send it, one each `every` ms. */
function marksFor(script: string, every = 300, keep: (index: number) => boolean = () => true): SpeechMark[] {
  return [...script.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu)]
    .map(({ 0: value, index }, at) => {
      const start = bytes(script.slice(0, index));
      return { time: 100 + at * every, start, end: start + bytes(value), value };
    })
    .filter((_, index) => keep(index));
}

describe('parseSpeechMarks', () => {
  test('keeps the words, in the order of time', () => {
    const ndjson = [
      line({ time: 0, type: 'sentence', start: 0, end: 9, value: 'Hey you.' }),
      line({ time: 300, type: 'word', start: 4, end: 7, value: 'you' }),
      line({ time: 6, type: 'word', start: 0, end: 3, value: 'Hey', extra: true }),
      '',
    ].join('\n');
    expect(parseSpeechMarks(ndjson)).toEqual([
      { time: 6, start: 0, end: 3, value: 'Hey' },
      { time: 300, start: 4, end: 7, value: 'you' },
    ]);
    expect(parseSpeechMarks('')).toEqual([]);
  });

  test.each([
    'not json',
    'null',
    '7',
    line({ type: 'word', time: -1, start: 0, end: 1, value: 'a' }),
    line({ type: 'word', time: '1', start: 0, end: 1, value: 'a' }),
    line({ type: 'word', time: 1, start: 0, end: 1 }),
    line({ time: 1, start: 0, end: 1, value: 'a' }),
  ])('refuses %s', (ndjson) => {
    expect(() => parseSpeechMarks(ndjson)).toThrow(expect.objectContaining({ code: 'SpeechMarksUnreadable' }));
  });
});

describe('writtenWords', () => {
  test('punctuation clings to its word, joined they are the script', () => {
    const words = writtenWords('— “Zoë said: wait — no!” … ok');
    expect(words.map(({ word }) => word)).toEqual(['— “Zoë', 'said:', 'wait —', 'no!” …', 'ok']);
    expect(words[1]!.start).toBe(bytes('— “Zoë '));
    expect(writtenWords('— …')).toEqual([]);
  });
});

describe('alignMarks', () => {
  const placement = { leadInMs: 250, trimmedMs: 100, durationSeconds: 3, tailMs: 250 };

  test('places every word in the mastered file', () => {
    expect(alignMarks('The café, at last.', marksFor('The café, at last.'), placement)).toEqual([
      { word: 'The', startMs: 250, endMs: 550 },
      { word: 'café,', startMs: 550, endMs: 850 },
      { word: 'at', startMs: 850, endMs: 1150 },
      { word: 'last.', startMs: 1150, endMs: 2750 },
    ]);
  });

  test('a word before a long pause does not stay marked through it', () => {
    const [first] = alignMarks('Wait. Now.', marksFor('Wait. Now.', 2_000), placement);
    expect(first!.endMs).toBeLessThan(first!.startMs + 1_000);
  });

  test('words without marks are spread between their neighbours, or over everything', () => {
    const script = 'One two three four five';
    const some = alignMarks(
      script,
      marksFor(script, 400, (index) => index === 1 || index === 3),
      placement,
    );
    const starts = some.map(({ startMs }) => startMs);
    expect(starts[0]).toBe(250);
    expect(starts[1]).toBe(650);
    expect(starts[2]).toBeGreaterThan(650);
    expect(starts[2]).toBeLessThan(1450);
    expect(starts[4]).toBeGreaterThan(1450);
    const none = alignMarks(script, [], placement);
    expect(none[0]!.startMs).toBe(250);
    expect(none[4]!.startMs).toBeLessThan(2750);
    expect(alignMarks('', [], placement)).toEqual([]);
  });

  test('holds for any script, any marks and any length', () => {
    const word = fc.stringMatching(/^[a-zäé0-9'—,.!]{1,9}$/);
    const script = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));
    const mark = fc
      .record({ time: fc.nat(20_000), start: fc.nat(300), length: fc.nat(9) })
      .map(({ time, start, length }) => ({ time, start, end: start + length, value: 'x' }));
    const placements = fc.record({
      leadInMs: fc.nat(500),
      trimmedMs: fc.double({ min: 0, max: 900, noNaN: true }),
      durationSeconds: fc.double({ min: 0.4, max: 30, noNaN: true }),
      tailMs: fc.nat(2_000),
    });
    fc.assert(
      fc.property(script, fc.array(mark), placements, (text, marks, place) => {
        const timings = alignMarks(text, marks, place);
        const spoken = writtenWords(text);
        expect(timings.map((timing) => timing.word)).toEqual(spoken.map((one) => one.word));
        let last = -1;
        for (const timing of timings) {
          wordTimingSchema.parse(timing);
          expect(timing.startMs).toBeGreaterThan(last);
          expect(timing.endMs).toBeGreaterThan(timing.startMs);
          last = timing.startMs;
        }
        timings.slice(1).forEach(({ startMs }, index) => {
          expect(timings[index]!.endMs).toBeLessThanOrEqual(startMs);
        });
        const end = timings.at(-1)?.endMs;
        if (end !== undefined) expect(Math.floor(1000 * place.durationSeconds) - end).toBeLessThanOrEqual(300);
      }),
    );
  });
});
