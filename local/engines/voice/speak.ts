/** A text spoken, with the time of every written word. */
import { alignToReference } from '../../../core/narration/forced-alignment.ts';
import { type Flite, type FliteVoice, SAMPLE_RATE } from './flite.ts';
import { toPhonetic } from './ipa.ts';
import { NEURAL_RATE, type NeuralVoice } from './neural.ts';
import { alignPhones, groupsOf, type Span } from './phone-alignment.ts';
import { type SpokenWord, spokenWords } from './spoken-text.ts';

export interface HeardWord {
  readonly written: string;
  readonly startByte: number;
  readonly endByte: number;
  readonly startMs: number;
  readonly endMs: number;
}

export interface Speech {
  readonly pcm: Int16Array;
  /** Hz. */
  readonly sampleRate: number;
  readonly words: readonly HeardWord[];
}

/** Whose phones and times a neural voice goes by. */
export const REFERENCE_VOICE: FliteVoice = 'slt';

/** Words spoken at once when asking how each sounds alone. */
const WORDS_A_RUN = 150;

/** Phones of each distinct spoken form, from saying them with a pause after each. */
function phonesOf(flite: Flite, voice: FliteVoice, words: readonly SpokenWord[], known: Map<string, string[]>): void {
  const missing = [...new Set(words.map(({ spoken }) => spoken))].filter((spoken) => !known.has(spoken));
  for (let at = 0; at < missing.length; at += WORDS_A_RUN) {
    const run = missing.slice(at, at + WORDS_A_RUN);
    const groups = groupsOf(flite.speak(voice, `${run.join(', ')}.`).phones);
    // Where a form itself holds a pause the groups do not fit: then each is said alone.
    run.forEach((spoken, index) => {
      known.set(
        spoken,
        groups.length === run.length ? groups[index]! : groupsOf(flite.speak(voice, spoken).phones).flat(),
      );
    });
  }
}

/** Speaks a text. A text without a single word is a moment of silence. */
export function speak(flite: Flite, known: Map<string, string[]>, voice: FliteVoice, text: string): Speech {
  const words = spokenWords(text);
  if (words.length === 0) return { pcm: new Int16Array(SAMPLE_RATE / 4), sampleRate: SAMPLE_RATE, words: [] };
  const sentence = words.map(({ spoken, pause }) => spoken + pause).join(' ');
  const { pcm, phones } = flite.speak(voice, sentence);
  phonesOf(flite, voice, words, known);
  const spans: Span[] = alignPhones(
    phones,
    words.map(({ spoken }) => known.get(spoken)!),
  );
  return {
    pcm,
    sampleRate: SAMPLE_RATE,
    words: words.map(({ written, startByte, endByte }, index) => ({
      written,
      startByte,
      endByte,
      startMs: Math.round(1000 * spans[index]!.start),
      endMs: Math.round(1000 * spans[index]!.end),
    })),
  };
}

/** Silence between the sentences of a neural voice, which speaks them one by one, seconds. */
const SENTENCE_PAUSE = 0.3;

/**
 * The same text by a neural voice, which tells no times: they are carried over from Flite's speech, whose phones are what the
 * neural voice reads.
 */
export async function speakNeurally(
  neural: NeuralVoice,
  flite: Flite,
  known: Map<string, string[]>,
  text: string,
): Promise<Speech> {
  const reference = speak(flite, known, REFERENCE_VOICE, text);
  if (reference.words.length === 0) return reference;
  const words = spokenWords(text).map(({ spoken, pause }) => ({ phones: known.get(spoken)!, pause }));
  const parts: Int16Array[] = [];
  for (let from = 0; from < words.length; ) {
    const end = words.findIndex(({ pause }, at) => at >= from && /[.?!]/.test(pause));
    const to = end < 0 ? words.length : end + 1;
    if (parts.length > 0) parts.push(new Int16Array(SENTENCE_PAUSE * NEURAL_RATE));
    parts.push(await neural.speak(toPhonetic(words.slice(from, to))));
    from = to;
  }
  const pcm = Int16Array.from(parts.flatMap((part) => [...part]));
  const times = alignToReference(
    { samples: pcm, sampleRate: NEURAL_RATE },
    { samples: reference.pcm, sampleRate: reference.sampleRate },
    reference.words,
  );
  return {
    pcm,
    sampleRate: NEURAL_RATE,
    words: reference.words.map((word, at) => ({ ...word, ...times[at]! })),
  };
}
