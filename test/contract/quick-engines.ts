/** Eyes and a voice that answer at once, and do as a test says: what they see is not the question there. */
import type { Engines } from '../../local/cloud.ts';
import type { Region, SeenModeration } from '../../local/engines/vision/types.ts';

export type QuickEngines = Engines & {
  /** What every photo is found to show that it should not. */
  moderation: SeenModeration[];
  /** While it is pending, nobody gets to see a photo. */
  gate: Promise<void>;
};

export const EXPLICIT: SeenModeration = { name: 'Explicit', parent: '', level: 1, confidence: 99 };

const SAMPLE_RATE = 16_000;
const WORD_MS = 60;

const REGION: Region = {
  quality: { brightness: 60, sharpness: 70, contrast: 50 },
  colours: [{ red: 30, green: 90, blue: 200, hex: '#1e5ac8', simplified: 'blue', css: 'royalblue', pixelPercent: 80 }],
};

const LABELS = [
  { name: 'Beach', confidence: 96, parents: ['Sea', 'Nature'], categories: ['Nature and Outdoors'], instances: [] },
  { name: 'Sunset', confidence: 91, parents: ['Sky'], categories: ['Nature and Outdoors'], instances: [] },
];

export function quickEngines(): QuickEngines {
  const engines: QuickEngines = {
    moderation: [],
    gate: Promise.resolve(),
    vision: {
      ready: Promise.resolve(),
      async detectLabels() {
        await engines.gate;
        return { labels: LABELS, properties: { ...REGION, foreground: null, background: REGION } };
      },
      detectFaces: async () => [],
      detectModeration: async () => engines.moderation,
      close: async () => {},
    },
    voice: {
      ready: Promise.resolve(),
      speak: async (_voice, text) => {
        const written = [...text.matchAll(/[\p{L}\p{N}’']+/gu)];
        const words = written.map((match, index) => {
          const word = match[0];
          const startByte = Buffer.byteLength(text.slice(0, match.index));
          const startMs = index * WORD_MS;
          return {
            written: word,
            startByte,
            endByte: startByte + Buffer.byteLength(word),
            startMs,
            endMs: startMs + WORD_MS,
          };
        });
        const samples = Math.round((words.length * WORD_MS * SAMPLE_RATE) / 1000);
        const pcm = Int16Array.from({ length: samples }, (_, at) => 8_000 * Math.sin(at / 8));
        return { pcm, sampleRate: SAMPLE_RATE, words };
      },
      close: async () => {},
    },
  };
  return engines;
}
