/**
 * Packed posting blocks: what one cluster or one theme holds, as one binary value. A lookup reads a few dozen of them
 * instead of thousands of items.
 *
 * Layout, little-endian. Header, 16 bytes: magic "SGPB", format (u8), record length (u8), zero (u16), number of records
 * (u32), checksum of all records (u32). Record, 32 bytes: ordinal (u32), 11 figures of the unit cube (u16, 65535 is 1),
 * year (u8, from 1900; 0 not known), popularity (u8), genre (u16), flags (u8), language (u8).
 */
import { AppError } from './errors.ts';
import { VECTOR_DIMENSIONS } from './features.ts';

export const HEADER_BYTES = 16;
export const RECORD_BYTES = 32;

/** A block stays below DynamoDB's 400 KB an item, with room for the item's other attributes. */
export const MAX_BLOCK_BYTES = 380_000;
export const MAX_RECORDS_PER_BLOCK = Math.floor((MAX_BLOCK_BYTES - HEADER_BYTES) / RECORD_BYTES);

/** Bits of a record's flags. */
export const FLAGS = {
  explicitKnown: 1,
  explicit: 2,
  hasThemes: 4,
  /** Belongs to a season: out of place in the others. */
  seasonal: 8,
  hasNotFor: 16,
} as const;

const MAGIC = 0x42504753;
const FORMAT = 1;
const UNIT = 65_535;
const BASE_YEAR = 1900;

/** One track in a block. */
export interface PostingRecord {
  readonly ordinal: number;
  /** 11 figures 0..1: nine features, mode, duration. */
  readonly point: ArrayLike<number>;
  /** Null where not known. Years up to 1901 are kept as 1901, from 2155 on as 2155. */
  readonly year: number | null;
  /** 0..100. */
  readonly popularity: number;
  /** Ids of the index's dictionaries; 0 not known. */
  readonly genre: number;
  readonly language: number;
  /** Sum of FLAGS. */
  readonly flags: number;
}

/** A decoded block: one array a column, `count` rows, so that a scan touches only what it needs. */
export interface PostingBlock {
  readonly count: number;
  readonly ordinals: Uint32Array;
  /** `count` rows of 11 figures 0..1. */
  readonly points: Float32Array;
  /** 0: not known. */
  readonly years: Uint16Array;
  readonly popularity: Uint8Array;
  readonly genres: Uint16Array;
  readonly flags: Uint8Array;
  readonly languages: Uint8Array;
}

/** Packs records. Throws `InvalidPostingBlock` for too many records or a figure outside its range. */
export function encodeBlock(records: readonly PostingRecord[]): Uint8Array {
  if (records.length > MAX_RECORDS_PER_BLOCK) throw invalid(`holds more than ${MAX_RECORDS_PER_BLOCK} records`);
  const bytes = new Uint8Array(HEADER_BYTES + records.length * RECORD_BYTES);
  const view = new DataView(bytes.buffer);
  records.forEach((record, index) => {
    writeRecord(view, HEADER_BYTES + index * RECORD_BYTES, record);
  });
  view.setUint32(0, MAGIC, true);
  view.setUint8(4, FORMAT);
  view.setUint8(5, RECORD_BYTES);
  view.setUint32(8, records.length, true);
  view.setUint32(12, checksum(view), true);
  return bytes;
}

/** Packs any number of records into as many blocks as needed; at least one. */
export function encodeBlocks(records: readonly PostingRecord[]): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (let start = 0; start === 0 || start < records.length; start += MAX_RECORDS_PER_BLOCK) {
    blocks.push(encodeBlock(records.slice(start, start + MAX_RECORDS_PER_BLOCK)));
  }
  return blocks;
}

/** Unpacks a block. Throws `InvalidPostingBlock` where the header or the length is wrong or a byte was altered. */
export function decodeBlock(bytes: Uint8Array): PostingBlock {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES) throw invalid('is shorter than its header');
  if (view.getUint32(0, true) !== MAGIC) throw invalid('does not begin as one');
  if (view.getUint8(4) !== FORMAT || view.getUint8(5) !== RECORD_BYTES || view.getUint16(6, true) !== 0) {
    throw invalid('has a format that is not known');
  }
  const count = view.getUint32(8, true);
  if (bytes.length !== HEADER_BYTES + count * RECORD_BYTES) throw invalid('has another length than its header says');
  if (view.getUint32(12, true) !== checksum(view)) throw invalid('was altered after it was written');
  return readRecords(view, count);
}

