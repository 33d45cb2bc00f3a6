/**
 * CLIP-like models: pictures and words in one space (Radford et al., 2021). Two families are pinned; the better one that is
 * there is used. The words of the prompt bank are embedded once and kept beside the model where that folder can be written.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import type { Tensor } from 'onnxruntime-web';
import { mayBeReady, readModel } from '../../models/files.ts';
import { CLIP_FAMILIES, type ClipFamily, modelNamed } from '../../models/table.ts';
import { type InferenceSession, loadOnnxRuntime, openModel } from '../onnx.ts';
import { coverSquare } from './picture.ts';
import { PROMPTS, type Prompt } from './prompt-bank.ts';
import type { Picture } from './types.ts';

const SIDE = 224;
/** Tokens of a text; shorter ones are padded. */
const CONTEXT = 77;
/** Mean and standard deviation of red, green and blue that CLIP was trained with. */
const MEAN = [0.48145466, 0.4578275, 0.40821073] as const;
const DEVIATION = [0.26862954, 0.26130258, 0.27577711] as const;
/** Texts embedded at once. */
const BATCH = 16;

/** Cosine of a picture with each prompt of the bank, -1..1, in the bank's order. */
export interface ClipModel {
  readonly family: ClipFamily['name'];
  compare(picture: Picture): Promise<number[]>;
}

/** The family whose files all seem to be there, the better one first; null where none is. */
export function presentFamily(folder: string): ClipFamily | null {
  return (
    CLIP_FAMILIES.find(({ files }) => Object.values(files).every((name) => mayBeReady(folder, modelNamed(name)!))) ??
    null
  );
}

/** Loads the better family from a folder; null where a file is missing or has other bytes than the pinned ones. */
export async function loadClip(folder: string): Promise<ClipModel | null> {
  const family = presentFamily(folder);
  if (!family) return null;
  const read = (name: string) => readModel(folder, modelNamed(name)!);
  const { vision, text, tokenizer } = family.files;
  const words = read(tokenizer);
  const visionBytes = read(vision);
  const textBytes = text === vision ? visionBytes : read(text);
  if (!words || !visionBytes || !textBytes) return null;
  const key = createHash('sha256')
    .update(JSON.stringify([modelNamed(text)!.sha256, PROMPTS]))
    .digest('hex')
    .slice(0, 16);
  return openClip({
    family: family.name,
    vision: visionBytes,
    text: textBytes,
    tokenizer: words,
    prompts: PROMPTS,
    memory: join(folder, `prompts-${key}.bin`),
  });
}

export interface ClipParts {
  readonly family: ClipFamily['name'];
  readonly vision: Uint8Array;
  /** The very bytes of `vision` where one file holds both towers. */
  readonly text: Uint8Array;
  /** A tokenizer.json. */
  readonly tokenizer: Uint8Array;
  readonly prompts: readonly Prompt[];
  /** File that keeps the prompts' embeddings; null to compute them each time. */
  readonly memory: string | null;
}

/** Opens a model from its parts. Throws what the runtime or the tokenizer throws for parts of another shape. */
export async function openClip({ family, vision, text, tokenizer, prompts, memory }: ClipParts): Promise<ClipModel> {
  const see = await openModel(vision);
  const known = memory === null ? null : recalled(memory, prompts.length);
  const embeddings = known ?? (await embedPrompts(text === vision ? see : await openModel(text), tokenizer, prompts));
  if (memory !== null && !known) remember(memory, embeddings);
  return {
    family,
    compare: async (picture) => {
      const seen = await embedPicture(see, picture);
      return embeddings.map((one) => one.reduce((sum, value, at) => sum + value * seen[at]!, 0));
    },
  };
}

async function embedPrompts(
  session: InferenceSession,
  tokenizer: Uint8Array,
  prompts: readonly Prompt[],
): Promise<Float32Array[]> {
  const description = JSON.parse(Buffer.from(tokenizer).toString('utf8'));
  const words = new Tokenizer(description, {});
  const embeddings: Float32Array[] = [];
  for (let from = 0; from < prompts.length; from += BATCH) {
    const tokens = prompts.slice(from, from + BATCH).map(({ text }) => words.encode(text).ids.slice(0, CONTEXT));
    embeddings.push(...(await runFor(session, 'text_embeds', { tokens })));
  }
  return embeddings;
}

async function embedPicture(session: InferenceSession, picture: Picture): Promise<Float32Array> {
  const { data } = await coverSquare(picture, SIDE);
  const pixels = new Float32Array(3 * SIDE * SIDE);
  for (let at = 0; at < SIDE * SIDE; at++) {
    for (let channel = 0; channel < 3; channel++) {
      pixels[channel * SIDE * SIDE + at] = (data[3 * at + channel]! / 255 - MEAN[channel]!) / DEVIATION[channel]!;
    }
  }
  return (await runFor(session, 'image_embeds', { pixels }))[0]!;
}

/**
 * Runs a tower, or both where one file holds them: the input that is not asked about is then blank. Gives the rows of an
 * output at length 1.
 */
async function runFor(
  session: InferenceSession,
  output: 'text_embeds' | 'image_embeds',
  {
    tokens = [[0]],
    pixels = new Float32Array(3 * SIDE * SIDE),
  }: { tokens?: readonly number[][]; pixels?: Float32Array },
): Promise<Float32Array[]> {
  const { Tensor } = await loadOnnxRuntime();
  const whole = (value: (row: readonly number[], at: number) => number) =>
    new Tensor(
      'int64',
      BigInt64Array.from(tokens.flatMap((row) => Array.from({ length: CONTEXT }, (_, at) => BigInt(value(row, at))))),
      [tokens.length, CONTEXT],
    );
  // Padded with zeros: the texts' own end, which has the highest number, is where the tower reads its result.
  const inputs: Record<string, Tensor> = {
    input_ids: whole((row, at) => row[at] ?? 0),
    attention_mask: whole((row, at) => (at < row.length ? 1 : 0)),
    pixel_values: new Tensor('float32', pixels, [1, 3, SIDE, SIDE]),
  };
  const feeds = Object.fromEntries(session.inputNames.map((name) => [name, inputs[name]!]));
  const result = (await session.run(feeds, [output]))[output]!;
  const values = (await result.getData()) as Float32Array;
  const length = result.dims[1]!;
  return Array.from({ length: result.dims[0]! }, (_, row) => unit(values.slice(row * length, (row + 1) * length)));
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** Embeddings of an earlier start; null where there are none, or of another number. */
function recalled(file: string, count: number): Float32Array[] | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return null;
  }
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const length = values.length / count;
  if (!Number.isInteger(length) || length === 0) return null;
  return Array.from({ length: count }, (_, row) => values.slice(row * length, (row + 1) * length));
}

function remember(file: string, embeddings: readonly Float32Array[]): void {
  try {
    writeFileSync(
      file,
      Buffer.concat(embeddings.map((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength))),
    );
  } catch {
    // A folder that is only read from: they are computed again at the next start.
  }
}
