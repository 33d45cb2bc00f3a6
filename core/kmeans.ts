/**
 * k-means clustering of flat float vectors (Lloyd's algorithm from a k-means++ start) and the search for the clusters
 * nearest to a query. The container that trains, the endpoint that answers and the index builder all use this one.
 */
import { AppError } from './errors.ts';
import { type Assigner, type AssignerFactory, type ClusterTotals, plainAssigner } from './kmeans/assigner.ts';
import { NearestList } from './kmeans/nearest-list.ts';
import { seedCentroids, squaredDistance } from './kmeans/seeding.ts';
import { simdAssigner } from './kmeans/simd-assigner.ts';
import { seededRandom } from './random.ts';
import { MAX_SIMD_DIMENSIONS } from './simd/nearest-kernel.ts';

/** Fewer comparisons of a row with a centroid than this are done sooner than SIMD is set up. */
const MIN_SIMD_COMPARISONS = 500_000;

/** What `trainKMeans` takes. */
export interface KMeansOptions {
  /** Rows one after another, `dimensions` floats each. */
  readonly vectors: Float32Array;
  readonly dimensions: number;
  /** Clusters wanted; never more than there are rows. */
  readonly k: number;
  /** The most Lloyd iterations to run; training ends earlier once no row changes its cluster. */
  readonly iterations: number;
  readonly seed: number;
  /** Who compares rows with centroids; by default SIMD on the calling thread for all but small trainings. */
  readonly assigner?: AssignerFactory | undefined;
}

/** What `trainKMeans` gives. */
export interface KMeansResult {
  readonly k: number;
  /** k rows of `dimensions` floats. */
  readonly centroids: Float32Array;
  /** For each row its cluster, which is always the one with the nearest centroid. */
  readonly assignments: Uint32Array;
  /** Sum over all rows of the squared distance to their centroid. */
  readonly inertia: number;
  /** Iterations that were run. */
  readonly iterations: number;
}

/** Trains k-means. Throws `InvalidVectors` for an empty or ragged array or a figure that is not finite. */
export function trainKMeans(options: KMeansOptions): KMeansResult {
  const { vectors, dimensions } = options;
  const count = countRows(vectors, dimensions);
  if (!Number.isInteger(options.k) || options.k < 1) {
    throw new AppError('InvalidVectors', 422, 'The number of clusters has to be a whole number of at least 1.');
  }
  const k = Math.min(options.k, count);
  const centroids = seedCentroids(vectors, dimensions, k, seededRandom(options.seed));
  return improveClusters(options, centroids);
}

/** Trains from given centroids, k rows of `dimensions` floats, which become those of the result. */
export function improveClusters(
  { vectors, dimensions, iterations, assigner: factory }: Omit<KMeansOptions, 'k' | 'seed'>,
  centroids: Float32Array,
): KMeansResult {
  const k = centroids.length / dimensions;
  const assigner = (factory ?? usualAssigner(vectors, dimensions, k))(vectors, dimensions, k);
  try {
    let changed = assigner.assign(centroids);
    let ran = 0;
    while (ran < iterations && changed > 0) {
      moveCentroids(vectors, dimensions, centroids, assigner);
      changed = assigner.assign(centroids);
      ran++;
    }
    const assignments = Uint32Array.from(assigner.assignments);
    const inertia = squaredDistances(vectors, dimensions, centroids, assignments).reduce((sum, each) => sum + each, 0);
    return { k, centroids, assignments, inertia, iterations: ran };
  } finally {
    assigner.close();
  }
}

/** Nearest cluster of every row under the given centroids, for rows that training did not see. */
export function assignVectors(
  vectors: Float32Array,
  dimensions: number,
  centroids: Float32Array,
  factory?: AssignerFactory,
): Uint32Array {
  countRows(vectors, dimensions);
  const k = centroids.length / dimensions;
  const assigner = (factory ?? usualAssigner(vectors, dimensions, k))(vectors, dimensions, k);
  try {
    assigner.assign(centroids);
    return Uint32Array.from(assigner.assignments);
  } finally {
    assigner.close();
  }
}

function usualAssigner(vectors: Float32Array, dimensions: number, k: number): AssignerFactory {
  const isLarge = (vectors.length / dimensions) * k >= MIN_SIMD_COMPARISONS;
  return isLarge && dimensions <= MAX_SIMD_DIMENSIONS ? simdAssigner() : plainAssigner;
}

