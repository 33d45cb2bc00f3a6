/** Points of the map by their place. */
import { type CatalogueMap, MAP_UNITS } from '../../../core/contracts/map-file.ts';
import { trackIds } from '../../../core/contracts/names.ts';
import type { Place } from './view.ts';

/** The `count` points nearest to a place, nearest first, as rows of the map; `within` is the furthest, in shares of the map. */
export function nearestPoints(
  map: CatalogueMap,
  place: Place,
  count: number,
  within = Number.POSITIVE_INFINITY,
): number[] {
  const rows: number[] = [];
  const distances: number[] = [];
  const [px, py] = [place.x * MAP_UNITS, place.y * MAP_UNITS];
  const most = (within * MAP_UNITS) ** 2;
  for (let row = 0; row < map.ordinals.length; row++) {
    const distance = (map.x[row]! - px) ** 2 + (map.y[row]! - py) ** 2;
    if (distance > most || (rows.length === count && distance >= distances[count - 1]!)) continue;
    let at = rows.length;
    while (at > 0 && distances[at - 1]! > distance) at--;
    rows.splice(at, 0, row);
    distances.splice(at, 0, distance);
    if (rows.length > count) {
      rows.pop();
      distances.pop();
    }
  }
  return rows;
}

export const placeOfRow = (map: CatalogueMap, row: number): Place => ({
  x: map.x[row]! / MAP_UNITS,
  y: map.y[row]! / MAP_UNITS,
});

/** The row of a song; -1 where it is not drawn: of a large catalogue the map shows a sample. */
export const rowOf = (map: CatalogueMap, trackId: string): number =>
  map.ordinals.indexOf(trackIds.toOrdinal(trackId) ?? -1);
