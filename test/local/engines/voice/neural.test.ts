/** The loader and the times of a neural voice, with a stand-in of Kokoro's inputs and outputs that speaks with Flite's sound. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Flite, loadFlite } from '../../../../local/engines/voice/flite.ts';
import { toPhonetic } from '../../../../local/engines/voice/ipa.ts';
import {
  loadNeuralVoice,
  MAX_TOKENS,
  NEURAL_RATE,
  type NeuralVoiceFiles,
} from '../../../../local/engines/voice/neural.ts';
import { speak, speakNeurally } from '../../../../local/engines/voice/speak.ts';
import { sha256 } from '../../../../local/models/files.ts';
import type { Model } from '../../../../local/models/table.ts';
import { onnxFile } from '../vision/onnx-file.ts';

const LETTERS = [...'$ɑæʌɔWəIbʧdðɛɜAfɡhɪiʤklmnŋOYpɹsʃtθʊuvwjzʒ ,.?!'];
/** Samples of the stand-in's waveform for each token. */
const SAMPLES_A_TOKEN = 240;

/** Each token becomes 240 samples of its number in hundredths, as loud as the style's first number says. */
const standIn = onnxFile({
  inputs: [
    { name: 'input_ids', type: 'int64', shape: [1, 'tokens'] },
    { name: 'style', type: 'float', shape: [1, 256] },
    { name: 'speed', type: 'float', shape: [1] },
  ],
  outputs: [{ name: 'waveform', type: 'float', shape: ['samples'] }],
  constants: [
    { name: 'hundredth', type: 'float', shape: [1], values: [0.01] },
    { name: 'column', type: 'int64', shape: [2], values: [-1, 1] },
    { name: 'wide', type: 'int64', shape: [2], values: [1, SAMPLES_A_TOKEN] },
    { name: 'flat', type: 'int64', shape: [1], values: [-1] },
    { name: 'zero', type: 'int64', shape: [1], values: [0] },
  ],
  steps: [
    { operation: 'Cast', inputs: ['input_ids'], output: 'numbers', numbers: { to: 1 } },
    { operation: 'Mul', inputs: ['numbers', 'hundredth'], output: 'quiet' },
    { operation: 'Gather', inputs: ['style', 'zero'], output: 'volume', numbers: { axis: 1 } },
    { operation: 'Mul', inputs: ['quiet', 'volume'], output: 'styled' },
    { operation: 'Mul', inputs: ['styled', 'speed'], output: 'paced' },
    { operation: 'Reshape', inputs: ['paced', 'column'], output: 'rows' },
    { operation: 'Tile', inputs: ['rows', 'wide'], output: 'tiles' },
    { operation: 'Reshape', inputs: ['tiles', 'flat'], output: 'waveform' },
  ],
});

let folder: string;
let flite: Flite;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'neural-voice-'));
  flite = await loadFlite(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function pinned(name: string, bytes: Uint8Array): Model {
  writeFileSync(join(folder, name), bytes);
  const pin = { name, set: 'voice', url: 'https://example.org', licence: 'none', gives: 'a voice' } as const;
  return { ...pin, bytes: bytes.length, sha256: sha256(bytes) };
}

function files(): NeuralVoiceFiles {
  const vocab = Object.fromEntries(LETTERS.map((letter, number) => [letter, number]));
  const styles = new Float32Array(256 * 510).fill(1);
  return {
    model: pinned('voice.onnx', standIn),
    tokenizer: pinned('voice-tokenizer.json', Buffer.from(JSON.stringify({ model: { vocab } }))),
    style: pinned('voice-style.bin', new Uint8Array(styles.buffer)),
  };
}

describe('loadNeuralVoice', () => {
  test('speaks phonetic letters, the style chosen by their number', async () => {
    const voice = await loadNeuralVoice(folder, files());
    const pcm = await voice!.speak('ɑ?');
    const levels = [0, 1, LETTERS.indexOf('?'), 0].map((token) => Math.round(32767 * 0.01 * token));
    expect(pcm.length).toBe(4 * SAMPLES_A_TOKEN);
    expect(levels.map((_, at) => pcm[at * SAMPLES_A_TOKEN])).toEqual(levels);
  });

  test('is null where a file is missing or is not the pinned one', async () => {
    const wanted = files();
    expect(await loadNeuralVoice(folder, { ...wanted, style: { ...wanted.style, name: 'nowhere.bin' } })).toBeNull();
    writeFileSync(join(folder, wanted.style.name), new Uint8Array(wanted.style.bytes));
    expect(await loadNeuralVoice(folder, wanted)).toBeNull();
  });

  test('refuses a text that is too long, and a tokenizer that is none', async () => {
    const voice = await loadNeuralVoice(folder, files());
    await expect(voice!.speak('ɑ'.repeat(MAX_TOKENS + 1))).rejects.toMatchObject({ code: 'VoiceFailed' });
    const wrong = { ...files(), tokenizer: pinned('voice-tokenizer.json', Buffer.from('{}')) };
    await expect(loadNeuralVoice(folder, wrong)).rejects.toMatchObject({ code: 'VoiceFailed' });
  });
});

test('phonetic letters keep the pauses and the blanks between words', () => {
  const words = [
    { phones: ['hh', 'ax', 'l', 'ow'], pause: ',' },
    { phones: ['dh', 'eh', 'r'], pause: '!' },
  ];
  expect(toPhonetic(words)).toBe('həlO, ðɛɹ!');
});

test("a neural voice's words get times, one a written word, in order", async () => {
  // The sound of another voice in place of the stand-in's tones, which nothing could be aligned to.
  const text = 'There is a house. It was 1999, and somebody found a photo in it!';
  const other = speak(flite, new Map(), 'rms', text);
  let said = 0;
  const sentences: string[] = [];
  const voice = {
    speak: async (phonetic: string) => {
      sentences.push(phonetic);
      return said++ === 0 ? upsampled(other.pcm) : new Int16Array(NEURAL_RATE / 10);
    },
  };
  const speech = await speakNeurally(voice, flite, new Map(), text);
  expect(sentences).toHaveLength(2);
  expect(sentences[0]).toMatch(/^ðɛɹ .*\.$/);
  expect(speech.sampleRate).toBe(NEURAL_RATE);
  expect(speech.words.map(({ written }) => written)).toEqual(other.words.map(({ written }) => written));
  const starts = speech.words.map(({ startMs }) => startMs);
  expect(starts).toEqual(starts.toSorted((one, next) => one - next));
});

/** 16 kHz as 24 kHz, by holding samples: rough, but speech. */
function upsampled(pcm: Int16Array): Int16Array {
  return Int16Array.from({ length: Math.floor((pcm.length * 3) / 2) }, (_, at) => pcm[Math.floor((at * 2) / 3)]!);
}
