/**
 * k-means clustering of flat float vectors (Lloyd's algorithm from a k-means++ start) and the search for the clusters
 * nearest to a query. The container that trains, the endpoint that answers and the index builder all use this one.
 */
import { AppError } from './errors.ts';
import { NearestList } from './kmeans/nearest-list.ts';
import { seedCentroids, squaredDistance } from './kmeans/seeding.ts';
import { seededRandom } from './random.ts';

/**
 * One assignment step: writes each vector's nearest centroid and its squared distance, returns how many vectors changed
 * their cluster. The inner loop of training, so it can be exchanged for a faster one; ties go to the lower cluster.
 */
export type AssignStep = (
  vectors: Float32Array,
  dimensions: number,
  centroids: Float32Array,
  assignments: Uint32Array,
  squaredDistances: Float64Array,
) => number;

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
  readonly assign?: AssignStep;
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
  const { vectors, dimensions, iterations, seed, assign = assignToNearest } = options;
  const count = countRows(vectors, dimensions);
  if (!Number.isInteger(options.k) || options.k < 1) {
    throw new AppError('InvalidVectors', 422, 'The number of clusters has to be a whole number of at least 1.');
  }
  const k = Math.min(options.k, count);
  const centroids = seedCentroids(vectors, dimensions, k, seededRandom(seed));
  const assignments = new Uint32Array(count).fill(k);
  const squaredDistances = new Float64Array(count);

  let changed = assign(vectors, dimensions, centroids, assignments, squaredDistances);
  let ran = 0;
  while (ran < iterations && changed > 0) {
    moveCentroids(vectors, dimensions, centroids, assignments, squaredDistances);
    changed = assign(vectors, dimensions, centroids, assignments, squaredDistances);
    ran++;
  }
  const inertia = squaredDistances.reduce((sum, distance) => sum + distance, 0);
  return { k, centroids, assignments, inertia, iterations: ran };
}

/** Nearest cluster of every row under the given centroids, for rows that training did not see. */
export function assignVectors(vectors: Float32Array, dimensions: number, centroids: Float32Array): Uint32Array {
  const assignments = new Uint32Array(countRows(vectors, dimensions));
  assignToNearest(vectors, dimensions, centroids, assignments, new Float64Array(assignments.length));
  return assignments;
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
  const at = vectors.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) {
    throw new AppError(
      'InvalidVectors',
      422,
      `Row ${Math.floor(at / dimensions) + 1} has a figure that is not finite.`,
    );
  }
  return vectors.length / dimensions;
}

const assignToNearest: AssignStep = (vectors, dimensions, centroids, assignments, squaredDistances) => {
  const count = assignments.length;
  const k = centroids.length / dimensions;
  let changed = 0;
  for (let i = 0; i < count; i++) {
    const start = i * dimensions;
    let nearest = 0;
    let nearestDistance = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++) {
      const distance = squaredDistance(vectors, start, centroids, c * dimensions, dimensions);
      if (distance < nearestDistance) {
        nearestDistance = distance;
        nearest = c;
      }
    }
    if (assignments[i] !== nearest) changed++;
    assignments[i] = nearest;
    squaredDistances[i] = nearestDistance;
  }
  return changed;
};

/** Moves each centroid to the mean of its rows; a cluster left without rows takes over the row that fits worst. */
function moveCentroids(
  vectors: Float32Array,
  dimensions: number,
  centroids: Float32Array,
  assignments: Uint32Array,
  squaredDistances: Float64Array,
): void {
  const k = centroids.length / dimensions;
  const sizes = new Uint32Array(k);
  for (const cluster of assignments) sizes[cluster]!++;
  for (let cluster = 0; cluster < k; cluster++) {
    if (sizes[cluster] === 0) fillEmptyCluster(cluster, sizes, assignments, squaredDistances);
  }

  const sums = new Float64Array(centroids.length);
  for (let i = 0; i < assignments.length; i++) {
    const start = assignments[i]! * dimensions;
    for (let d = 0; d < dimensions; d++) sums[start + d]! += vectors[i * dimensions + d]!;
  }
  for (let cluster = 0; cluster < k; cluster++) {
    // Fewer different rows than clusters: nothing to take over, the centroid stays where it is.
    if (sizes[cluster] === 0) continue;
    for (let d = 0; d < dimensions; d++) {
      centroids[cluster * dimensions + d] = sums[cluster * dimensions + d]! / sizes[cluster]!;
    }
  }
}

function fillEmptyCluster(
  cluster: number,
  sizes: Uint32Array,
  assignments: Uint32Array,
  squaredDistances: Float64Array,
): void {
  let farthest = -1;
  let farthestDistance = 0;
  for (let i = 0; i < assignments.length; i++) {
    if (squaredDistances[i]! > farthestDistance && sizes[assignments[i]!]! > 1) {
      farthest = i;
      farthestDistance = squaredDistances[i]!;
    }
  }
  if (farthest < 0) return;
  sizes[assignments[farthest]!]!--;
  sizes[cluster] = 1;
  assignments[farthest] = cluster;
  squaredDistances[farthest] = 0;
}
