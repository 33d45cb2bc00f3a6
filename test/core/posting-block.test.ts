import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../core/errors.ts';
import {
  decodeBlock,
  encodeBlock,
  encodeBlocks,
  HEADER_BYTES,
  MAX_BLOCK_BYTES,
  MAX_RECORDS_PER_BLOCK,
  type PostingRecord,
  recordAt,
} from '../../core/posting-block.ts';

const record: fc.Arbitrary<PostingRecord> = fc.record({
  ordinal: fc.nat(0xffffffff),
  point: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 11, maxLength: 11 }),
  year: fc.option(fc.integer({ min: 1901, max: 2155 })),
  popularity: fc.nat(100),
  genre: fc.nat(0xffff),
  language: fc.nat(255),
  flags: fc.nat(31),
});
const sample: PostingRecord = {
  ordinal: 7,
  point: new Array(11).fill(0.5),
  year: 1977,
  popularity: 90,
  genre: 300,
  language: 2,
  flags: 5,
};

describe('encodeBlock and decodeBlock', () => {
  test('give back every record, figures to within half a step of 1/65535', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), (records) => {
        const bytes = encodeBlock(records);
        expect(bytes).toHaveLength(16 + 32 * records.length);
        const block = decodeBlock(bytes);
        expect(block.count).toBe(records.length);
        records.forEach((original, i) => {
          const { point, ...rest } = recordAt(block, i);
          const { point: originalPoint, ...originalRest } = original;
          expect(rest).toEqual(originalRest);
          for (let d = 0; d < 11; d++) expect(Math.abs(point[d]! - originalPoint[d]!)).toBeLessThan(0.51 / 65535);
        });
        expect(encodeBlock(records.map((_, i) => recordAt(block, i)))).toEqual(bytes);
      }),
    );
  });

  test('read a block that lies anywhere in a larger buffer', () => {
    const bytes = encodeBlock([sample]);
    const shifted = new Uint8Array(bytes.length + 9).subarray(3, 3 + bytes.length);
    shifted.set(bytes);
    expect(recordAt(decodeBlock(shifted), 0)).toMatchObject({ ordinal: 7, year: 1977, genre: 300 });
  });

  test('keep a year that does not fit at the nearest one that does', () => {
    const yearOf = (year: number) => recordAt(decodeBlock(encodeBlock([{ ...sample, year }])), 0).year;
    expect([yearOf(1890), yearOf(1900), yearOf(1902), yearOf(2300)]).toEqual([1901, 1901, 1902, 2155]);
  });

  test('any altered byte is noticed, in the header and after it', () => {
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 5 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (records, at, flip) => {
          const bytes = encodeBlock(records);
          bytes[at % bytes.length]! ^= flip;
          expect(() => decodeBlock(bytes)).toThrow(expect.objectContaining({ code: 'InvalidPostingBlock' }));
        },
      ),
    );
  });

  test('a block cut short or prolonged is refused', () => {
    const bytes = encodeBlock([sample, sample]);
    for (const length of [0, 1, 15, 16, 48, 79]) expect(() => decodeBlock(bytes.subarray(0, length))).toThrow(AppError);
    expect(() => decodeBlock(Uint8Array.from([...bytes, ...new Array(32).fill(0)]))).toThrow(AppError);
  });

  test('any bytes at all either decode or are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(() => decodeBlock(bytes)).toThrow(AppError);
      }),
    );
  });

  test.each([
    ['an ordinal above 32 bits', { ordinal: 2 ** 32 }],
    ['a negative ordinal', { ordinal: -1 }],
    ['a broken ordinal', { ordinal: 1.5 }],
    ['a point outside the unit cube', { point: new Array(11).fill(1.01) }],
    ['a figure that is not a number', { point: new Array(11).fill(Number.NaN) }],
    ['too few figures', { point: [0.5] }],
    ['a popularity above 100', { popularity: 101 }],
    ['a genre that does not fit', { genre: 65_536 }],
    ['a language that does not fit', { language: 256 }],
    ['a broken year', { year: 1977.5 }],
  ])('refuse %s', (_, change) => {
    expect(() => encodeBlock([{ ...sample, ...change }])).toThrow(AppError);
  });
});

describe('encodeBlocks', () => {
  test('splits below the limit of a stored item and keeps the order', () => {
    const records = Array.from({ length: MAX_RECORDS_PER_BLOCK + 5 }, (_, ordinal) => ({ ...sample, ordinal }));
    const blocks = encodeBlocks(records);
    expect(blocks.map((block) => decodeBlock(block).count)).toEqual([MAX_RECORDS_PER_BLOCK, 5]);
    for (const block of blocks) expect(block.length).toBeLessThanOrEqual(MAX_BLOCK_BYTES);
    expect(decodeBlock(blocks[1]!).ordinal(4)).toBe(MAX_RECORDS_PER_BLOCK + 4);
    expect(() => encodeBlock(records)).toThrow(AppError);
  });

  test('makes one empty block of nothing', () => {
    expect(encodeBlocks([]).map((block) => block.length)).toEqual([HEADER_BYTES]);
  });
});
