/** The voice worker: speaks one text after another. */
import { workerData } from 'node:worker_threads';
import { serveQuestions } from '../worker-link.ts';
import { type Flite, type FliteVoice, loadFlite } from './flite.ts';
import { loadNeuralVoice, type NeuralVoice, type NeuralVoiceFiles } from './neural.ts';
import { REFERENCE_VOICE, speak, speakNeurally } from './speak.ts';

export interface VoiceQuestion {
  readonly voice: FliteVoice;
  readonly text: string;
}

export interface VoiceWorkerData {
  /** An empty folder for the voice's files. */
  readonly folder: string;
  /** Where a neural voice's files may lie; null where there is none to look for. */
  readonly neural: { readonly folder: string; readonly files: NeuralVoiceFiles } | null;
}

interface Loaded {
  readonly flite: Flite;
  readonly neural: NeuralVoice | null;
  /** By voice, the phones of every spoken form said so far. */
  readonly known: Map<FliteVoice, Map<string, string[]>>;
}

async function load(): Promise<Loaded> {
  const { folder, neural } = workerData as VoiceWorkerData;
  const flite = await loadFlite(folder);
  return { flite, neural: neural && (await loadNeuralVoice(neural.folder, neural.files)), known: new Map() };
}

serveQuestions(load, async ({ flite, neural, known }, { voice: wanted, text }: VoiceQuestion) => {
  const voice = neural ? REFERENCE_VOICE : wanted;
  const phones = known.get(voice) ?? new Map<string, string[]>();
  known.set(voice, phones);
  return neural ? speakNeurally(neural, flite, phones, text) : speak(flite, phones, voice, text);
});
