/** How a catalogue is cut into clusters: the same for the index builder and for the training container. */
import { VECTOR_DIMENSIONS } from '../features.ts';
import type { AssignerFactory } from '../kmeans/assigner.ts';
import { assignVectors, trainKMeans } from '../kmeans.ts';
import { sampleIndices, seededRandom } from '../random.ts';
import { cutLargeClusters } from './cut-clusters.ts';

/** Tracks that a cluster is trained to hold on average in a large catalogue. */
const TRACKS_PER_CLUSTER = 200;
/** Larger clusters are cut: the clusters of one lookup are then within 500 KB, however crowded the place it looks at. */
export const MOST_TRACKS_PER_CLUSTER = 220;
const MIN_CLUSTERS = 64;
const MAX_CLUSTERS = 131_072;
/** In a small catalogue: fewer tracks than this say little about where a cluster's centre is. */
const MIN_TRACKS_PER_CLUSTER = 8;

/** More rows than this do not move the centroids noticeably. */
export const MAX_TRAINING_ROWS = 262_144;
const USUAL_ITERATIONS = 20;
/** Of very many rows; measured at a million, twenty iterations find no more of the nearest songs. */
const ITERATIONS_OF_MANY = 10;

/**
 * Number of clusters trained for `count` tracks: count / 200 within 64..131,072. Below 512 tracks 64 clusters would be nearly
 * empty, each of them a paid read for a handful of songs, so there it is count / 8, at least 1.
 */
export function clusterCount(count: number): number {
  const wanted = Math.min(MAX_CLUSTERS, Math.max(MIN_CLUSTERS, Math.round(count / TRACKS_PER_CLUSTER)));
  return Math.max(1, Math.min(wanted, Math.floor(count / MIN_TRACKS_PER_CLUSTER)));
}

export interface ClusteringOptions {
  readonly seed: number;
  /** Clusters wanted; where it is told, none is cut. */
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
  /** Sum over the rows trained on of the squared distance to their centroid, before any cluster was cut. */
  readonly inertia: number;
  readonly iterations: number;
  /** Rows that were trained on. */
  readonly trainedOn: number;
}

/**
 * Clusters stretched vectors of 11 figures, one after another; trains on a sample where there are very many, and then
 * assigns all, and cuts clusters that are too large. Throws `InvalidVectors` as `trainKMeans` does.
 */
export function clusterVectors(vectors: Float32Array, options: ClusteringOptions): Clustering {
  const trained = trainedClusters(vectors, options);
  if (options.k !== undefined) return trained;
  return { ...trained, ...cutLargeClusters(vectors, VECTOR_DIMENSIONS, trained, MOST_TRACKS_PER_CLUSTER) };
}

function trainedClusters(vectors: Float32Array, options: ClusteringOptions): Clustering {
  const dimensions = VECTOR_DIMENSIONS;
  const count = Math.floor(vectors.length / dimensions);
  const { seed, k = clusterCount(count), assigner } = options;
  if (count <= MAX_TRAINING_ROWS) {
    const { iterations = USUAL_ITERATIONS } = options;
    return { ...trainKMeans({ vectors, dimensions, k, iterations, seed, assigner }), trainedOn: count };
  }
  const { iterations = ITERATIONS_OF_MANY } = options;
  const sample = new Float32Array(MAX_TRAINING_ROWS * dimensions);
  sampleIndices(count, MAX_TRAINING_ROWS, seededRandom(seed)).forEach((row, at) => {
    sample.set(vectors.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
  });
  const trained = trainKMeans({ vectors: sample, dimensions, k, iterations, seed, assigner });
  const assignments = assignVectors(vectors, dimensions, trained.centroids, assigner);
  return { ...trained, assignments, trainedOn: MAX_TRAINING_ROWS };
}
