/** A catalogue with its index in memory: blocks as a table would give them, and every record for the exact search. */
import { ExactSearch } from '../../core/catalogue/exact-search.ts';
import { buildIndex, type CatalogueIndex, clusterModelOf } from '../../core/catalogue/index-builder.ts';
import { presenceGroups, presenceTest } from '../../core/catalogue/presence.ts';
import { STARTER_SEED } from '../../core/catalogue/starter-assets.ts';
import type { Track } from '../../core/catalogue/track.ts';
import type { SongFilters } from '../../core/contracts/filters.ts';
import type { Target } from '../../core/contracts/pipeline.ts';
import { toUnitVector, VECTOR_DIMENSIONS } from '../../core/features.ts';
import { type ClusterModel, clusterQuery, nearestInModel } from '../../core/kmeans/cluster-model.ts';
import { simdAssigner } from '../../core/kmeans/simd-assigner.ts';
import { decodeBlock, ordinalsOf, PostingBlock, RECORD_BYTES, selectRows } from '../../core/posting-block.ts';
import type { CandidateBlock } from '../../core/ranking/candidates.ts';
import { featureScale } from '../../core/ranking/distance.ts';
import { candidatesUnder } from '../../core/ranking/filtered-list.ts';
import { recordTest } from '../../core/ranking/filters.ts';
import { NEAREST_UNDER_FILTER, PROBES, probesUnder } from '../../core/ranking/probes.ts';
import { isFragment } from '../../core/ranking/unwanted-recordings.ts';
import { workerThreads } from '../../sagemaker/threads.ts';
import { stopwatch, type Times } from './stopwatch.ts';

export const WANTED = 10;
const DURATION = 10;

/** What one lookup read and found. */
export interface Lookup {
  readonly ordinals: number[];
  readonly blocks: number;
  readonly bytes: number;
  readonly compute: Times;
}

export class IndexedCatalogue {
  readonly index: CatalogueIndex;
  readonly tracks: ReadonlyMap<number, Track>;
  readonly #model: ClusterModel;
  /** Every record, as the blocks hold them. */
  readonly #all: PostingBlock;
  /** Their points, 11 figures each, and their ordinals, in one order. */
  readonly points: Float32Array;
  readonly #ordinals: Uint32Array;
  readonly #exact: ExactSearch;

  constructor(tracks: readonly Track[]) {
    this.index = buildIndex(tracks, { version: 1, seed: STARTER_SEED, assigner: simdAssigner(workerThreads()) });
    this.tracks = new Map(tracks.map((track) => [track.ordinal, track]));
    this.#model = clusterModelOf(this.index);
    this.#all = joined([...this.index.blocks.values()].flat().map(decodeBlock), tracks.length);
    this.#ordinals = Uint32Array.from({ length: tracks.length }, (_, row) => this.#all.ordinal(row));
    this.points = Float32Array.from({ length: tracks.length * VECTOR_DIMENSIONS }, (_, at) =>
      this.#all.figure(Math.floor(at / VECTOR_DIMENSIONS), at % VECTOR_DIMENSIONS),
    );
    this.#exact = new ExactSearch(this.points);
  }

  get ordinals(): Uint32Array {
    return this.#ordinals;
  }

  /** What a lookup does between the answers of the table: plans, decodes, chooses. */
  lookup(target: Target, filters: SongFilters = {}): Lookup {
    const passed = stopwatch();
    const groups = presenceGroups(filters, this.index.meta);
    const query = clusterQuery(target);
    let clusters = nearestInModel(this.#model, query, groups.length === 0 ? PROBES : NEAREST_UNDER_FILTER);
    if (groups.length > 0) clusters = probesUnder(clusters, presenceTest(groups, this.index.presence));
    const clusterParts = clusters.flatMap(({ cluster }) => this.index.blocks.get(cluster) ?? []);
    const themeParts = target.themes.flatMap(({ theme }) =>
      (this.index.themeBlocks.get(theme) ?? []).map((bytes) => ({ bytes, theme })),
    );
    const blocks: CandidateBlock[] = [
      ...clusterParts.map((bytes) => ({ block: decodeBlock(bytes) })),
      ...themeParts.map(({ bytes, theme }) => ({ block: decodeBlock(bytes), theme })),
    ];
    const found = candidatesUnder(blocks, target, filters, this.index.meta);
    const compute = passed();
    const read = [...clusterParts, ...themeParts.map(({ bytes }) => bytes)];
    return {
      ordinals: found.map(({ ordinal }) => ordinal),
      blocks: read.length + new Set(groups.flat()).size,
      bytes: read.reduce((sum, bytes) => sum + bytes.length, 0),
      compute,
    };
  }

  /**
   * The ten best of the whole catalogue under the full distance. Songs with a wanted theme are all in the themes' blocks;
   * of the others, which differ in sound alone, SIMD finds the ten nearest; production code orders both.
   */
  exact(target: Target, filters: SongFilters = {}): number[] {
    const themed: CandidateBlock[] = target.themes.flatMap(({ theme }) =>
      (this.index.themeBlocks.get(theme) ?? []).map((bytes) => ({ block: decodeBlock(bytes), theme })),
    );
    const themedOrdinals = new Set(themed.flatMap(({ block }) => ordinalsOf(block)));
    const accepts = recordTest(filters, this.index.meta);
    const [points, ordinals] = [this.points, this.#ordinals];
    const hits = this.#exact.nearest({
      features: toUnitVector(target.features),
      scale: featureScale(target.weights),
      count: WANTED,
      penalty: (row) =>
        !accepts(this.#all, row) ||
        isFragment(points[row * VECTOR_DIMENSIONS + DURATION]!) ||
        (filters.explicit === 'clean' && (this.#all.flags(row) & 3) !== 1) ||
        themedOrdinals.has(ordinals[row]!)
          ? Number.POSITIVE_INFINITY
          : 0,
    });
    const nearest = selectRows(
      this.#all,
      hits.map(({ row }) => row),
    );
    const all = [{ block: nearest }, ...themed];
    return candidatesUnder(all, target, filters, this.index.meta, WANTED).map(({ ordinal }) => ordinal);
  }

  /** The ten nearest in sound alone: what the other libraries are asked for. */
  nearestInSound(target: Target): number[] {
    const hits = this.#exact.nearest({
      features: toUnitVector(target.features),
      scale: featureScale(target.weights),
      count: WANTED,
    });
    return hits.map(({ row }) => this.#ordinals[row]!);
  }
}

function joined(blocks: readonly PostingBlock[], count: number): PostingBlock {
  const records = new Uint8Array(count * RECORD_BYTES);
  let at = 0;
  for (const block of blocks) {
    records.set(block.records, at);
    at += block.records.length;
  }
  return new PostingBlock(records);
}
