/** Whether an index finds what a search through everything finds: asked before the index is served. */
import { DEFAULT_WEIGHTS, FEATURES, VECTOR_DIMENSIONS } from '../features.ts';
import { type ClusterModel, nearestInModel } from '../kmeans/cluster-model.ts';
import type { PostingBlock } from '../posting-block.ts';
import { seededRandom } from '../random.ts';
import { featureDistance, featureScale } from '../ranking/distance.ts';

/** Clusters that a lookup without filters reads. */
const PROBES = 48;
const WANTED = 10;
/** Posting blocks keep 16 bits of a figure; two songs this close are equally near. */
const TOLERANCE = 1e-4;

export interface RecallOptions {
  readonly targets: number;
  readonly seed: number;
}

/** Shares 0..1 of the ten nearest songs that were found: over all targets, and for the worst of them. */
export interface Recall {
  readonly mean: number;
  readonly worst: number;
}

/**
 * Recall at ten of probing the nearest clusters against all points. Half of the targets are songs' own points, half are
 * round figures as a mood is written down, which lie further from songs and are harder.
 *
 * @param points unit points of all tracks, 11 figures each
 * @param blocksOf the blocks of a cluster as they were stored
 */
export function recallOf(
  model: ClusterModel,
  points: Float32Array,
  blocksOf: (cluster: number) => readonly PostingBlock[],
  { targets, seed }: RecallOptions,
): Recall {
  const random = seededRandom(seed);
  const count = points.length / VECTOR_DIMENSIONS;
  let sum = 0;
  let worst = 1;
  for (let at = 0; at < targets; at++) {
    const row = Math.floor(random() * count);
    const target = FEATURES.map((_, d) =>
      at % 2 === 0 ? points[row * VECTOR_DIMENSIONS + d]! : Math.round(random() * 10) / 10,
    );
    const recall = recallFor(target, model, points, blocksOf);
    sum += recall;
    worst = Math.min(worst, recall);
  }
  return { mean: targets === 0 ? 1 : sum / targets, worst };
}

const SCALE = featureScale(DEFAULT_WEIGHTS);

function recallFor(
  features: readonly number[],
  model: ClusterModel,
  points: Float32Array,
  blocksOf: (cluster: number) => readonly PostingBlock[],
): number {
  const exact = new Nearest();
  exact.addAll(features, points);
  const found = new Nearest();
  for (const { cluster } of nearestInModel(model, { features }, PROBES)) {
    for (const block of blocksOf(cluster)) found.addAll(features, block.points);
  }
  const limit = (exact.distances.at(-1) ?? 0) + TOLERANCE;
  const hits = found.distances.filter((distance) => distance <= limit).length;
  return exact.distances.length === 0 ? 1 : hits / exact.distances.length;
}

/** The ten smallest distances, ascending. */
class Nearest {
  readonly distances: number[] = [];

  addAll(features: readonly number[], points: Float32Array): void {
    for (let start = 0; start < points.length; start += VECTOR_DIMENSIONS) {
      this.#add(featureDistance(features, 0, points, start, SCALE));
    }
  }

  #add(distance: number): void {
    const { distances } = this;
    if (distances.length === WANTED && distance >= distances[WANTED - 1]!) return;
    let at = distances.length;
    while (at > 0 && distances[at - 1]! > distance) at--;
    distances.splice(at, 0, distance);
    if (distances.length > WANTED) distances.pop();
  }
}
