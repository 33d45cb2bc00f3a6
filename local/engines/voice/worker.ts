/** The voice worker: speaks one text after another and says when each word is heard. */
import { workerData } from 'node:worker_threads';
import { serveQuestions } from '../worker-link.ts';
import { type Flite, type FliteVoice, loadFlite, SAMPLE_RATE } from './flite.ts';
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

export interface VoiceQuestion {
  readonly voice: FliteVoice;
  readonly text: string;
}

export interface VoiceWorkerData {
  /** An empty folder for the voice's files. */
  readonly folder: string;
}

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

interface Loaded {
  readonly flite: Flite;
  /** By voice, the phones of every spoken form said so far. */
  readonly known: Map<FliteVoice, Map<string, string[]>>;
}

serveQuestions(
  async (): Promise<Loaded> => ({ flite: await loadFlite((workerData as VoiceWorkerData).folder), known: new Map() }),
  async ({ flite, known }, { voice, text }: VoiceQuestion) => {
    const phones = known.get(voice) ?? new Map<string, string[]>();
    known.set(voice, phones);
    return speak(flite, phones, voice, text);
  },
);
