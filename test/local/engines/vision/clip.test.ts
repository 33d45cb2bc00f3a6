import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findEntry } from '../../../../core/lexicon/index.ts';
import { type ClipParts, loadClip, openClip, presentFamily } from '../../../../local/engines/vision/clip.ts';
import { PROMPTS, type Prompt } from '../../../../local/engines/vision/prompt-bank.ts';
import { richLabels } from '../../../../local/engines/vision/rich-labels.ts';
import { CLIP_FAMILIES, modelNamed } from '../../../../local/models/table.ts';
import { type Constant, onnxFile, type Port, type Step } from './onnx-file.ts';

/**
 * Stand-ins with the inputs, outputs and shapes of the real models, and a space of three numbers: a picture is its mean
 * colour, a text the sum of what its words mean.
 */
const MEANINGS: Record<string, readonly [number, number, number]> = {
  red: [1, -1, -1],
  green: [-1, 1, -1],
  blue: [-1, -1, 1],
  a: [0, 0, 0],
  photo: [0, 0, 0],
  of: [0, 0, 0],
};

/** Byte-pair merges and vocabulary that build each word from its letters, as CLIP's do. */
function tokenizer(): { bytes: Uint8Array; vocabulary: Map<string, number> } {
  const vocabulary = new Map<string, number>([['<|pad|>', 0]]);
  const add = (token: string) => vocabulary.has(token) || vocabulary.set(token, vocabulary.size);
  const merges: [string, string][] = [];
  for (const word of Object.keys(MEANINGS)) {
    const letters = [...word].map((letter, at) => (at === word.length - 1 ? `${letter}</w>` : letter));
    letters.forEach(add);
    let joined = letters[0]!;
    for (const letter of letters.slice(1)) {
      merges.push([joined, letter]);
      joined += letter;
      add(joined);
    }
  }
  add('<|startoftext|>');
  add('<|endoftext|>');
  const special = (content: string) => ({
    id: vocabulary.get(content),
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  const description = {
    version: '1.0',
    added_tokens: [special('<|startoftext|>'), special('<|endoftext|>')],
    normalizer: { type: 'Sequence', normalizers: [{ type: 'NFC' }, { type: 'Lowercase' }] },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        {
          type: 'Split',
          pattern: { Regex: "'s|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+" },
          behavior: 'Removed',
          invert: true,
        },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true },
      ],
    },
    post_processor: {
      type: 'RobertaProcessing',
      sep: ['<|endoftext|>', vocabulary.get('<|endoftext|>')],
      cls: ['<|startoftext|>', vocabulary.get('<|startoftext|>')],
      trim_offsets: false,
      add_prefix_space: false,
    },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: '<|endoftext|>',
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      fuse_unk: false,
      vocab: Object.fromEntries(vocabulary),
      merges,
    },
  };
  return { bytes: new Uint8Array(Buffer.from(JSON.stringify(description))), vocabulary };
}

const { bytes: words, vocabulary } = tokenizer();

const PIXELS: Port = { name: 'pixel_values', type: 'float', shape: ['pictures', 3, 224, 224] };
const TOKENS: Port = { name: 'input_ids', type: 'int64', shape: ['texts', 77] };
const MASK: Port = { name: 'attention_mask', type: 'int64', shape: ['texts', 77] };
const OF_PICTURE: Port = { name: 'image_embeds', type: 'float', shape: ['pictures', 3] };
const OF_TEXT: Port = { name: 'text_embeds', type: 'float', shape: ['texts', 3] };

const SEE: Step[] = [
  { operation: 'ReduceMean', inputs: ['pixel_values'], output: 'image_embeds', numbers: { axes: [2, 3], keepdims: 0 } },
];
const READ: Step[] = [
  { operation: 'Gather', inputs: ['meanings', 'input_ids'], output: 'found' },
  { operation: 'Cast', inputs: ['attention_mask'], output: 'mask', numbers: { to: 1 } },
  { operation: 'Unsqueeze', inputs: ['mask', 'last'], output: 'column' },
  { operation: 'Mul', inputs: ['found', 'column'], output: 'kept' },
  { operation: 'ReduceMean', inputs: ['kept'], output: 'text_embeds', numbers: { axes: [1], keepdims: 0 } },
];
/** A padded place means something loud: read by mistake, it drowns the words. */
const PADDING = [9, 9, -9];
const CONSTANTS: Constant[] = [
  {
    name: 'meanings',
    type: 'float',
    shape: [vocabulary.size, 3],
    values: [...vocabulary.keys()].flatMap((token) =>
      token === '<|pad|>' ? PADDING : [...(MEANINGS[token.replace('</w>', '')] ?? [0, 0, 0])],
    ),
  },
  { name: 'last', type: 'int64', shape: [1], values: [2] },
];

const both = onnxFile({
  inputs: [TOKENS, PIXELS, MASK],
  outputs: [OF_TEXT, OF_PICTURE],
  constants: CONSTANTS,
  steps: [...SEE, ...READ],
});
const seeing = onnxFile({ inputs: [PIXELS], outputs: [OF_PICTURE], steps: SEE });
const reading = onnxFile({ inputs: [TOKENS, MASK], outputs: [OF_TEXT], constants: CONSTANTS, steps: READ });

