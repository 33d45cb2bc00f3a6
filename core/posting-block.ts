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
/** In 32 bits the product is the quotient, for each of the 65,536 figures. */
const PER_UNIT = 1 / UNIT;
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

/** A decoded block: its records as they are packed, of which a scan reads only what it needs. */
export class PostingBlock {
  readonly count: number;
  readonly records: Uint8Array;
  private readonly halves: Uint16Array;
  private readonly words: Uint32Array;

  /** @param records packed records and nothing else */
  constructor(records: Uint8Array) {
    // Words have to begin where the machine lets them; theirs is the order of all machines that Lambda and Node offer.
    this.records = records.byteOffset % 4 === 0 ? records : records.slice();
    this.count = records.length / RECORD_BYTES;
    this.halves = new Uint16Array(this.records.buffer, this.records.byteOffset, records.length / 2);
    this.words = wordsOf(this.records);
  }

  ordinal(row: number): number {
    return this.words[row * (RECORD_BYTES / 4)]!;
  }

  /** One of the 11 figures 0..1 of a row, in 32 bits. */
  figure(row: number, dimension: number): number {
    return Math.fround(this.halves[row * (RECORD_BYTES / 2) + 2 + dimension]! * PER_UNIT);
  }

  /** 0: not known. */
  year(row: number): number {
    const year = this.records[row * RECORD_BYTES + 26]!;
    return year === 0 ? 0 : BASE_YEAR + year;
  }

  popularity(row: number): number {
    return this.records[row * RECORD_BYTES + 27]!;
  }

  genre(row: number): number {
    return this.halves[row * (RECORD_BYTES / 2) + 14]!;
  }

  flags(row: number): number {
    return this.records[row * RECORD_BYTES + 30]!;
  }

  language(row: number): number {
    return this.records[row * RECORD_BYTES + 31]!;
  }
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
  view.setUint32(12, checksum(bytes.subarray(HEADER_BYTES)), true);
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
  const block = new PostingBlock(bytes.subarray(HEADER_BYTES));
  if (view.getUint32(12, true) !== checksum(block.records)) throw invalid('was altered after it was written');
  return block;
}

/** One row of a decoded block. */
export function recordAt(block: PostingBlock, row: number): PostingRecord {
  const year = block.year(row);
  return {
    ordinal: block.ordinal(row),
    point: Float32Array.from({ length: VECTOR_DIMENSIONS }, (_, d) => block.figure(row, d)),
    year: year === 0 ? null : year,
    popularity: block.popularity(row),
    genre: block.genre(row),
    language: block.language(row),
    flags: block.flags(row),
  };
}

/** The ordinals of a block's rows, in their order. */
export function ordinalsOf(block: PostingBlock): number[] {
  return Array.from({ length: block.count }, (_, row) => block.ordinal(row));
}

/** The rows of a decoded block that are named, as a block. */
export function selectRows({ records }: PostingBlock, rows: readonly number[]): PostingBlock {
  const selected = new Uint8Array(rows.length * RECORD_BYTES);
  rows.forEach((row, at) => {
    selected.set(records.subarray(row * RECORD_BYTES, (row + 1) * RECORD_BYTES), at * RECORD_BYTES);
  });
  return new PostingBlock(selected);
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

const wordsOf = ({ buffer, byteOffset, length }: Uint8Array) => new Uint32Array(buffer, byteOffset, length / 4);

/**
 * FNV-1a over 32-bit words instead of bytes, four times fewer steps; every step can be undone, so no single altered word
 * goes unnoticed. Fowler, Noll, Vo; offset basis and prime as published for 32 bits.
 */
function checksum(records: Uint8Array): number {
  let hash = 0x811c9dc5;
  const words = wordsOf(records);
  for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words[at]!, 0x01000193);
  return hash >>> 0;
}

function whole(value: number, max: number, what: string): number {
  if (!Number.isInteger(value) || value < 0 || value > max) throw invalid(`has a ${what} outside 0 to ${max}`);
  return value;
}

function invalid(what: string): AppError {
  return new AppError('InvalidPostingBlock', 500, `A posting block ${what}.`);
}
