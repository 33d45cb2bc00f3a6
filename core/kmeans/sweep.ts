/**
 * One sweep over the rows of a chunk: rows that may have a new nearest centroid are compared with all centroids, eight at
 * a time, the others are left where they are.
 *
 * Which rows those are is told by two bounds a row (Hamerly, "Making k-means even faster", SDM 2010): a row nearer to its
 * centroid than to any other was, even after all centroids moved, stays. What the kernel finds in 32 bits is taken where
 * it is certain; where the two nearest are closer than rounding can tell, they are compared again in 64 bits. So the
 * result is that of the plain form on every machine.
 */
import { nearestKernel, ROWS_AT_ONCE, scoreTolerance } from '../simd/nearest-kernel.ts';
import { addTotals, nearestCentroid } from './assigner.ts';
import { squaredDistance } from './seeding.ts';
import { CONTROL, chunkRows, MEASURE, type SweepMemory } from './sweep-memory.ts';

/** Bounds are sums of rounded numbers: they are widened by more than that rounding. */
const SLACK = 1e-9;

/** What one thread, numbered from 0, does with a chunk. */
export function sweeper(shared: SweepMemory, thread: number): (chunk: number) => void {
  const { dimensions, vectors, centroids, assignments, upper, lower, shifts, packed, packedCount } = shared;
  const kernel = nearestKernel(dimensions, shared.memory);
  const rowsOffset = shared.scratch.byteOffset + thread * shared.scratchBytes;
  const resultsOffset = rowsOffset + ROWS_AT_ONCE * dimensions * 4;
  const buffer = shared.memory.buffer as unknown as ArrayBuffer;
  const transposed = new Float32Array(buffer, rowsOffset, ROWS_AT_ONCE * dimensions);
  const scores = new Float32Array(buffer, resultsOffset, 2 * ROWS_AT_ONCE);
  const indices = new Uint32Array(buffer, resultsOffset + 2 * ROWS_AT_ONCE * 4, ROWS_AT_ONCE);
  const pending = new Uint32Array(ROWS_AT_ONCE);

  const distanceTo = (row: number, cluster: number) =>
    Math.sqrt(squaredDistance(vectors, row * dimensions, centroids, cluster * dimensions, dimensions));

  /** Whether the row surely stays; narrows its bounds on the way. */
  const stays = (row: number) => {
    const cluster = assignments[row]!;
    const other =
      shared.measures[cluster === shared.control[CONTROL.widestMover] ? MEASURE.secondShift : MEASURE.largestShift]!;
    const below = lower[row]! - other - SLACK;
    const above = upper[row]! + shifts[cluster]!;
    lower[row] = below;
    upper[row] = above;
    if (above < below) return true;
    const exact = distanceTo(row, cluster) * (1 + SLACK);
    upper[row] = exact;
    return exact < below;
  };

  /** Compares the first `filled` pending rows with all centroids; returns how many changed their cluster. */
  const compare = (filled: number) => {
    for (let lane = 0; lane < ROWS_AT_ONCE; lane++) {
      const at = pending[Math.min(lane, filled - 1)]! * dimensions;
      for (let d = 0; d < dimensions; d++) transposed[d * ROWS_AT_ONCE + lane] = vectors[at + d]!;
    }
    kernel(rowsOffset, packed.byteOffset, packedCount, resultsOffset);
    const centroidLength = shared.measures[MEASURE.centroidLength]!;
    let changed = 0;
    for (let lane = 0; lane < filled; lane++) {
      const row = pending[lane]!;
      let nearest = indices[lane]!;
      const gap = scores[ROWS_AT_ONCE + lane]! - scores[lane]!;
      let distance = nearest < shared.k ? distanceTo(row, nearest) : Number.POSITIVE_INFINITY;
      const tolerance = scoreTolerance(dimensions, distance + centroidLength, centroidLength);
      if (gap > tolerance) {
        lower[row] = Math.sqrt(distance * distance + gap - tolerance) * (1 - SLACK);
      } else {
        nearest = nearestCentroid(vectors, row * dimensions, centroids, dimensions);
        distance = distanceTo(row, nearest);
        lower[row] = 0;
      }
      upper[row] = distance * (1 + SLACK);
      if (assignments[row] !== nearest) {
        assignments[row] = nearest;
        changed++;
      }
    }
    return changed;
  };

  return (chunk) => {
    const [from, to] = chunkRows(shared, chunk);
    const hasBounds = shared.control[CONTROL.hasBounds] === 1;
    let filled = 0;
    let changed = 0;
    for (let row = from; row < to; row++) {
      if (hasBounds && stays(row)) continue;
      pending[filled++] = row;
      if (filled === ROWS_AT_ONCE) {
        changed += compare(filled);
        filled = 0;
      }
    }
    if (filled > 0) changed += compare(filled);
    shared.changed[chunk] = changed;

    const { k } = shared;
    const sums = shared.sums.subarray(chunk * k * dimensions, (chunk + 1) * k * dimensions).fill(0);
    const sizes = shared.sizes.subarray(chunk * k, (chunk + 1) * k).fill(0);
    addTotals({ sums, sizes }, vectors, dimensions, assignments, from, to);
  };
}
