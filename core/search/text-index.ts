/**
 * The text index: which songs have a word in title or artist, as packed blocks.
 *
 * A word is filed under its first two letters and again under its last two, since one typo spoils at most one of them.
 * The keys are spread over a power of two of blocks by their hash, so a word of a query is looked for in two blocks.
 *
 * Layout of a block, little-endian, one entry after another: length of the word in bytes (u8), the word (UTF-8), number
 * of songs (u16), their ordinals (u32), the best known first.
 */
import type { Track } from '../catalogue/track.ts';
import { AppError } from '../errors.ts';
import { MAX_BLOCK_BYTES } from '../posting-block.ts';
import { wordsOf } from './words.ts';

/** Songs kept of a word that very many have; who looks for another of them names a rarer word too. */
export const MAX_SONGS_PER_WORD = 500;
const MAX_WORD_BYTES = 60;
const SONGS_PER_BLOCK = 64;

/** Songs that have a word. */
export interface WordEntry {
  readonly word: string;
  readonly ordinals: readonly number[];
}

/** Number of text blocks for a catalogue: a power of two, 16..8192. */
export function textBlockCount(tracks: number): number {
  return Math.min(8192, Math.max(16, 2 ** Math.ceil(Math.log2(Math.max(1, tracks / SONGS_PER_BLOCK)))));
}

/** The blocks, of `count`, that a word and its misspellings are in. */
export function textBlocksOf(word: string, count: number): number[] {
  const letters = [...word];
  const keys = [`^${letters.slice(0, 2).join('')}`, `${letters.slice(-2).join('')}$`];
  return [...new Set(keys.map((key) => hash(key) % count))];
}

/** The parts of every block that holds a word, by its number. Does not depend on the tracks' order. */
export function buildTextBlocks(tracks: readonly Track[]): { count: number; blocks: Map<number, Uint8Array[]> } {
  const count = textBlockCount(tracks.length);
  const known = [...tracks].sort((a, b) => b.popularity - a.popularity || a.ordinal - b.ordinal);
  const songs = new Map<string, number[]>();
  for (const { title, artist, ordinal } of known) {
    for (const word of new Set(wordsOf(`${title} ${artist}`))) {
      const ordinals = songs.get(word);
      if (!ordinals) songs.set(word, [ordinal]);
      else if (ordinals.length < MAX_SONGS_PER_WORD) ordinals.push(ordinal);
    }
  }
  const entries = new Map<number, Uint8Array[]>();
  for (const [word, ordinals] of [...songs].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const entry = encodeEntry(word, ordinals);
    if (entry === null) continue;
    for (const block of textBlocksOf(word, count)) {
      const list = entries.get(block);
      if (list) list.push(entry);
      else entries.set(block, [entry]);
    }
  }
  const blocks = new Map([...entries].sort(([a], [b]) => a - b).map(([block, list]) => [block, packed(list)]));
  return { count, blocks };
}

/** The entries of one part. Throws `InvalidTextBlock` where it ends within an entry. */
export function decodeTextBlock(bytes: Uint8Array): WordEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = new TextDecoder();
  const entries: WordEntry[] = [];
  try {
    for (let at = 0; at < bytes.length; ) {
      const end = at + 1 + view.getUint8(at);
      const word = text.decode(bytes.subarray(at + 1, end));
      const ordinals = Array.from({ length: view.getUint16(end, true) }, (_, i) =>
        view.getUint32(end + 2 + 4 * i, true),
      );
      entries.push({ word, ordinals });
      at = end + 2 + 4 * ordinals.length;
    }
  } catch (cause) {
    throw new AppError('InvalidTextBlock', 500, 'A block of the text index ends within a word.', { cause });
  }
  return entries;
}

function encodeEntry(word: string, ordinals: readonly number[]): Uint8Array | null {
  const name = new TextEncoder().encode(word);
  if (name.length > MAX_WORD_BYTES) return null;
  const bytes = new Uint8Array(3 + name.length + 4 * ordinals.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = name.length;
  bytes.set(name, 1);
  view.setUint16(1 + name.length, ordinals.length, true);
  ordinals.forEach((ordinal, i) => {
    view.setUint32(3 + name.length + 4 * i, ordinal, true);
  });
  return bytes;
}

/** Entries one after another, in as many parts as needed. */
function packed(entries: readonly Uint8Array[]): Uint8Array[] {
  const parts: Uint8Array[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    if (size + entry.length > MAX_BLOCK_BYTES) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)!.push(entry);
    size += entry.length;
  }
  return parts.map((part) => {
    const bytes = new Uint8Array(part.reduce((sum, entry) => sum + entry.length, 0));
    let at = 0;
    for (const entry of part) {
      bytes.set(entry, at);
      at += entry.length;
    }
    return bytes;
  });
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
