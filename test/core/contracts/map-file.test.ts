import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ANCHOR_FIGURES, type CatalogueMap, decodeMap, encodeMap, placeBy } from '../../../core/contracts/map-file.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const word = fc.string({ minLength: 1, maxLength: 20 });

const arbitraryMap: fc.Arbitrary<CatalogueMap> = fc.nat(30).chain((points) =>
  fc.record({
    version: fc.integer({ min: 1, max: 1e6 }),
    songs: fc.nat(1e7),
    weights: fc.array(fc.double({ min: 0.1, max: 3, noNaN: true }), { minLength: 11, maxLength: 11 }),
    regions: fc.array(
      fc.record({
        mood: word,
        genre: fc.option(word),
        valence: share,
        energy: share,
        x: share,
        y: share,
        points: fc.nat(100),
      }),
      { maxLength: 4 },
    ),
    anchors: fc
      .integer({ min: 1, max: 3 })
      .chain((count) => fc.float32Array({ minLength: count * ANCHOR_FIGURES, maxLength: count * ANCHOR_FIGURES })),
    ordinals: fc.uint32Array({ minLength: points, maxLength: points }),
    x: fc.uint16Array({ minLength: points, maxLength: points }),
    y: fc.uint16Array({ minLength: points, maxLength: points }),
    popularity: fc.uint8Array({ minLength: points, maxLength: points, max: 100 }),
  }),
);

describe('a map file', () => {
  test('is read back as it was written, wherever it lies in memory', () => {
    fc.assert(
      fc.property(arbitraryMap, fc.nat(5), (map, before) => {
        const file = encodeMap(map);
        const memory = new Uint8Array(before + file.length);
        memory.set(file, before);
        expect(decodeMap(memory.subarray(before))).toEqual(map);
      }),
    );
  });

  test('is refused where it was cut off or is something else', () => {
    fc.assert(
      fc.property(arbitraryMap, share, (map, at) => {
        const file = encodeMap(map);
        const refused = expect.objectContaining({ code: 'InvalidMap' });
        expect(() => decodeMap(file.subarray(0, Math.floor(at * (file.length - 1))))).toThrow(refused);
        expect(() => decodeMap(Uint8Array.of(...file, 0))).toThrow(refused);
        const other = file.slice();
        other[0] = 0;
        expect(() => decodeMap(other)).toThrow(refused);
        const broken = file.slice();
        broken[8] = 0x5b;
        expect(() => decodeMap(broken)).toThrow(refused);
      }),
    );
  });
});

describe('a header of another form', () => {
  const [map] = fc.sample(arbitraryMap, { numRuns: 1, seed: 7 });
  const region = { mood: 'calm', genre: null, valence: 0.5, energy: 0.5, x: 0.5, y: 0.5, points: 3 };
  test.each([
    ['a version that is no number', { version: '1' }],
    ['less than no songs', { songs: -1 }],
    ['too few weights', { weights: [1] }],
    ['a weight of nothing', { weights: Array.from({ length: 11 }, () => 0) }],
    ['weights that are no figures', { weights: ['a'] }],
    ['no regions', { regions: undefined }],
    ['a region of nothing', { regions: [null] }],
    ['a region without a mood', { regions: [{ ...region, mood: 7 }] }],
    ['a genre that is no word', { regions: [{ ...region, genre: 7 }] }],
    ['a place that is none', { regions: [{ ...region, x: 'left' }] }],
  ])('is refused: %s', (_, wrong) => {
    const refused = expect.objectContaining({ code: 'InvalidMap' });
    expect(() => decodeMap(encodeMap({ ...map!, ...wrong } as never))).toThrow(refused);
  });
});

describe('placeBy', () => {
  test('follows the slopes near an anchor, goes no further than its reach, and stays on the map', () => {
    const anchor = new Float32Array(ANCHOR_FIGURES);
    anchor.set([0.5, 0.5], 11);
    anchor.set([1], 13);
    anchor.set([0.1], ANCHOR_FIGURES - 1);
    const point = new Float32Array(11);
    point[0] = 0.001;
    expect(placeBy(anchor, 0, point).x).toBeCloseTo(0.501, 4);
    point[0] = 1000;
    expect(placeBy(anchor, 0, point)).toEqual({ x: expect.closeTo(0.6, 3), y: 0.5 });
    anchor[11] = 0.99;
    expect(placeBy(anchor, 0, point).x).toBe(1);
  });
});
