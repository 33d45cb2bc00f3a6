/**
 * The text index: which songs have a word in title or artist, as packed blocks of two kinds.
 *
 * Word blocks hold the songs of every word, and of pairs of words that are each too common to keep all their songs. A
 * word lies in the block of its hash, so a word that is spelled right costs one read. Dictionary blocks hold the words
 * alone, filed under their first and last letters, since one typo spoils at most one end: where a word is not there,
 * those that it may have meant are.
 *
 * Layout of a block, little-endian: number of names (u32), bytes of text (u32), the names in UTF-8 with a line feed
 * between them, padding to a multiple of four, for each name its number of songs (u32); then, in a word block, all
 * their ordinals (u32), the likeliest meant first.
 */
import { AppError } from '../errors.ts';
import { typosAllowed } from './words.ts';

/** Songs kept of a word that very many have; who looks for another of them names a second word, and pairs are kept too. */
export const MAX_SONGS_PER_WORD = 500;
/** Up to this many letters a word is filed under two letters of each end, above under three. */
const SHORT_WORD = 6;
/** Letters that a beginning of a word has to have to be looked for. */
export const SHORTEST_BEGINNING = 3;

/** Songs of a word, or of a pair of words. */
export interface WordEntry {
  readonly name: string;
  readonly ordinals: Uint32Array;
}

/** A word of the index and in how many songs it is. */
export interface DictionaryEntry {
  readonly word: string;
  readonly songs: number;
}

/** How the songs of two words are named; the order of the words does not matter. */
export function pairName(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** The block, of `count`, of a word or pair. */
export function wordBlockOf(name: string, count: number): number {
  return hash(name) % count;
}

/** The blocks, of `count`, that hold the word. */
export function dictionaryBlocksOf(word: string, count: number): number[] {
  const letters = [...word];
  return blocksOf(endsOf(letters, letters.length <= SHORT_WORD ? 2 : 3), count);
}

/** The blocks, of `count`, that hold what a word of a query may have meant: its misspellings and longer forms. */
export function blocksOfAlternatives(asked: string, count: number): number[] {
  const letters = [...asked];
  const typos = typosAllowed(letters.length);
  const ends: string[] = [];
  if (typos > 0 && letters.length - typos <= SHORT_WORD) ends.push(...endsOf(letters, 2));
  if (typos > 0 && letters.length + typos > SHORT_WORD) ends.push(...endsOf(letters, 3));
  if (letters.length >= SHORTEST_BEGINNING) {
    if (letters.length < SHORT_WORD) ends.push(endsOf(letters, 2)[0]!);
    ends.push(endsOf(letters, 3)[0]!);
  }
  return blocksOf(ends, count);
}

/** A word's beginning and end, as keys that differ. */
function endsOf(letters: readonly string[], length: number): [string, string] {
  return [`^${letters.slice(0, length).join('')}`, `${letters.slice(-length).join('')}$`];
}

function blocksOf(keys: readonly string[], count: number): number[] {
  return [...new Set(keys.map((key) => hash(key) % count))];
}

const HEADER_BYTES = 8;

/** One part of a word block. */
export function encodeWords(entries: readonly WordEntry[]): Uint8Array {
  return encode(
    entries.map(({ name }) => name),
    entries.map(({ ordinals }) => ordinals.length),
    entries.flatMap(({ ordinals }) => [...ordinals]),
  );
}

/** One part of a dictionary block. */
export function encodeDictionary(entries: readonly DictionaryEntry[]): Uint8Array {
  return encode(
    entries.map(({ word }) => word),
    entries.map(({ songs }) => songs),
    [],
  );
}

/** Those entries of one part that are asked for. Throws `InvalidTextBlock` where the block is none. */
export function decodeWords(bytes: Uint8Array, wanted: ReadonlySet<string>): WordEntry[] {
  const { names, numbers } = decode(bytes);
  const entries: WordEntry[] = [];
  let at = names.length;
  names.forEach((name, index) => {
    const end = at + numbers[index]!;
    if (end > numbers.length) throw damagedBlock();
    if (wanted.has(name)) entries.push({ name, ordinals: numbers.slice(at, end) });
    at = end;
  });
  return entries;
}

/** The entries of one part. Throws `InvalidTextBlock` where the block is none. */
export function decodeDictionary(bytes: Uint8Array): DictionaryEntry[] {
  const { names, numbers } = decode(bytes);
  return names.map((word, index) => ({ word, songs: numbers[index]! }));
}

function encode(names: readonly string[], counts: readonly number[], ordinals: readonly number[]): Uint8Array {
  const text = new TextEncoder().encode(names.join('\n'));
  const start = HEADER_BYTES + padded(text.length);
  const bytes = new Uint8Array(start + 4 * (counts.length + ordinals.length));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, names.length, true);
  view.setUint32(4, text.length, true);
  bytes.set(text, HEADER_BYTES);
  [...counts, ...ordinals].forEach((number, at) => {
    view.setUint32(start + 4 * at, number, true);
  });
  return bytes;
}

function decode(bytes: Uint8Array): { names: string[]; numbers: Uint32Array } {
  if (bytes.length < HEADER_BYTES || bytes.length % 4 !== 0) throw damagedBlock();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  const textBytes = view.getUint32(4, true);
  const start = HEADER_BYTES + padded(textBytes);
  if (start + 4 * count > bytes.length) throw damagedBlock();
  const text = new TextDecoder().decode(bytes.subarray(HEADER_BYTES, HEADER_BYTES + textBytes));
  const names = count === 0 ? [] : text.split('\n');
  if (names.length !== count) throw damagedBlock();
  const numbers = new Uint32Array((bytes.length - start) / 4);
  for (let at = 0; at < numbers.length; at++) numbers[at] = view.getUint32(start + 4 * at, true);
  return { names, numbers };
}

const padded = (length: number) => Math.ceil(length / 4) * 4;

function damagedBlock(): AppError {
  return new AppError('InvalidTextBlock', 500, 'A block of the text index is damaged.');
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
