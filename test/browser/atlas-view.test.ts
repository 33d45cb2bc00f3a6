/** The sums behind the atlas: what part of the map a window shows, which points are near, which names have room. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CatalogueMap, MapRegion } from '../../core/contracts/map-file.ts';
import { fromOklch, regionColours } from '../../frontend/lib/atlas/colours.ts';
import { labelsIn } from '../../frontend/lib/atlas/labels.ts';
import { nearestPoints, placeOfRow, rowOf } from '../../frontend/lib/atlas/nearest.ts';
import { MAX_ZOOM, panned, toMap, toScreen, zoomed } from '../../frontend/lib/atlas/view.ts';
import { toOklch } from '../../frontend/lib/inks.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const size = fc.record({ width: fc.integer({ min: 200, max: 2000 }), height: fc.integer({ min: 200, max: 2000 }) });
const view = fc.record({ x: share, y: share, zoom: fc.double({ min: 1, max: MAX_ZOOM, noNaN: true }) });
const place = fc.record({ x: share, y: share });

describe('a view', () => {
  test('finds its way from the map to the window and back', () => {
    fc.assert(
      fc.property(view, size, place, (one, window, spot) => {
        const back = toMap(one, window, toScreen(one, window, spot));
        expect(back.x).toBeCloseTo(spot.x, 9);
        expect(back.y).toBeCloseTo(spot.y, 9);
      }),
    );
  });

  test('keeps its middle on the map and its zoom within bounds, whatever is done to it', () => {
    const by = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(
        view,
        size,
        by,
        by,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (one, window, dx, dy, factor) => {
          const moved = zoomed(panned(one, window, dx, dy), window, factor, { x: 10, y: 20 });
          for (const value of [moved.x, moved.y]) expect(value >= 0 && value <= 1).toBe(true);
          expect(moved.zoom >= 1 && moved.zoom <= MAX_ZOOM).toBe(true);
        },
      ),
    );
  });

  test('holds what is under the pointer while it zooms', () => {
    const window = { width: 800, height: 600 };
    const at = { x: 500, y: 350 };
    const before = { x: 0.5, y: 0.5, zoom: 2 };
    const held = toMap(before, window, at);
    const after = toMap(zoomed(before, window, 3, at), window, at);
    expect(after.x).toBeCloseTo(held.x, 9);
    expect(after.y).toBeCloseTo(held.y, 9);
  });
});

describe('nearestPoints', () => {
  test('agrees with sorting all of them', () => {
    const column = fc.uint16Array({ minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(column, column, place, fc.integer({ min: 1, max: 25 }), (x, y, spot, count) => {
        const map = { x, y, ordinals: new Uint32Array(20) } as unknown as CatalogueMap;
        const distance = (row: number) => {
          const at = placeOfRow(map, row);
          return (at.x - spot.x) ** 2 + (at.y - spot.y) ** 2;
        };
        const sorted = Array.from({ length: 20 }, (_, row) => distance(row)).sort((a, b) => a - b);
        const found = nearestPoints(map, spot, count).map(distance);
        expect(found).toHaveLength(Math.min(count, 20));
        found.forEach((each, at) => {
          expect(each).toBeCloseTo(sorted[at]!, 9);
        });
        const near = nearestPoints(map, spot, 20, 0.2);
        expect(near.length).toBe(sorted.filter((each) => Math.sqrt(each) <= 0.2).length);
      }),
    );
  });
});

describe('the row of a song', () => {
  test('is found by its id; a song that is not drawn has none', () => {
    const map = { ordinals: Uint32Array.of(7, 36, 3) } as unknown as CatalogueMap;
    expect(['s7', 's10', 's3', 's4', 'nothing'].map((id) => rowOf(map, id))).toEqual([0, 1, 2, -1, -1]);
  });
});

const region = (valence: number, energy: number, x: number, points: number): MapRegion => ({
  mood: 'warm',
  genre: null,
  valence,
  energy,
  x,
  y: 0.5,
  points,
});

describe('names and colours of regions', () => {
  test('the larger of two that would lie over each other is named', () => {
    const regions = [region(0.5, 0.5, 0.5, 10), region(0.5, 0.5, 0.51, 20), region(0.5, 0.5, 0.2, 1)];
    const shown = labelsIn(regions, { x: 0.5, y: 0.5, zoom: 1 }, { width: 800, height: 800 }, () => 'A name');
    expect(shown.map(({ region: at }) => at)).toEqual([1, 2]);
    const taken = [{ x: 408, y: 430, half: 40, halfHeight: 32 }];
    const beside = labelsIn(regions, { x: 0.5, y: 0.5, zoom: 1 }, { width: 800, height: 800 }, () => 'A name', taken);
    expect(beside.map(({ region: at }) => at)).toEqual([2]);
  });

  test('tell moods apart by hue, and stand out from the ground in both themes', () => {
    const hex = (colour: readonly number[]) =>
      `#${colour
        .map((value) =>
          Math.round(value * 255)
            .toString(16)
            .padStart(2, '0'),
        )
        .join('')}`;
    const moods = [region(0.9, 0.9, 0, 1), region(0.1, 0.9, 0, 1), region(0.1, 0.1, 0, 1), region(0.9, 0.1, 0, 1)];
    for (const [theme, ground] of [
      ['light', 0.89],
      ['dark', 0.22],
    ] as const) {
      const seen = regionColours(moods, theme).map((colour) => toOklch(hex(colour)));
      for (const { lightness } of seen) expect(Math.abs(lightness - ground)).toBeGreaterThan(0.25);
      const hues = seen.map(({ hue }) => hue).sort((a, b) => a - b);
      hues.forEach((hue, at) => {
        if (at > 0) expect(hue - hues[at - 1]!).toBeGreaterThan(40);
      });
    }
    expect(hex(fromOklch(1, 0, 0))).toBe('#ffffff');
    expect(hex(fromOklch(0, 0, 0))).toBe('#000000');
  });
});
