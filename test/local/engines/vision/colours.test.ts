import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measureProperties } from '../../../../local/engines/vision/colours.ts';
import { cssColourName, simplifiedColourName } from '../../../../local/engines/vision/css-colours.ts';
import { toLab } from '../../../../local/engines/vision/lab.ts';
import { measureQuality } from '../../../../local/engines/vision/quality.ts';
import { COLUMNS, ROWS, sceneHints, toCells } from '../../../../local/engines/vision/scene.ts';
import type { Picture } from '../../../../local/engines/vision/types.ts';

type Rgb = readonly [number, number, number];

function paint(width: number, height: number, colourAt: (x: number, y: number) => Rgb): Picture {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++)
    data.set(colourAt((i % width) / width, Math.floor(i / width) / height), 3 * i);
  return { data, width, height };
}
/** A fixed pattern of lighter and darker pixels, as leaves and lawns have. */
const grain = (x: number, y: number) => ((Math.floor(x * 96) + Math.floor(y * 64)) % 2 ? 18 : -18);

describe('Lab', () => {
  test('white, black and the primaries are where CIE puts them', () => {
    expect(toLab(255, 255, 255)[0]).toBeCloseTo(100, 3);
    expect(toLab(0, 0, 0)).toEqual([0, 0, 0]);
    const [l, a, b] = toLab(255, 0, 0);
    expect([l, a, b].map(Math.round)).toEqual([53, 80, 67]);
  });

  test('greys have no colour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), (value) => {
        const [, a, b] = toLab(value, value, value);
        expect(Math.hypot(a, b)).toBeLessThan(0.05);
      }),
    );
  });
});

describe('colour names', () => {
  test.each([
    [[255, 182, 193], 'lightpink', 'pink'],
    [[0, 128, 128], 'teal', 'teal'],
    [[139, 69, 19], 'saddlebrown', 'brown'],
    [[85, 107, 47], 'darkolivegreen', 'green'],
    [[65, 105, 225], 'royalblue', 'blue'],
    [[128, 128, 128], 'grey', 'grey'],
  ] as const)('%j is %s and simply %s', (rgb, css, simple) => {
    const lab = toLab(...(rgb as Rgb));
    expect(cssColourName(lab)).toBe(css);
    expect(simplifiedColourName(lab)).toBe(simple);
  });
});

describe('properties', () => {
  test('two halves are two colours with their shares; the box is the foreground', async () => {
    const picture = paint(200, 100, (x) => (x < 0.25 ? [230, 20, 20] : [20, 60, 200]));
    const whole = await measureProperties(picture, []);
    expect(whole.colours.map(({ simplified }) => simplified)).toEqual(['blue', 'red']);
    expect(whole.colours[0]!.pixelPercent).toBeGreaterThan(72);
    expect(whole.colours[0]!.hex).toMatch(/^#[0-9a-f]{6}$/);
    expect(whole.foreground).toBeNull();

    const boxed = await measureProperties(picture, [{ left: 0, top: 0, width: 0.25, height: 1 }]);
    expect(boxed.foreground?.colours[0]?.simplified).toBe('red');
    expect(boxed.background.colours[0]?.simplified).toBe('blue');
  });

  test('quality: white is bright, stripes have contrast and edges, flat grey has neither', () => {
    const flat = measureQuality(paint(64, 64, () => [128, 128, 128]));
    expect(flat).toEqual({ brightness: 50.2, sharpness: 0, contrast: 0 });
    const stripes = measureQuality(paint(64, 64, (x) => (Math.round(x * 64) % 2 ? [255, 255, 255] : [0, 0, 0])));
    expect(stripes.contrast).toBe(100);
    expect(stripes.sharpness).toBeGreaterThan(90);
    expect(measureQuality(paint(8, 1, () => [255, 255, 255])).brightness).toBe(100);
  });
});

describe('scene hints', () => {
  const nothing = { unpeopled: false, wild: false };
  const hints = async (colourAt: (x: number, y: number) => Rgb, evidence: object = {}) => {
    const cells = await toCells(paint(480, 320, colourAt));
    expect(cells).toHaveLength(COLUMNS * ROWS);
    return sceneHints(cells, { ...nothing, ...evidence }).map(({ name }) => name);
  };
  const sky = (y: number): Rgb => [Math.round(60 + 160 * y), Math.round(120 + 130 * y), Math.round(200 + 40 * y)];

  test('a paling blue above land is sky, a lawn below it grass', async () => {
    expect(
      await hints((x, y) => (y < 0.5 ? sky(y) : [70 + grain(x, y), 120 + grain(x, y), 40 + Math.abs(grain(x, y))])),
    ).toEqual(['Sky', 'Grass', 'Vegetation']);
  });

  test('a blue wall, a blue floor and a plain picture are nothing', async () => {
    expect(await hints(() => [60, 120, 200])).toEqual([]);
    expect(await hints((_, y) => (y > 0.5 ? [60, 120, 200] : [200, 200, 200]))).toEqual([]);
    expect(await hints(() => [255, 255, 255])).toEqual([]);
    expect(await hints(() => [0, 0, 0])).toEqual([]);
  });

  test('a glowing sky above dark land is sunset', async () => {
    const sun = (x: number, y: number) => Math.hypot(x - 0.5, y - 0.55) < 0.12;
    expect(await hints((x, y) => (sun(x, y) ? [255, 250, 220] : y < 0.7 ? [235, 140, 60] : [12, 8, 8]))).toEqual([
      'Sunset',
    ]);
  });

  test('scattered lights in the dark are night', async () => {
    const lamp = (x: number, y: number) => Math.abs(Math.sin(25 * x)) > 0.9 && Math.abs(Math.sin(20 * y)) > 0.85;
    expect(await hints((x, y) => (lamp(x, y) ? [255, 220, 160] : [5, 5, 10]))).toEqual(['Night']);
  });

  test('white ground is snow only where something wild is seen', async () => {
    const field = (_: number, y: number): Rgb => (y < 0.45 ? [120, 110, 100] : [235, 236, 240]);
    expect(await hints(field)).toEqual([]);
    expect(await hints(field, { wild: true })).toEqual(['Snow']);
  });

  test('busy dull green everywhere is a forest only where nothing stands in front of it', async () => {
    const leaves = (x: number, y: number): Rgb =>
      (Math.floor(48 * x) + Math.floor(32 * y)) % 2 ? [70, 82, 45] : [15, 20, 8];
    expect(await hints(leaves)).not.toContain('Forest');
    expect(await hints(leaves, { unpeopled: true })).toContain('Forest');
  });

  test('never with more than 60 per cent', async () => {
    const cells = await toCells(paint(480, 320, (_, y) => (y < 0.8 ? sky(y) : [90, 80, 70])));
    for (const { confidence } of sceneHints(cells, { unpeopled: true, wild: true }))
      expect(confidence).toBeLessThanOrEqual(60);
  });
});
