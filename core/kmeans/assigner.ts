/** The inner loop of training as something that can be exchanged: one plain form here, one with SIMD and threads. */
import { squaredDistance } from './seeding.ts';

/** Sums of the rows of each cluster, k rows of `dimensions`, and how many rows it has. */
export interface ClusterTotals {
  readonly sums: Float64Array;
  readonly sizes: Uint32Array;
}

/** Holds the rows of one training and which cluster each is in. */
export interface Assigner {
  /** For each row its cluster; before the first `assign` k, which is none. */
  readonly assignments: Uint32Array;
  /** Puts every row into the cluster of its nearest centroid, ties into the lower; gives how many rows changed. */
  assign(centroids: Float32Array): number;
  /** Of the clusters as `assign` left them. */
  totals(): ClusterTotals;
  /** Puts one row into another cluster until the next `assign`. */
  move(row: number, cluster: number): void;
  /** Frees what was kept. */
  close(): void;
}

/** Makes an assigner for rows one after another, `dimensions` floats each, and `k` clusters. */
export type AssignerFactory = (vectors: Float32Array, dimensions: number, k: number) => Assigner;

/** Compares every row with every centroid in 64-bit arithmetic: slow, and the truth the other is held to. */
export const plainAssigner: AssignerFactory = (vectors, dimensions, k) => {
  const assignments = new Uint32Array(vectors.length / dimensions).fill(k);
  return {
    assignments,
    assign(centroids) {
      let changed = 0;
      for (let row = 0; row < assignments.length; row++) {
        const nearest = nearestCentroid(vectors, row * dimensions, centroids, dimensions);
        if (assignments[row] !== nearest) changed++;
        assignments[row] = nearest;
      }
      return changed;
    },
    totals() {
      const totals = { sums: new Float64Array(k * dimensions), sizes: new Uint32Array(k) };
      addTotals(totals, vectors, dimensions, assignments, 0, assignments.length);
      return totals;
    },
    move(row, cluster) {
      assignments[row] = cluster;
    },
    close() {},
  };
};

/** The cluster whose centroid is nearest to the row that starts at `start`; the lower one of equals. */
export function nearestCentroid(
  vectors: Float32Array,
  start: number,
  centroids: Float32Array,
  dimensions: number,
): number {
  let nearest = 0;
  let nearestDistance = Number.POSITIVE_INFINITY;
  for (let cluster = 0, at = 0; at < centroids.length; cluster++, at += dimensions) {
    const distance = squaredDistance(vectors, start, centroids, at, dimensions);
    if (distance < nearestDistance) {
      nearestDistance = distance;
      nearest = cluster;
    }
  }
  return nearest;
}

/** Adds rows `from` (inclusive) to `to` (exclusive) to the totals of their clusters. */
export function addTotals(
  { sums, sizes }: ClusterTotals,
  vectors: Float32Array,
  dimensions: number,
  assignments: Uint32Array,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row++) {
    const cluster = assignments[row]!;
    const start = cluster * dimensions;
    const at = row * dimensions;
    sizes[cluster]!++;
    for (let d = 0; d < dimensions; d++) sums[start + d]! += vectors[at + d]!;
  }
}
