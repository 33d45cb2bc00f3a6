import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Inks, inksFromHues, inksOf, toOklch } from '../../frontend/lib/inks.ts';

const colour = (hex: string, share: number) => ({ name: 'any', hex, share });

/** Lightness, chroma and hue of an `oklch()` colour as this page writes it. */
const parts = (css: string) => css.match(/[\d.]+/g)!.map(Number) as [number, number, number];

/** Relative luminance (WCAG 2.2) of an OKLCH colour, clipped to sRGB as a screen must. */
function luminance(css: string): number {
  const [lightness, chroma, hue] = parts(css);
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const worst = ({ lightGround, lightInk, darkGround, darkInk }: Inks) =>
  Math.min(contrast(lightGround, lightInk), contrast(darkGround, darkInk));

test('every pair of hues has a contrast above 7:1 in both themes', () => {
  let least = Number.POSITIVE_INFINITY;
  for (let pale = 0; pale < 360; pale += 5) {
    for (let deep = 0; deep < 360; deep += 5) least = Math.min(least, worst(inksFromHues(pale, deep, 1)));
  }
  expect(least).toBeGreaterThan(7);
});

test('any colours of any photo give readable inks', () => {
  const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
  const colours = fc.array(fc.tuple(hex, fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 10 });
  fc.assert(
    fc.property(colours, (list) => {
      expect(worst(inksOf(list.map(([name, share]) => colour(name, share))))).toBeGreaterThan(7);
    }),
  );
});

test('the pale ink takes the most colourful hue, the deep one the best that is far from it', () => {
  const inks = inksOf([
    colour('#888888', 0.5),
    colour('#0587bd', 0.35),
    colour('#046ea4', 0.1),
    colour('#c15f48', 0.1),
  ]);
  expect(parts(inks.lightGround)[2]).toBeCloseTo(toOklch('#0587bd').hue, 0);
  expect(parts(inks.lightInk)[2]).toBeCloseTo(toOklch('#c15f48').hue, 0);
});

test('a photo of one hue gets its complement, a grey one nearly no colour', () => {
  const inks = inksOf([colour('#0587bd', 0.9)]);
  expect((parts(inks.lightInk)[2] - parts(inks.lightGround)[2] + 360) % 360).toBeCloseTo(180, 0);
  expect(parts(inksOf([colour('#808080', 1)]).lightGround)[1]).toBeLessThan(0.01);
});

test('OKLCH of known colours', () => {
  expect(toOklch('#ffffff').lightness).toBeCloseTo(1, 4);
  expect(toOklch('#ffffff').chroma).toBeCloseTo(0, 4);
  const red = toOklch('#ff0000');
  expect([red.lightness, red.chroma, red.hue]).toEqual([
    expect.closeTo(0.628, 3),
    expect.closeTo(0.2577, 3),
    expect.closeTo(29.23, 1),
  ]);
});
