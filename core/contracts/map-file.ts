/**
 * The map of the catalogue as it is stored, served and drawn: one binary file.
 *
 * Layout, little-endian. Magic "SGMP" (u32), length of the header (u32), the header as JSON in UTF-8 padded with spaces to
 * a multiple of 4, then the columns: anchors (f32, `ANCHOR_FIGURES` each), ordinals (u32), x (u16), y (u16), popularity (u8).
 * Points of one region follow each other, in the order of the header's regions.
 */
import { AppError } from '../errors.ts';
import { type AudioFeatures, FEATURES, normaliseFeature, VECTOR_DIMENSIONS } from '../features.ts';

/** Most songs on a map; of a larger catalogue it shows a sample. */
export const MAX_MAP_POINTS = 100_000;

/** A neighbourhood of the map: songs that sound alike, named by how they feel and what they mostly are. */
export interface MapRegion {
  /** How it feels, and a genre that is commoner here than elsewhere, where there is one. */
  readonly mood: string;
  readonly genre: string | null;
  /** 0..1 */
  readonly valence: number;
  readonly energy: number;
  /** Where its name stands, 0..1 from the left and from the top. */
  readonly x: number;
  readonly y: number;
  readonly points: number;
}

interface Header {
  readonly version: number;
  /** Songs in the catalogue, of which the map shows `points`. */
  readonly songs: number;
  readonly points: number;
  readonly anchors: number;
  /** The weights that the dimensions are stretched by. */
  readonly weights: readonly number[];
  readonly regions: readonly MapRegion[];
}

/**
 * A place in the space of features that was laid out on the map, and how the map goes on around it. Figures of one: its
 * stretched point (11), its place (2), the change of place for each stretched dimension (2 x 11, x first), and how far
 * from it a song may be put (1).
 */
export const ANCHOR_FIGURES = VECTOR_DIMENSIONS + 2 + 2 * VECTOR_DIMENSIONS + 1;

export interface CatalogueMap {
  readonly version: number;
  readonly songs: number;
  readonly weights: readonly number[];
  readonly regions: readonly MapRegion[];
  /** `ANCHOR_FIGURES` for each. */
  readonly anchors: Float32Array;
  /** One of each for every point. */
  readonly ordinals: Uint32Array;
  /** 0..65535 from the left and from the top. */
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  /** 0..100. */
  readonly popularity: Uint8Array;
}

/** Full width and height of the map, as points count it. */
export const MAP_UNITS = 65_535;

const MAGIC = 0x504d4753;
const POINT_BYTES = 9;

export function encodeMap(map: CatalogueMap): Uint8Array<ArrayBuffer> {
  const { version, songs, regions, anchors, ordinals, x, y, popularity } = map;
  const header = {
    version,
    songs,
    points: ordinals.length,
    anchors: anchors.length / ANCHOR_FIGURES,
    weights: [...map.weights],
    regions,
  };
  const json = JSON.stringify(header);
  const text = new TextEncoder().encode(json);
  const padded = Math.ceil(text.length / 4) * 4;
  const bytes = new Uint8Array(8 + padded + anchors.length * 4 + ordinals.length * POINT_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, padded, true);
  bytes.fill(0x20, 8, 8 + padded);
  bytes.set(text, 8);
  const start = 8 + padded;
  const ordinalsAt = start + anchors.length * 4;
  for (let n = 0; n < anchors.length; n++) view.setFloat32(start + n * 4, anchors[n]!, true);
  for (let n = 0; n < ordinals.length; n++) {
    view.setUint32(ordinalsAt + n * 4, ordinals[n]!, true);
    view.setUint16(ordinalsAt + ordinals.length * 4 + n * 2, x[n]!, true);
    view.setUint16(ordinalsAt + ordinals.length * 6 + n * 2, y[n]!, true);
  }
  bytes.set(popularity, ordinalsAt + ordinals.length * 8);
  return bytes;
}

/** Reads a map. Throws `InvalidMap` where the file is none or was cut off. */
export function decodeMap(bytes: Uint8Array): CatalogueMap {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8 || view.getUint32(0, true) !== MAGIC) throw invalid('does not begin as one');
  const padded = view.getUint32(4, true);
  if (8 + padded > bytes.length) throw invalid('is shorter than its header');
  const { points, anchors: count, ...header } = readHeader(bytes.subarray(8, 8 + padded));
  const start = 8 + padded;
  const ordinalsAt = start + count * ANCHOR_FIGURES * 4;
  if (bytes.length !== ordinalsAt + points * POINT_BYTES) throw invalid('has another length than its header says');
  const map = {
    ...header,
    anchors: new Float32Array(count * ANCHOR_FIGURES),
    ordinals: new Uint32Array(points),
    x: new Uint16Array(points),
    y: new Uint16Array(points),
    popularity: bytes.slice(ordinalsAt + points * 8),
  };
  for (let n = 0; n < map.anchors.length; n++) map.anchors[n] = view.getFloat32(start + n * 4, true);
  for (let n = 0; n < points; n++) {
    map.ordinals[n] = view.getUint32(ordinalsAt + n * 4, true);
    map.x[n] = view.getUint16(ordinalsAt + points * 4 + n * 2, true);
    map.y[n] = view.getUint16(ordinalsAt + points * 6 + n * 2, true);
  }
  return map;
}

