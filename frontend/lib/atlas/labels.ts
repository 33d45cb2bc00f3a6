/** Which names of regions are shown: the largest first, none over another. */
import type { MapRegion } from '../../../core/contracts/map-file.ts';
import { type Size, toScreen, type View } from './view.ts';

const LETTER = 8;
const HEIGHT = 26;

export type Label = { region: number; x: number; y: number };
export type Taken = { x: number; y: number; half: number; halfHeight: number };

/** Room for a word as wide as names are set. */
export const halfOf = (text: string): number => (text.length * LETTER) / 2 + 8;

/**
 * @param textOf the name that is shown for a region; its length decides about room
 * @param taken what has its place already: the middle in pixels, and half of the width and of the height
 */
export function labelsIn(
  regions: readonly MapRegion[],
  view: View,
  size: Size,
  textOf: (region: MapRegion) => string,
  taken: readonly Taken[] = [],
): Label[] {
  const shown: (Label & { half: number })[] = [];
  const isFree = (x: number, y: number, half: number) =>
    shown.every((other) => Math.abs(other.x - x) > other.half + half || Math.abs(other.y - y) > HEIGHT) &&
    taken.every(
      (other) => Math.abs(other.x - x) > other.half + half || Math.abs(other.y - y) > other.halfHeight + HEIGHT / 2,
    );
  const order = regions.map((_, at) => at).sort((a, b) => regions[b]!.points - regions[a]!.points);
  for (const region of order) {
    const { x, y } = toScreen(view, size, regions[region]!);
    const half = halfOf(textOf(regions[region]!));
    if (x < half || y < HEIGHT || x > size.width - half || y > size.height - HEIGHT) continue;
    if (isFree(x, y, half)) shown.push({ region, x, y, half });
  }
  return shown.map(({ region, x, y }) => ({ region, x, y }));
}
