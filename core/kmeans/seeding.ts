/**
 * Where k-means begins. A good start matters more than many iterations: plain random starts end in far worse clusters.
 */

/** Keeps the shortcut below clear of what rounding may hide. */
const CERTAINTY = 1 - 1e-9;

/** Squared Euclidean distance between two rows of flat arrays. */
export function squaredDistance(
  a: Float32Array,
  aStart: number,
  b: Float32Array,
  bStart: number,
  dimensions: number,
): number {
  let sum = 0;
  for (let d = 0; d < dimensions; d++) {
    const difference = a[aStart + d]! - b[bStart + d]!;
    sum += difference * difference;
  }
  return sum;
}

/**
 * k-means++: each further centroid is a point drawn with a chance proportional to its squared distance from the nearest
 * centroid so far. Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.
 */
export function seedCentroids(
  vectors: Float32Array,
  dimensions: number,
  k: number,
  random: () => number,
): Float32Array {
  const count = vectors.length / dimensions;
  const centroids = new Float32Array(k * dimensions);
  const nearest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const owners = new Uint32Array(count);
  const between = new Float64Array(k);
  let chosen = Math.floor(random() * count);
  for (let c = 0; c < k; c++) {
    const start = c * dimensions;
    centroids.set(vectors.subarray(chosen * dimensions, (chosen + 1) * dimensions), start);
    // By the triangle inequality, a new centroid twice as far from a row's centroid as the row is cannot be nearer to it.
    for (let other = 0; other < c; other++) {
      between[other] = squaredDistance(centroids, start, centroids, other * dimensions, dimensions) * CERTAINTY;
    }
    let total = 0;
    for (let i = 0; i < count; i++) {
      if (c === 0 || between[owners[i]!]! < 4 * nearest[i]!) {
        const distance = squaredDistance(vectors, i * dimensions, centroids, start, dimensions);
        if (distance < nearest[i]!) {
          nearest[i] = distance;
          owners[i] = c;
        }
      }
      total += nearest[i]!;
    }
    chosen = total > 0 ? drawProportionally(nearest, total, random) : Math.floor(random() * count);
  }
  return centroids;
}

/** The index drawn with a chance of `shares[index] / total`. */
function drawProportionally(shares: Float64Array, total: number, random: () => number): number {
  let left = random() * total;
  let last = 0;
  for (let i = 0; i < shares.length; i++) {
    if (shares[i] === 0) continue;
    last = i;
    left -= shares[i]!;
    if (left < 0) break;
  }
  return last;
}
