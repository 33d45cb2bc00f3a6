/** The packaged voice's own times: one for every written word, and the measure for times found by alignment. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alignToReference } from '../../../../core/narration/forced-alignment.ts';
import { alignMarks } from '../../../../core/narration/marks.ts';
import { seededRandom } from '../../../../core/random.ts';
import { type Flite, loadFlite } from '../../../../local/engines/voice/flite.ts';
import { speak } from '../../../../local/engines/voice/speak.ts';
import { speechMarks } from '../../../../local/services/polly/speech-marks.ts';

let folder: string;
let flite: Flite;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'voice-times-'));
  flite = await loadFlite(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PIECES = [
  ['Beyoncé', 'Dr. Dre', 'Björk', 'Sigur Rós', 'José', 'Mr. Jones', 'Zoë', 'AC/DC', 'Françoise', 'St. Vincent'],
  ['sang', 'wrote', 'heard', 'played', 'kept', 'loved'],
  ['99 songs', '3 of them', '“Señorita”', 'the 2nd verse', 'half of 1,000 lines', "rock 'n' roll", 'café music'],
  ['in 1999', 'at 8:30', 'on the 21st', 'for $5.50', 'since 2007', 'in the ’80s', 'for 3.5 hours', 'vs. 20 others'],
] as const;

/** Two hundred sentences with numbers, accents and abbreviations, five a text. */
function texts(): string[] {
  const random = seededRandom(41);
  const one = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const sentence = () => `${PIECES.map((list) => one<string>(list)).join(' ')}.`;
  return Array.from({ length: 40 }, () => Array.from({ length: 5 }, sentence).join(' '));
}

test('200 sentences with numbers, accents and abbreviations get one time a written word', () => {
  const known = new Map<string, string[]>();
  for (const text of texts()) {
    const { words, pcm, sampleRate } = speak(flite, known, 'slt', text);
    const placement = { leadInMs: 0, trimmedMs: 0, durationSeconds: pcm.length / sampleRate };
    const timings = alignMarks(text, speechMarks(text, words, ['word']), placement);
    expect(timings.map(({ word }) => word).join(' '), text).toBe(text);
    const starts = timings.map(({ startMs }) => startMs);
    expect(starts, text).toEqual(starts.toSorted((a, b) => a - b));
    expect(starts.at(-1), text).toBeLessThan(1000 * placement.durationSeconds);
  }
}, 120_000);

test.each(['rms', 'awb'] as const)(
  "%s's words are found by another voice's times, to 80 ms in the median",
  (voice) => {
    const text =
      'There is a building, hard edges and all, and somebody found a photo in it. It was 1999, and Beyoncé sang at 8:30.';
    const [heard, reference] = [speak(flite, new Map(), voice, text), speak(flite, new Map(), 'slt', text)];
    const times = alignToReference(
      { samples: heard.pcm, sampleRate: heard.sampleRate },
      { samples: reference.pcm, sampleRate: reference.sampleRate },
      reference.words,
    );
    const errors = times.map(({ startMs }, at) => Math.abs(startMs - heard.words[at]!.startMs)).sort((a, b) => a - b);
    expect(errors[errors.length >> 1]).toBeLessThanOrEqual(80);
  },
  60_000,
);
