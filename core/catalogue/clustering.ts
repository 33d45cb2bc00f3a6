/** How a catalogue is cut into clusters: the same for the index builder and for the training container. */
import { VECTOR_DIMENSIONS } from '../features.ts';
import type { AssignerFactory } from '../kmeans/assigner.ts';
import { assignVectors, trainKMeans } from '../kmeans.ts';
import { sampleIndices, seededRandom } from '../random.ts';

/** Tracks a cluster holds on average in a large catalogue: one read of 6 KB of 32-byte records. */
const TRACKS_PER_CLUSTER = 200;
const MIN_CLUSTERS = 64;
const MAX_CLUSTERS = 131_072;
/** In a small catalogue: fewer tracks than this say little about where a cluster's centre is. */
const MIN_TRACKS_PER_CLUSTER = 8;

/** More rows than this do not move the centroids noticeably. */
export const MAX_TRAINING_ROWS = 262_144;
export const DEFAULT_ITERATIONS = 20;

/**
 * Number of clusters for `count` tracks: count / 200 within 64..131,072. Below 512 tracks 64 clusters would be nearly
 * empty, each of them a paid read for a handful of songs, so there it is count / 8, at least 1.
 */
export function clusterCount(count: number): number {
  const wanted = Math.min(MAX_CLUSTERS, Math.max(MIN_CLUSTERS, Math.round(count / TRACKS_PER_CLUSTER)));
  return Math.max(1, Math.min(wanted, Math.floor(count / MIN_TRACKS_PER_CLUSTER)));
}

export interface ClusteringOptions {
  readonly seed: number;
  readonly k?: number | undefined;
  readonly iterations?: number | undefined;
  /** Who compares rows with centroids; the result is the same. */
  readonly assigner?: AssignerFactory | undefined;
}

export interface Clustering {
  readonly k: number;
  readonly centroids: Float32Array;
  /** For each vector its cluster. */
  readonly assignments: Uint32Array;
  /** Sum over the rows trained on of the squared distance to their centroid. */
  readonly inertia: number;
  readonly iterations: number;
  /** Rows that were trained on. */
  readonly trainedOn: number;
}

/**
 * Clusters stretched vectors of 11 figures, one after another; trains on a sample where there are very many, and then
 * assigns all. Throws `InvalidVectors` as `trainKMeans` does.
 */
export function clusterVectors(vectors: Float32Array, options: ClusteringOptions): Clustering {
  const dimensions = VECTOR_DIMENSIONS;
  const count = Math.floor(vectors.length / dimensions);
  const { seed, k = clusterCount(count), iterations = DEFAULT_ITERATIONS, assigner } = options;
  if (count <= MAX_TRAINING_ROWS) {
    return { ...trainKMeans({ vectors, dimensions, k, iterations, seed, assigner }), trainedOn: count };
  }
  const sample = new Float32Array(MAX_TRAINING_ROWS * dimensions);
  sampleIndices(count, MAX_TRAINING_ROWS, seededRandom(seed)).forEach((row, at) => {
    sample.set(vectors.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
  });
  const trained = trainKMeans({ vectors: sample, dimensions, k, iterations, seed, assigner });
  const assignments = assignVectors(vectors, dimensions, trained.centroids, assigner);
  return { ...trained, assignments, trainedOn: MAX_TRAINING_ROWS };
}
