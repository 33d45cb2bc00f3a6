/**
 * The search through everything: what an index is held to, before it is served and in the benchmarks. SIMD finds the few
 * songs that may be among the nearest, and those are compared as a lookup compares them.
 */
import { FEATURES, VECTOR_DIMENSIONS } from '../features.ts';
import { NearestList } from '../kmeans/nearest-list.ts';
import { type FeatureScale, featureDistance, UNRELATED_DIFFERENCE } from '../ranking/distance.ts';
import { webAssembly } from '../simd/host.ts';
import { END, queryBytes, ROWS_AT_ONCE, type ScanKernel, scanKernel } from '../simd/scan-kernel.ts';

const DIMENSIONS = FEATURES.length;
const PAGE_BYTES = 65_536;
/** Songs of the first stretch; each further stretch is as long as all before it, and its threshold the tighter. */
const FIRST_STRETCH = 1024;
/** Squared distances of the unit cube, summed in 32 bits, are this close to those in 64. */
const ROUNDING = 1e-5;

/** A song by its row, and its distance with all that was added to it. */
export interface ExactHit {
  readonly row: number;
  readonly distance: number;
}

/** What is sought. */
export interface ExactQuery {
  /** Nine figures of the unit cube. */
  readonly features: ArrayLike<number>;
  readonly scale: FeatureScale;
  readonly count: number;
  /** Share of the distance in sound in the whole; 1 where absent. */
  readonly soundShare?: number;
  /** What is added for a row, at least 0; Infinity leaves it out. Nothing where absent. */
  readonly penalty?: (row: number) => number;
}

export class ExactSearch {
  readonly #points: Float32Array;
  readonly #groups: number;
  readonly #kernel: ScanKernel;
  readonly #query: Float32Array;
  readonly #out: Uint32Array;
  readonly #rowsOffset: number;

  /** @param points unit points, 11 figures each; kept, not copied */
  constructor(points: Float32Array) {
    const count = points.length / VECTOR_DIMENSIONS;
    this.#points = points;
    this.#groups = Math.ceil(count / ROWS_AT_ONCE);
    const outOffset = Math.ceil(queryBytes(DIMENSIONS) / 64) * 64;
    this.#rowsOffset = outOffset + Math.ceil(((this.#groups + 1) * 4) / 64) * 64;
    const groupFloats = DIMENSIONS * ROWS_AT_ONCE;
    const pages = Math.ceil((this.#rowsOffset + this.#groups * groupFloats * 4) / PAGE_BYTES);
    const memory = new webAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    const buffer = memory.buffer as unknown as ArrayBuffer;
    this.#kernel = scanKernel(DIMENSIONS, memory);
    this.#query = new Float32Array(buffer, 0, queryBytes(DIMENSIONS) / 4);
    this.#out = new Uint32Array(buffer, outOffset, this.#groups + 1);
    const rows = new Float32Array(buffer, this.#rowsOffset, this.#groups * groupFloats);
    for (let row = 0; row < count; row++) {
      const at = Math.floor(row / ROWS_AT_ONCE) * groupFloats + (row % ROWS_AT_ONCE);
      for (let d = 0; d < DIMENSIONS; d++) rows[at + d * ROWS_AT_ONCE] = points[row * VECTOR_DIMENSIONS + d]!;
    }
  }

  /** The nearest rows, nearest first; equal ones in their order. */
  nearest({ features, scale, count, soundShare = 1, penalty = () => 0 }: ExactQuery): ExactHit[] {
    const list = new NearestList(count);
    this.#place(features, scale);
    const rows = this.#points.length / VECTOR_DIMENSIONS;
    const offer = (row: number) => {
      const added = penalty(row);
      if (added === Number.POSITIVE_INFINITY) return;
      const inSound = featureDistance(features, 0, this.#points, row * VECTOR_DIMENSIONS, scale);
      list.offer(row, soundShare * inSound + added);
    };
    for (let from = 0, to = FIRST_STRETCH / ROWS_AT_ONCE; from < this.#groups; from = to, to *= 2) {
      this.#scan(from, Math.min(to, this.#groups), thresholdOf(list.worst, soundShare, scale));
      for (let at = 0; this.#out[at] !== END; at++) {
        const first = this.#out[at]! * ROWS_AT_ONCE;
        const last = Math.min(rows, first + ROWS_AT_ONCE);
        for (let row = first; row < last; row++) offer(row);
      }
    }
    return list.sorted().map(({ id, distance }) => ({ row: id, distance }));
  }

  #scan(from: number, to: number, threshold: number): void {
    this.#query.fill(threshold, 8 * DIMENSIONS, 8 * DIMENSIONS + 4);
    const start = this.#rowsOffset + from * DIMENSIONS * ROWS_AT_ONCE * 4;
    this.#kernel(start, 0, from, to, this.#out.byteOffset);
  }

  #place(features: ArrayLike<number>, { weights }: FeatureScale): void {
    for (let d = 0; d < DIMENSIONS; d++) {
      const factor = Math.sqrt(weights[d]!);
      this.#query.fill(factor, 8 * d, 8 * d + 4);
      this.#query.fill(-factor * features[d]!, 8 * d + 4, 8 * d + 8);
    }
  }
}

/** The weighted sum of squares that a row may have at most to come before the worst of a full list. */
function thresholdOf(worst: number, soundShare: number, { total }: FeatureScale): number {
  if (worst === Number.POSITIVE_INFINITY || soundShare === 0) return Number.POSITIVE_INFINITY;
  return ((worst / soundShare) * UNRELATED_DIFFERENCE) ** 2 * total * (1 + ROUNDING) + ROUNDING * total;
}