const prompts: Prompt[] = ['red', 'green', 'blue'].map((colour) => ({
  group: 'thing',
  label: colour,
  text: `a photo of ${colour}`,
}));
const together: ClipParts = { family: 'tinyclip', vision: both, text: both, tokenizer: words, prompts, memory: null };
const apart: ClipParts = { ...together, family: 'clip-vit-b-32', vision: seeing, text: reading };

function picture([red, green, blue]: readonly [number, number, number], width = 300, height = 200) {
  const data = new Uint8Array(3 * width * height);
  for (let at = 0; at < data.length; at += 3) data.set([red, green, blue], at);
  return { data, width, height };
}
const highest = (values: readonly number[]) => values.indexOf(Math.max(...values));

const folder = mkdtempSync(join(tmpdir(), 'clip-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a CLIP-like model', () => {
  test.each([
    ['both towers in one file', together],
    ['a file for each tower', apart],
  ])('finds the words for a picture: %s', async (_name, parts) => {
    const clip = await openClip(parts);
    expect(highest(await clip.compare(picture([255, 0, 0])))).toBe(0);
    expect(highest(await clip.compare(picture([0, 255, 0], 200, 300)))).toBe(1);
    const cosines = await clip.compare(picture([0, 0, 255]));
    expect(highest(cosines)).toBe(2);
    for (const cosine of cosines) expect(Math.abs(cosine)).toBeLessThanOrEqual(1 + 1e-6);
  });

  test('keeps the embedded words, and needs no text tower the next time', async () => {
    const memory = join(folder, 'prompts.bin');
    const first = await openClip({ ...apart, memory });
    const again = await openClip({ ...apart, memory, text: new Uint8Array([1, 2, 3]) });
    expect(await again.compare(picture([200, 30, 30]))).toEqual(await first.compare(picture([200, 30, 30])));
  });

  test('a memory of another bank is made anew, one that cannot be written is no obstacle', async () => {
    const memory = join(folder, 'torn.bin');
    writeFileSync(memory, Buffer.alloc(20));
    await openClip({ ...apart, memory });
    expect(readFileSync(memory).length).toBe(3 * 3 * 4);
    const clip = await openClip({ ...apart, memory: join(folder, 'no', 'such', 'folder.bin') });
    expect(highest(await clip.compare(picture([255, 0, 0])))).toBe(0);
  });

  test('bytes that are no model are refused', async () => {
    await expect(openClip({ ...apart, vision: new Uint8Array([1, 2, 3]) })).rejects.toThrow();
  });
});

describe('a folder of fetched models', () => {
  test('takes the better family that is there, and none whose bytes are not the pinned ones', async () => {
    const place = mkdtempSync(join(folder, 'models-'));
    const put = (name: string) => {
      writeFileSync(join(place, name), '');
      truncateSync(join(place, name), modelNamed(name)!.bytes);
    };
    expect(presentFamily(place)).toBeNull();
    expect(await loadClip(place)).toBeNull();
    const [better, lesser] = CLIP_FAMILIES;
    for (const name of new Set(Object.values(lesser!.files))) put(name);
    expect(presentFamily(place)?.name).toBe('tinyclip');
    expect(await loadClip(place)).toBeNull();
    for (const name of new Set(Object.values(better!.files))) put(name);
    expect(presentFamily(place)?.name).toBe('clip-vit-b-32');
  });
});

describe('the prompt bank', () => {
  test('asks about some three hundred things, each once and each rated', () => {
    expect(PROMPTS.length).toBeGreaterThanOrEqual(300);
    expect(new Set(PROMPTS.map(({ label }) => label)).size).toBe(PROMPTS.length);
    expect(PROMPTS.filter(({ label }) => !findEntry(label)).map(({ label }) => label)).toEqual([]);
  });

  const cosinesOf = (likely: Record<string, number>) => PROMPTS.map(({ label }) => likely[label] ?? 0.1);

  test('a sure scene becomes a label, a mood never does', () => {
    const { believed, faint } = richLabels(cosinesOf({ Sunset: 0.3, Peaceful: 0.3 }));
    expect(believed).toEqual([{ name: 'Sunset', confidence: expect.closeTo(88, 0) }]);
    expect(faint.map(({ name }) => name)).toEqual(['Peaceful']);
    expect(faint[0]!.confidence).toBeLessThan(35);
    expect(faint[0]!.categories).toEqual(['Expressions and Emotions']);
  });

  test('several likely scenes stay guesses', () => {
    const { believed, faint } = richLabels(cosinesOf({ Lake: 0.3, River: 0.3, Sea: 0.3, Harbor: 0.3 }));
    expect(believed).toEqual([]);
    expect(faint.map(({ name }) => name).sort()).toEqual(['Harbor', 'Lake', 'River', 'Sea']);
  });
});
