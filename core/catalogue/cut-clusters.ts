/** Cuts clusters that hold too many songs, so that no lookup reads more than so many bytes, whatever it asks for. */

/** Clusters as training left them. */
export interface Clusters {
  readonly k: number;
  /** k rows. */
  readonly centroids: Float32Array;
  /** For each row its cluster. */
  readonly assignments: Uint32Array;
}

/**
 * Each cluster of more than `most` rows in parts of nearly equal size, cut across where it is widest; the first part
 * keeps the cluster's number and the others are numbered after all clusters. A part's centroid is the mean of its rows.
 * Rows may all be the same: parts are then equal, and still no larger than `most`.
 */
export function cutLargeClusters(
  vectors: Float32Array,
  dimensions: number,
  { k, centroids, assignments }: Clusters,
  most: number,
): Clusters {
  const members: number[][] = Array.from({ length: k }, () => []);
  assignments.forEach((cluster, row) => {
    members[cluster]!.push(row);
  });
  const cut = assignments.slice();
  const added: number[][] = [];
  const moved = new Map<number, Float32Array>();
  members.forEach((rows, cluster) => {
    if (rows.length <= most) return;
    const [first, ...others] = partsOf(rows, vectors, dimensions, most);
    moved.set(cluster, meanOf(first!, vectors, dimensions));
    for (const part of others) {
      for (const row of part) cut[row] = k + added.length;
      added.push(part);
    }
  });
  const all = new Float32Array((k + added.length) * dimensions);
  all.set(centroids);
  for (const [cluster, centroid] of moved) all.set(centroid, cluster * dimensions);
  added.forEach((part, at) => {
    all.set(meanOf(part, vectors, dimensions), (k + at) * dimensions);
  });
  return { k: k + added.length, centroids: all, assignments: cut };
}

function partsOf(rows: readonly number[], vectors: Float32Array, dimensions: number, most: number): number[][] {
  if (rows.length <= most) return [[...rows]];
  const along = widestDimension(rows, vectors, dimensions);
  const figureOf = (row: number) => vectors[row * dimensions + along]!;
  const sorted = rows.toSorted((a, b) => figureOf(a) - figureOf(b) || a - b);
  const parts = Math.ceil(rows.length / most);
  const at = Math.round((rows.length * Math.ceil(parts / 2)) / parts);
  return [sorted.slice(0, at), sorted.slice(at)].flatMap((half) => partsOf(half, vectors, dimensions, most));
}

/** Along which the rows vary most. */
function widestDimension(rows: readonly number[], vectors: Float32Array, dimensions: number): number {
  const centre = meanOf(rows, vectors, dimensions);
  const spread = new Float64Array(dimensions);
  for (const row of rows) {
    for (let d = 0; d < dimensions; d++) spread[d]! += (vectors[row * dimensions + d]! - centre[d]!) ** 2;
  }
  return spread.indexOf(Math.max(...spread));
}

function meanOf(rows: readonly number[], vectors: Float32Array, dimensions: number): Float32Array {
  const sums = new Float64Array(dimensions);
  for (const row of rows) {
    for (let d = 0; d < dimensions; d++) sums[d]! += vectors[row * dimensions + d]!;
  }
  return Float32Array.from(sums, (sum) => sum / rows.length);
}
