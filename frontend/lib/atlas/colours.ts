/** The colours of the map's regions: the hue tells the mood, lightness and chroma are the theme's. See DESIGN.md. */
import type { MapRegion } from '../../../core/contracts/map-file.ts';

const LOOK = { light: { lightness: 0.52, chroma: 0.14 }, dark: { lightness: 0.76, chroma: 0.12 } };
/** Neighbours of one mood differ a little in lightness. */
const STEP = 0.05;
/** Hue of what is lively and neither dark nor bright, degrees. */
const LIVELY_HUE = 30;

/** Red, green and blue, 0..1, of each region. */
export function regionColours(regions: readonly MapRegion[], theme: keyof typeof LOOK): [number, number, number][] {
  const { lightness, chroma } = LOOK[theme];
  return regions.map(({ valence, energy }, at) => {
    const angle = (Math.atan2(energy - 0.55, valence - 0.5) * 180) / Math.PI;
    return fromOklch(lightness + STEP * ((at % 3) - 1), chroma, LIVELY_HUE + 90 - angle);
  });
}

/** sRGB of a colour in OKLCH (Björn Ottosson, 2020), cut to what a screen shows. Hue in degrees. */
export function fromOklch(lightness: number, chroma: number, hue: number): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    companded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    companded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    companded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function companded(linear: number): number {
  const value = Math.min(1, Math.max(0, linear));
  return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
}
