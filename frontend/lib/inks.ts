/** The two inks of a page, taken from a photo's own colours. See DESIGN.md. */
import type { ImageProperties } from '../../core/contracts/pipeline.ts';

/** CSS colours. `pale` and `deep` name what they are; which is the ground depends on the theme. */
export type Inks = { lightGround: string; lightInk: string; darkGround: string; darkInk: string };
type Colour = ImageProperties['colours'][number];

/** Least angle between the hues of the two inks, degrees. */
const APART = 60;
/** Below this chroma a colour counts as grey. */
const GREY = 0.03;

/** Two inks from a photo's colours; nearly grey ones where the photo has none. */
export function inksOf(colours: readonly Colour[]): Inks {
  const hues = colours.map(({ hex, share }) => {
    const { chroma, hue } = toOklch(hex);
    return { chroma, hue, weight: chroma < GREY ? 0 : Math.sqrt(share) * chroma };
  });
  hues.sort((a, b) => b.weight - a.weight);
  const first = hues[0];
  if (!first || first.weight === 0) return inksFromHues(80, 80, 0.15);
  const second = hues.find(({ hue, weight }) => weight > first.weight / 4 && angle(hue, first.hue) >= APART);
  return inksFromHues(first.hue, second?.hue ?? (first.hue + 180) % 360, 1);
}

/** Inks of two hues in degrees. `strength` 0..1 scales the chroma. Lightness is fixed, and with it the contrast. */
export function inksFromHues(pale: number, deep: number, strength: number): Inks {
  const oklch = (lightness: number, chroma: number, hue: number) =>
    `oklch(${lightness} ${(chroma * strength).toFixed(4)} ${hue.toFixed(1)})`;
  return {
    lightGround: oklch(0.89, 0.055, pale),
    lightInk: oklch(0.29, 0.075, deep),
    darkGround: oklch(0.22, 0.04, deep),
    darkInk: oklch(0.87, 0.06, pale),
  };
}

const angle = (a: number, b: number) => Math.abs(((a - b + 540) % 360) - 180);

/** Chroma and hue of an sRGB colour in OKLCH (Björn Ottosson, "A perceptual color space for image processing", 2020). */
export function toOklch(hex: string): { lightness: number; chroma: number; hue: number } {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  );
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, b),
    hue: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360,
  };
}

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
