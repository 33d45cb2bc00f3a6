/** What stands behind the local Polly: the Flite synthesizer on its own thread. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FliteVoice } from './voice/flite.ts';
import type { Speech } from './voice/speak.ts';
import type { VoiceQuestion, VoiceWorkerData } from './voice/worker.ts';
import { linkWorker } from './worker-link.ts';

export type { FliteVoice } from './voice/flite.ts';
export type { HeardWord, Speech } from './voice/speak.ts';

export interface VoiceEngine {
  /** Resolves when the synthesizer is loaded; rejects with `PackageMissing` (500) where it is not installed. */
  readonly ready: Promise<void>;
  /** The text spoken, with each word's time. Throws `VoiceFailed` or `EngineFailed` (500). */
  speak(voice: FliteVoice, text: string): Promise<Speech>;
  close(): Promise<void>;
}

/** Sound and speech marks are asked for one after the other: the last texts are not spoken twice. */
const REMEMBERED_SPEECHES = 4;

/**
 * Starts the worker at once and returns without waiting for it. Where `neural` names files that are there, that voice reads
 * everything, whichever voice is asked for.
 */
export function startVoice({ neural = null }: { neural?: VoiceWorkerData['neural'] } = {}): VoiceEngine {
  const folder = mkdtempSync(join(tmpdir(), 'voice-'));
  const link = linkWorker<VoiceQuestion, Speech>(
    new URL('./voice/worker.ts', import.meta.url),
    { code: 'VoiceFailed', message: 'The voice is not running.' },
    {
      name: 'voice',
      workerData: { folder, neural } satisfies VoiceWorkerData,
      // Node calls its WASI experimental on every start.
      execArgv: ['--disable-warning=ExperimentalWarning'],
    },
  );
  const spoken = new Map<string, Promise<Speech>>();
  return {
    ready: link.ready,
    speak(voice, text) {
      const key = `${voice} ${text}`;
      const known = spoken.get(key);
      if (known) return known;
      const speech = link.ask({ voice, text });
      spoken.set(key, speech);
      speech.catch(() => spoken.delete(key));
      if (spoken.size > REMEMBERED_SPEECHES) spoken.delete(spoken.keys().next().value!);
      return speech;
    },
    async close() {
      await link.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