/** One row of a decoded block. */
export function recordAt(block: PostingBlock, index: number): PostingRecord {
  const year = block.years[index]!;
  return {
    ordinal: block.ordinals[index]!,
    point: block.points.subarray(index * VECTOR_DIMENSIONS, (index + 1) * VECTOR_DIMENSIONS),
    year: year === 0 ? null : year,
    popularity: block.popularity[index]!,
    genre: block.genres[index]!,
    language: block.languages[index]!,
    flags: block.flags[index]!,
  };
}

/** The rows of a decoded block that are named, as a block. */
export function selectRows(block: PostingBlock, rows: readonly number[]): PostingBlock {
  const points = new Float32Array(rows.length * VECTOR_DIMENSIONS);
  rows.forEach((row, at) => {
    points.set(block.points.subarray(row * VECTOR_DIMENSIONS, (row + 1) * VECTOR_DIMENSIONS), at * VECTOR_DIMENSIONS);
  });
  return {
    count: rows.length,
    ordinals: Uint32Array.from(rows, (row) => block.ordinals[row]!),
    points,
    years: Uint16Array.from(rows, (row) => block.years[row]!),
    popularity: Uint8Array.from(rows, (row) => block.popularity[row]!),
    genres: Uint16Array.from(rows, (row) => block.genres[row]!),
    flags: Uint8Array.from(rows, (row) => block.flags[row]!),
    languages: Uint8Array.from(rows, (row) => block.languages[row]!),
  };
}

function writeRecord(view: DataView, start: number, record: PostingRecord): void {
  view.setUint32(start, whole(record.ordinal, 0xffffffff, 'ordinal'), true);
  if (record.point.length !== VECTOR_DIMENSIONS) throw invalid(`has a point of ${record.point.length} figures`);
  for (let d = 0; d < VECTOR_DIMENSIONS; d++) {
    const value = record.point[d]!;
    if (!(value >= 0 && value <= 1)) throw invalid('has a point outside the unit cube');
    view.setUint16(start + 4 + 2 * d, Math.round(value * UNIT), true);
  }
  const year = record.year === null ? 0 : Math.min(255, Math.max(1, record.year - BASE_YEAR));
  view.setUint8(start + 26, whole(year, 255, 'year'));
  view.setUint8(start + 27, whole(record.popularity, 100, 'popularity'));
  view.setUint16(start + 28, whole(record.genre, 0xffff, 'genre'), true);
  view.setUint8(start + 30, whole(record.flags, 255, 'flags'));
  view.setUint8(start + 31, whole(record.language, 255, 'language'));
}

function readRecords(view: DataView, count: number): PostingBlock {
  const block = {
    count,
    ordinals: new Uint32Array(count),
    points: new Float32Array(count * VECTOR_DIMENSIONS),
    years: new Uint16Array(count),
    popularity: new Uint8Array(count),
    genres: new Uint16Array(count),
    flags: new Uint8Array(count),
    languages: new Uint8Array(count),
  };
  for (let index = 0; index < count; index++) {
    const start = HEADER_BYTES + index * RECORD_BYTES;
    block.ordinals[index] = view.getUint32(start, true);
    for (let d = 0; d < VECTOR_DIMENSIONS; d++) {
      block.points[index * VECTOR_DIMENSIONS + d] = view.getUint16(start + 4 + 2 * d, true) / UNIT;
    }
    const year = view.getUint8(start + 26);
    block.years[index] = year === 0 ? 0 : BASE_YEAR + year;
    block.popularity[index] = view.getUint8(start + 27);
    block.genres[index] = view.getUint16(start + 28, true);
    block.flags[index] = view.getUint8(start + 30);
    block.languages[index] = view.getUint8(start + 31);
  }
  return block;
}

/**
 * FNV-1a over 32-bit words instead of bytes, four times fewer steps; every step can be undone, so no single altered word
 * goes unnoticed. Fowler, Noll, Vo; offset basis and prime as published for 32 bits.
 */
function checksum(view: DataView): number {
  let hash = 0x811c9dc5;
  for (let at = HEADER_BYTES; at < view.byteLength; at += 4) {
    hash = Math.imul(hash ^ view.getUint32(at, true), 0x01000193);
  }
  return hash >>> 0;
}

function whole(value: number, max: number, what: string): number {
  if (!Number.isInteger(value) || value < 0 || value > max) throw invalid(`has a ${what} outside 0 to ${max}`);
  return value;
}

function invalid(what: string): AppError {
  return new AppError('InvalidPostingBlock', 500, `A posting block ${what}.`);
}
