/** Which names of regions are shown: the largest first, none over another. */
import type { MapRegion } from '../../../core/contracts/map-file.ts';
import { type Size, toScreen, type View } from './view.ts';

const LETTER = 8;
const HEIGHT = 26;

export type Label = { region: number; x: number; y: number };

/** @param textOf the name that is shown for a region; its length decides about room */
export function labelsIn(
  regions: readonly MapRegion[],
  view: View,
  size: Size,
  textOf: (region: MapRegion) => string,
): Label[] {
  const shown: (Label & { half: number })[] = [];
  const order = regions.map((_, at) => at).sort((a, b) => regions[b]!.points - regions[a]!.points);
  for (const region of order) {
    const { x, y } = toScreen(view, size, regions[region]!);
    const half = (textOf(regions[region]!).length * LETTER) / 2 + 8;
    if (x < half || y < HEIGHT || x > size.width - half || y > size.height - HEIGHT) continue;
    if (shown.every((other) => Math.abs(other.x - x) > other.half + half || Math.abs(other.y - y) > HEIGHT))
      shown.push({ region, x, y, half });
  }
  return shown.map(({ region, x, y }) => ({ region, x, y }));
}