/**
 * The `n` clusters nearest to a query, nearest first, by Euclidean distance with one weight a dimension (null: all 1).
 * Throws `InvalidVectors` where the query has another number of dimensions or a figure that is not finite, or a weight
 * is negative.
 */
export function nearestClusters(
  centroids: Float32Array,
  dimensions: number,
  query: ArrayLike<number>,
  weights: ArrayLike<number> | null,
  n: number,
): { cluster: number; distance: number }[] {
  if (query.length !== dimensions || (weights !== null && weights.length !== dimensions)) {
    throw new AppError('InvalidVectors', 422, `A query has to have ${dimensions} figures.`);
  }
  for (let d = 0; d < dimensions; d++) {
    const weight = weights === null ? 1 : weights[d]!;
    if (!Number.isFinite(query[d]!) || !Number.isFinite(weight) || weight < 0) {
      throw new AppError('InvalidVectors', 422, 'A query has to be made of finite figures and weights of at least 0.');
    }
  }
  const list = new NearestList(n);
  const k = centroids.length / dimensions;
  for (let cluster = 0; cluster < k; cluster++) {
    let sum = 0;
    for (let d = 0; d < dimensions; d++) {
      const difference = centroids[cluster * dimensions + d]! - query[d]!;
      sum += difference * difference * (weights === null ? 1 : weights[d]!);
    }
    list.offer(cluster, sum);
  }
  return list.sorted().map(({ id, distance }) => ({ cluster: id, distance: Math.sqrt(distance) }));
}

/** Number of rows, after checking that the rows are whole and every figure is finite. */
function countRows(vectors: Float32Array, dimensions: number): number {
  if (!Number.isInteger(dimensions) || dimensions < 1 || vectors.length === 0 || vectors.length % dimensions !== 0) {
    throw new AppError('InvalidVectors', 422, 'Vectors have to be whole rows, and at least one.');
  }
  const at = firstNotFinite(vectors);
  if (at >= 0) {
    throw new AppError(
      'InvalidVectors',
      422,
      `Row ${Math.floor(at / dimensions) + 1} has a figure that is not finite.`,
    );
  }
  return vectors.length / dimensions;
}

function firstNotFinite(values: Float32Array): number {
  for (let at = 0; at < values.length; at++) if (!Number.isFinite(values[at]!)) return at;
  return -1;
}

/** Moves each centroid to the mean of its rows; a cluster left without rows takes over the row that fits worst. */
function moveCentroids(vectors: Float32Array, dimensions: number, centroids: Float32Array, assigner: Assigner): void {
  const totals = assigner.totals();
  const { sums, sizes } = totals;
  if (sizes.includes(0)) fillEmptyClusters(vectors, dimensions, centroids, assigner, totals);
  for (let cluster = 0; cluster < sizes.length; cluster++) {
    // Fewer different rows than clusters: nothing to take over, the centroid stays where it is.
    if (sizes[cluster] === 0) continue;
    for (let d = 0; d < dimensions; d++) {
      centroids[cluster * dimensions + d] = sums[cluster * dimensions + d]! / sizes[cluster]!;
    }
  }
}

function fillEmptyClusters(
  vectors: Float32Array,
  dimensions: number,
  centroids: Float32Array,
  assigner: Assigner,
  { sums, sizes }: ClusterTotals,
): void {
  const { assignments } = assigner;
  const distances = squaredDistances(vectors, dimensions, centroids, assignments);
  for (let empty = 0; empty < sizes.length; empty++) {
    if (sizes[empty] !== 0) continue;
    let farthest = -1;
    for (let row = 0; row < distances.length; row++) {
      if (distances[row]! > (distances[farthest] ?? 0) && sizes[assignments[row]!]! > 1) farthest = row;
    }
    if (farthest < 0) return;
    const left = assignments[farthest]!;
    sizes[left]!--;
    sizes[empty] = 1;
    for (let d = 0; d < dimensions; d++) {
      const value = vectors[farthest * dimensions + d]!;
      sums[left * dimensions + d]! -= value;
      sums[empty * dimensions + d] = value;
    }
    assigner.move(farthest, empty);
    distances[farthest] = 0;
  }
}

/** Of each row to the centroid of its cluster. */
function squaredDistances(
  vectors: Float32Array,
  dimensions: number,
  centroids: Float32Array,
  assignments: Uint32Array,
): Float64Array {
  return Float64Array.from(assignments, (cluster, row) =>
    squaredDistance(vectors, row * dimensions, centroids, cluster * dimensions, dimensions),
  );
}
