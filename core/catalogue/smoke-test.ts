/** Whether an index finds what a search through everything finds: asked before the index is served. */
import { DEFAULT_WEIGHTS, FEATURES, VECTOR_DIMENSIONS } from '../features.ts';
import { type ClusterModel, nearestInModel } from '../kmeans/cluster-model.ts';
import { NearestList } from '../kmeans/nearest-list.ts';
import type { PostingBlock } from '../posting-block.ts';
import { seededRandom } from '../random.ts';
import { featureScale, recordDistance } from '../ranking/distance.ts';
import { PROBES } from '../ranking/probes.ts';
import { ExactSearch } from './exact-search.ts';

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
  const exact = new ExactSearch(points);
  let sum = 0;
  let worst = 1;
  for (let at = 0; at < targets; at++) {
    const row = Math.floor(random() * count);
    const target = FEATURES.map((_, d) =>
      at % 2 === 0 ? points[row * VECTOR_DIMENSIONS + d]! : Math.round(random() * 10) / 10,
    );
    const recall = recallFor(target, model, exact, blocksOf);
    sum += recall;
    worst = Math.min(worst, recall);
  }
  return { mean: targets === 0 ? 1 : sum / targets, worst };
}

const SCALE = featureScale(DEFAULT_WEIGHTS);

function recallFor(
  features: readonly number[],
  model: ClusterModel,
  exact: ExactSearch,
  blocksOf: (cluster: number) => readonly PostingBlock[],
): number {
  const nearest = exact.nearest({ features, scale: SCALE, count: WANTED });
  if (nearest.length === 0) return 1;
  const found = new NearestList(WANTED);
  for (const { cluster } of nearestInModel(model, { features }, PROBES)) {
    for (const block of blocksOf(cluster)) {
      for (let row = 0; row < block.count; row++) {
        found.offer(block.ordinal(row), recordDistance(features, block, row, SCALE));
      }
    }
  }
  const limit = nearest.at(-1)!.distance + TOLERANCE;
  return found.sorted().filter(({ distance }) => distance <= limit).length / nearest.length;
}