function readHeader(text: Uint8Array): Header {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(text));
  } catch (cause) {
    throw invalid('has a header that cannot be read', cause);
  }
  if (!isHeader(header)) throw invalid('has a header of another form');
  return header;
}

/** By hand and not by a schema: the page reads maps, and the schemas' library would double the scripts that are its own. */
function isHeader(value: unknown): value is Header {
  const { version, songs, points, anchors, weights, regions } = (value ?? {}) as Record<keyof Header, unknown>;
  const areCounts = [version, songs, points, anchors].every(
    (count) => Number.isSafeInteger(count) && Number(count) >= 0,
  );
  return (
    areCounts &&
    areFigures(weights) &&
    weights.length === VECTOR_DIMENSIONS &&
    weights.every((weight) => weight > 0) &&
    Array.isArray(regions) &&
    regions.every(isRegion)
  );
}

function isRegion(value: unknown): value is MapRegion {
  const { mood, genre, ...figures } = (value ?? {}) as Record<keyof MapRegion, unknown>;
  const { valence, energy, x, y, points } = figures;
  return (
    typeof mood === 'string' &&
    (genre === null || typeof genre === 'string') &&
    areFigures([valence, energy, x, y, points])
  );
}

const areFigures = (values: unknown): values is number[] =>
  Array.isArray(values) && values.every((value) => Number.isFinite(value));

function invalid(what: string, cause?: unknown): AppError {
  return new AppError('InvalidMap', 500, `A map of the catalogue ${what}.`, { cause });
}

/**
 * Where a sound belongs on the map, 0..1 from the left and from the top: at its nearest anchor by the nine features, and
 * from there as the map goes on. Mode and duration, which a target does not name, are taken as the anchor's own.
 */
export function placeOnMap(
  map: Pick<CatalogueMap, 'anchors' | 'weights'>,
  features: AudioFeatures,
): { x: number; y: number } {
  const point = new Float32Array(VECTOR_DIMENSIONS);
  FEATURES.forEach((feature, d) => {
    point[d] = normaliseFeature(feature, features[feature]) * Math.sqrt(map.weights[d]!);
  });
  const anchor = nearestAnchor(map.anchors, point, FEATURES.length);
  for (let d = FEATURES.length; d < VECTOR_DIMENSIONS; d++) point[d] = map.anchors[anchor * ANCHOR_FIGURES + d]!;
  return placeBy(map.anchors, anchor, point);
}

/** The anchor nearest to a stretched point by the first `dimensions` of its figures. */
export function nearestAnchor(anchors: Float32Array, point: ArrayLike<number>, dimensions = VECTOR_DIMENSIONS): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let anchor = 0; anchor * ANCHOR_FIGURES < anchors.length; anchor++) {
    let distance = 0;
    for (let d = 0; d < dimensions; d++) distance += (anchors[anchor * ANCHOR_FIGURES + d]! - point[d]!) ** 2;
    if (distance < least) {
      least = distance;
      best = anchor;
    }
  }
  return best;
}

/** A stretched point's place as the map goes on from an anchor; far ones are drawn in, so that they stay near it. */
export function placeBy(
  anchors: Float32Array,
  anchor: number,
  point: ArrayLike<number>,
  start = 0,
): { x: number; y: number } {
  const at = anchor * ANCHOR_FIGURES;
  const slopes = at + VECTOR_DIMENSIONS + 2;
  let dx = 0;
  let dy = 0;
  for (let d = 0; d < VECTOR_DIMENSIONS; d++) {
    const step = point[start + d]! - anchors[at + d]!;
    dx += anchors[slopes + d]! * step;
    dy += anchors[slopes + VECTOR_DIMENSIONS + d]! * step;
  }
  const far = Math.hypot(dx, dy);
  const reach = anchors[at + ANCHOR_FIGURES - 1]!;
  const kept = reach / (reach + far);
  return {
    x: inside(anchors[at + VECTOR_DIMENSIONS]! + dx * kept),
    y: inside(anchors[at + VECTOR_DIMENSIONS + 1]! + dy * kept),
  };
}

const inside = (value: number) => Math.min(1, Math.max(0, value));
