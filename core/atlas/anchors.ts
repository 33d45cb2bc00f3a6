/** The anchors of a map: where clusters lie on it, and how it goes on around them. */
import { ANCHOR_FIGURES } from '../contracts/map-file.ts';
import { FEATURES, VECTOR_DIMENSIONS } from '../features.ts';
import { trainKMeans } from '../kmeans.ts';
import { layOut, turnTowards } from './layout.ts';

/** Laying out takes the square of it. */
const MAX_ANCHORS = 512;
/** Anchors whose places tell how the map goes on around one. */
const NEIGHBOURS = 12;
/** Keeps the fit from following directions in which the neighbours hardly differ. */
const RIDGE = 0.1;
/** How far from its anchor a song may be put, in distances to the nearest other anchors. */
const REACH = 1.8;

/** No reach is more than so many times the median one: a sound of its own is no reason for a tail across the map. */
const LONGEST_REACH = 1.5;
/** What decides about a place: the nine features. Major and minor would tear the map in two. */
const SOUND = FEATURES.length;

const VALENCE = FEATURES.indexOf('valence');
const ENERGY = FEATURES.indexOf('energy');

/** Anchors as map files hold them, but without a scale of their own: x towards bright, y towards lively, middle 0. */
export function makeAnchors(centroids: Float32Array, seed: number): Float32Array {
  const points =
    centroids.length / VECTOR_DIMENSIONS <= MAX_ANCHORS
      ? centroids
      : trainKMeans({ vectors: centroids, dimensions: VECTOR_DIMENSIONS, k: MAX_ANCHORS, iterations: 10, seed })
          .centroids;
  const count = points.length / VECTOR_DIMENSIONS;
  const moods = new Float64Array(count * 2);
  for (let n = 0; n < count; n++) {
    moods[2 * n] = points[n * VECTOR_DIMENSIONS + VALENCE]!;
    moods[2 * n + 1] = points[n * VECTOR_DIMENSIONS + ENERGY]!;
  }
  const sounds = new Float32Array(count * SOUND);
  for (let n = 0; n < count; n++)
    sounds.set(points.subarray(n * VECTOR_DIMENSIONS, n * VECTOR_DIMENSIONS + SOUND), n * SOUND);
  const places = turnTowards(layOut(sounds, SOUND, turnTowards(moods, moods), seed), moods);
  const reaches = new Float64Array(count);
  const anchors = new Float32Array(count * ANCHOR_FIGURES);
  for (let n = 0; n < count; n++) {
    const point = points.subarray(n * VECTOR_DIMENSIONS, (n + 1) * VECTOR_DIMENSIONS);
    const near = neighboursOf(points, n);
    const slopes = slopesAround(points, places, n, near);
    const distances = near
      .slice(0, 3)
      .map((other) => Math.hypot(places[2 * other]! - places[2 * n]!, places[2 * other + 1]! - places[2 * n + 1]!));
    const reach =
      distances.length === 0 ? 1 : (REACH * distances.reduce((sum, each) => sum + each, 0)) / distances.length;
    reaches[n] = reach;
    anchors.set([...point, places[2 * n]!, places[2 * n + 1]!, ...slopes], n * ANCHOR_FIGURES);
  }
  const longest = LONGEST_REACH * [...reaches].sort((a, b) => a - b)[count >> 1]!;
  for (let n = 0; n < count; n++) {
    anchors[(n + 1) * ANCHOR_FIGURES - 1] = Math.max(1e-6, Math.min(longest, reaches[n]!));
  }
  return anchors;
}

function neighboursOf(points: Float32Array, self: number): number[] {
  const count = points.length / VECTOR_DIMENSIONS;
  return Array.from({ length: count }, (_, other) => other)
    .filter((other) => other !== self)
    .map((other) => ({ other, distance: distance(points, self, other) }))
    .sort((a, b) => a.distance - b.distance || a.other - b.other)
    .slice(0, NEIGHBOURS)
    .map(({ other }) => other);
}

function distance(points: Float32Array, a: number, b: number): number {
  let sum = 0;
  for (let d = 0; d < SOUND; d++) {
    sum += (points[a * VECTOR_DIMENSIONS + d]! - points[b * VECTOR_DIMENSIONS + d]!) ** 2;
  }
  return sum;
}

/** The change of place for each dimension, x's first: least squares over the neighbours, with a ridge. */
function slopesAround(points: Float32Array, places: Float64Array, self: number, near: readonly number[]): number[] {
  const size = SOUND;
  // Normal equations of both places at once: size columns of the matrix, then one for x and one for y.
  const rows = Array.from({ length: size }, () => new Float64Array(size + 2));
  for (const other of near) {
    const steps = Array.from(
      { length: size },
      (_, d) => points[other * VECTOR_DIMENSIONS + d]! - points[self * VECTOR_DIMENSIONS + d]!,
    );
    const moved = [places[2 * other]! - places[2 * self]!, places[2 * other + 1]! - places[2 * self + 1]!];
    for (let d = 0; d < size; d++) {
      for (let e = 0; e < size; e++) rows[d]![e] = rows[d]![e]! + steps[d]! * steps[e]!;
      rows[d]![size] = rows[d]![size]! + steps[d]! * moved[0]!;
      rows[d]![size + 1] = rows[d]![size + 1]! + steps[d]! * moved[1]!;
    }
  }
  for (let d = 0; d < size; d++) rows[d]![d] = rows[d]![d]! + RIDGE;
  eliminate(rows);
  const still = Array<number>(VECTOR_DIMENSIONS - size).fill(0);
  return [size, size + 1].flatMap((column) => [...rows.map((row) => row[column]!), ...still]);
}

/** Gauss-Jordan; the ridge keeps every pivot above zero, since the matrix is symmetric and positive. */
function eliminate(rows: readonly Float64Array[]): void {
  rows.forEach((pivotRow, pivot) => {
    const scale = pivotRow[pivot]!;
    for (let n = pivot; n < pivotRow.length; n++) pivotRow[n] = pivotRow[n]! / scale;
    rows.forEach((row, at) => {
      if (at === pivot) return;
      const factor = row[pivot]!;
      for (let n = pivot; n < row.length; n++) row[n] = row[n]! - factor * pivotRow[n]!;
    });
  });
}
