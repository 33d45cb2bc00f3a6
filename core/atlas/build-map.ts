/** Makes the map of a catalogue's index. */
import type { Track } from '../catalogue/track.ts';
import {
  ANCHOR_FIGURES,
  type CatalogueMap,
  MAP_UNITS,
  MAX_MAP_POINTS,
  nearestAnchor,
  placeBy,
} from '../contracts/map-file.ts';
import { VECTOR_DIMENSIONS } from '../features.ts';
import { sampleIndices, seededRandom } from '../random.ts';
import { makeAnchors } from './anchors.ts';
import { nameRegions, regionsOf } from './regions.ts';

/** Empty paper round the songs, as a share of the map. */
const MARGIN = 0.04;

export interface MapInput {
  readonly version: number;
  readonly seed: number;
  /** In the order of `vectors` and `assignments`. */
  readonly tracks: readonly Track[];
  /** Stretched points, one after another. */
  readonly vectors: Float32Array;
  readonly weights: readonly number[];
  /** Of the index's clusters, stretched; and for each track its cluster. */
  readonly centroids: Float32Array;
  readonly assignments: ArrayLike<number>;
}

/** The same input and seed give the same map; of a catalogue above MAX_MAP_POINTS it shows an even sample. */
export function buildMap({ version, seed, tracks, vectors, weights, centroids, assignments }: MapInput): CatalogueMap {
  const anchors = makeAnchors(centroids, seed);
  const anchorOf = anchorsOfClusters(centroids, anchors);
  const regionOf = regionsOf(anchors, seed);
  const shown = sampleIndices(tracks.length, MAX_MAP_POINTS, seededRandom(seed));
  const regions = Math.max(...regionOf) + 1;
  const byRegion: number[][] = Array.from({ length: regions }, () => []);
  for (const track of shown) byRegion[regionOf[anchorOf[assignments[track]!]!]!]!.push(track);

  const full = fullFrame(anchors);
  const spots = new Map(
    [...shown].map((track) => [
      track,
      placeBy(full.anchors, anchorOf[assignments[track]!]!, vectors, track * VECTOR_DIMENSIONS),
    ]),
  );
  const frame = frameOf([...spots.values()]);
  rescale(full.anchors, frame);

  const kept = byRegion.filter((members) => members.length > 0);
  const order = kept.flat();
  const placed = order.map((track) => inFrame(spots.get(track)!, frame));
  return {
    version,
    songs: tracks.length,
    weights,
    regions: nameRegions(kept.map((members) => factsOf(members, tracks, (track) => inFrame(spots.get(track)!, frame)))),
    anchors: full.anchors,
    ordinals: Uint32Array.from(order, (track) => tracks[track]!.ordinal),
    x: Uint16Array.from(placed, ({ x }) => Math.round(x * MAP_UNITS)),
    y: Uint16Array.from(placed, ({ y }) => Math.round(y * MAP_UNITS)),
    popularity: Uint8Array.from(order, (track) => tracks[track]!.popularity),
  };
}

/** Where the index has as many clusters as the map has anchors they are the same; else each has its nearest. */
function anchorsOfClusters(centroids: Float32Array, anchors: Float32Array): Uint32Array {
  const count = centroids.length / VECTOR_DIMENSIONS;
  const same = count === anchors.length / ANCHOR_FIGURES;
  return Uint32Array.from({ length: count }, (_, cluster) =>
    same
      ? cluster
      : nearestAnchor(anchors, centroids.subarray(cluster * VECTOR_DIMENSIONS, (cluster + 1) * VECTOR_DIMENSIONS)),
  );
}

type Place = { readonly x: number; readonly y: number };
type Frame = { readonly x: number; readonly y: number; readonly scale: number };

/** Anchors moved well inside the unit square, y from the top, so that no song near one is cut off. */
function fullFrame(anchors: Float32Array): { anchors: Float32Array } {
  const moved = anchors.slice();
  const places: Place[] = [];
  let reach = 0;
  for (let at = 0; at < moved.length; at += ANCHOR_FIGURES) {
    places.push({ x: moved[at + VECTOR_DIMENSIONS]!, y: -moved[at + VECTOR_DIMENSIONS + 1]! });
    reach = Math.max(reach, moved[at + ANCHOR_FIGURES - 1]!);
    for (let d = 0; d <= VECTOR_DIMENSIONS; d++) {
      // The place itself, and how it changes: up on the map is less.
      const y = d === 0 ? at + VECTOR_DIMENSIONS + 1 : at + 2 * VECTOR_DIMENSIONS + 1 + d;
      moved[y] = -moved[y]!;
    }
  }
  rescale(moved, frameOf(places, reach));
  return { anchors: moved };
}

/** The square round places, with a border of `border` in their own units and the margin. */
function frameOf(places: readonly Place[], border = 0): Frame {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of places) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  const side = Math.max(right - left, bottom - top) + 2 * border || 1;
  const scale = (1 - 2 * MARGIN) / side;
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale };
}

const inFrame = ({ x, y }: Place, frame: Frame): Place => ({
  x: (x - frame.x) * frame.scale + 0.5,
  y: (y - frame.y) * frame.scale + 0.5,
});

function rescale(anchors: Float32Array, frame: Frame): void {
  for (let at = 0; at < anchors.length; at += ANCHOR_FIGURES) {
    const place = inFrame({ x: anchors[at + VECTOR_DIMENSIONS]!, y: anchors[at + VECTOR_DIMENSIONS + 1]! }, frame);
    anchors[at + VECTOR_DIMENSIONS] = place.x;
    anchors[at + VECTOR_DIMENSIONS + 1] = place.y;
    for (let n = at + VECTOR_DIMENSIONS + 2; n < at + ANCHOR_FIGURES; n++) anchors[n] = anchors[n]! * frame.scale;
  }
}

function factsOf(members: readonly number[], tracks: readonly Track[], placeOf: (track: number) => Place) {
  const genres = new Map<string, number>();
  const sums = { valence: 0, energy: 0, x: 0, y: 0 };
  for (const member of members) {
    const { features, genre } = tracks[member]!;
    if (genre !== null) genres.set(genre, (genres.get(genre) ?? 0) + 1);
    const { x, y } = placeOf(member);
    sums.valence += features.valence;
    sums.energy += features.energy;
    sums.x += x;
    sums.y += y;
  }
  const mean = (sum: number) => sum / members.length;
  return {
    songs: members.length,
    valence: mean(sums.valence),
    energy: mean(sums.energy),
    x: mean(sums.x),
    y: mean(sums.y),
    genres,
  };
}
