/**
 * A neural voice of the Kokoro kind (StyleTTS 2 as one ONNX file): phonetic letters in, a waveform out, and no times. It is
 * used where its pinned files are; the table pins none as long as nobody has seen the bytes.
 */
import { AppError } from '../../../core/errors.ts';
import { readModel } from '../../models/files.ts';
import type { Model } from '../../models/table.ts';
import { loadOnnxRuntime, openModel } from '../onnx.ts';

/** Samples a second of Kokoro's waveforms. */
export const NEURAL_RATE = 24_000;
/** Numbers of one style; the style file holds one for each length of text. */
const STYLE_SIZE = 256;
/** Longest text, tokens: what the styles were made for. */
export const MAX_TOKENS = 509;

export interface NeuralVoiceFiles {
  readonly model: Model;
  /** The letters' numbers, a Hugging Face tokenizer.json. */
  readonly tokenizer: Model;
  /** The speaker: 32-bit floats, one style of 256 a row. */
  readonly style: Model;
}

export interface NeuralVoice {
  /** Phonetic letters spoken. A text longer than the voice takes is refused with `VoiceFailed` (500). */
  speak(phonetic: string): Promise<Int16Array>;
}

/**
 * Loads the voice from a folder; null where one of its files is missing or has other bytes than the pinned ones. Throws
 * `VoiceFailed` (500) where the files are the pinned ones and still no voice.
 */
export async function loadNeuralVoice(folder: string, files: NeuralVoiceFiles): Promise<NeuralVoice | null> {
  const [model, tokenizer, style] = [files.model, files.tokenizer, files.style].map((file) => readModel(folder, file));
  if (!model || !tokenizer || !style) return null;
  const letters = vocabularyOf(tokenizer);
  const styles = new Float32Array(style.buffer, style.byteOffset, style.byteLength >> 2);
  const [{ Tensor }, session] = await Promise.all([loadOnnxRuntime(), openModel(model)]);
  return {
    async speak(phonetic) {
      const tokens = [...phonetic].flatMap((letter) => letters.get(letter) ?? []);
      if (tokens.length > MAX_TOKENS) throw failed(`The text is longer than the neural voice takes at once.`);
      const padded = BigInt64Array.from([0, ...tokens, 0].map(BigInt));
      const row = Math.min(tokens.length, styles.length / STYLE_SIZE - 1) * STYLE_SIZE;
      const reply = await session.run({
        input_ids: new Tensor('int64', padded, [1, padded.length]),
        style: new Tensor('float32', styles.slice(row, row + STYLE_SIZE), [1, STYLE_SIZE]),
        speed: new Tensor('float32', new Float32Array([1]), [1]),
      });
      const waveform = reply.waveform?.data;
      if (!(waveform instanceof Float32Array)) throw failed('The neural voice gave no sound.');
      return Int16Array.from(waveform, (sample) => Math.round(32767 * Math.min(1, Math.max(-1, sample))));
    },
  };
}

const failed = (message: string, cause?: unknown) => new AppError('VoiceFailed', 500, message, { cause });

function vocabularyOf(bytes: Uint8Array): ReadonlyMap<string, number> {
  try {
    const { model } = JSON.parse(new TextDecoder().decode(bytes)) as { model: { vocab: Record<string, number> } };
    return new Map(Object.entries(model.vocab));
  } catch (cause) {
    throw failed("The neural voice's tokenizer could not be read.", cause);
  }
}
