/**
 * The assigner for large trainings: SIMD, bounds, and as many threads as it is lent. Gives the same clusters whatever the
 * number of threads.
 */
import { AppError } from '../errors.ts';
import type { SharedMemory } from '../simd/host.ts';
import { MAX_SIMD_DIMENSIONS } from '../simd/nearest-kernel.ts';
import type { Assigner, AssignerFactory } from './assigner.ts';
import { squaredDistance } from './seeding.ts';
import { sweeper } from './sweep.ts';
import { CONTROL, MEASURE, type SweepMemory, type SweepShape, sweepMemory } from './sweep-memory.ts';

/** What a lent thread calls `helpSweeping` with. */
export interface SweepHelp {
  readonly memory: SharedMemory;
  readonly shape: SweepShape;
  /** From 1; the calling thread is 0. */
  readonly thread: number;
}

/** Threads that a caller lends: core can use them, but not start them. */
export interface Threads {
  /** How many `start` may be called for. */
  readonly helpers: number;
  /** Starts a thread that runs `helpSweeping(help)`, which ends by itself. */
  start(help: SweepHelp): void;
}

/** How long a chunk may take before its thread is taken for lost. */
const CHUNK_TIMEOUT_MS = 600_000;

/** An assigner factory; without threads all is done on the calling one. Takes rows of at most MAX_SIMD_DIMENSIONS. */
export function simdAssigner(threads: Threads | null = null): AssignerFactory {
  return (vectors, dimensions, k) => {
    if (dimensions > MAX_SIMD_DIMENSIONS) {
      throw new AppError('InvalidVectors', 422, `Rows of over ${MAX_SIMD_DIMENSIONS} figures are not supported.`);
    }
    const count = vectors.length / dimensions;
    const shape = { count, dimensions, k, threads: 1 + (threads?.helpers ?? 0) };
    const shared = sweepMemory(shape);
    shared.vectors.set(vectors);
    shared.assignments.fill(k);
    // Nothing to take before the first sweep.
    shared.control[CONTROL.nextChunk] = shared.chunks;
    const sweep = sweeper(shared, 0);
    const helpers = Math.min(shape.threads, shared.chunks) - 1;
    for (let thread = 1; thread <= helpers; thread++) threads!.start({ memory: shared.memory, shape, thread });
    return new SharedAssigner(shared, sweep);
  };
}

/** What a lent thread does: chunks of every sweep, until the assigner is closed. */
export function helpSweeping({ memory, shape, thread }: SweepHelp): void {
  const shared = sweepMemory(shape, memory);
  const sweep = sweeper(shared, thread);
  const { control } = shared;
  for (let seen = 0; Atomics.load(control, CONTROL.stopped) === 0; ) {
    takeChunks(shared, sweep);
    Atomics.wait(control, CONTROL.generation, seen);
    seen = Atomics.load(control, CONTROL.generation);
  }
}

/** Takes chunks nobody has taken yet. */
function takeChunks({ control, chunks }: SweepMemory, sweep: (chunk: number) => void): void {
  for (;;) {
    const chunk = Atomics.add(control, CONTROL.nextChunk, 1);
    if (chunk >= chunks) return;
    sweep(chunk);
    Atomics.add(control, CONTROL.chunksDone, 1);
    Atomics.notify(control, CONTROL.chunksDone);
  }
}

class SharedAssigner implements Assigner {
  readonly #shared: SweepMemory;
  readonly #sweep: (chunk: number) => void;

  constructor(shared: SweepMemory, sweep: (chunk: number) => void) {
    this.#shared = shared;
    this.#sweep = sweep;
  }

  get assignments(): Uint32Array {
    return this.#shared.assignments;
  }

  assign(centroids: Float32Array): number {
    const { control, chunks, changed } = this.#shared;
    this.#place(centroids);
    Atomics.store(control, CONTROL.chunksDone, 0);
    Atomics.store(control, CONTROL.nextChunk, 0);
    Atomics.add(control, CONTROL.generation, 1);
    Atomics.notify(control, CONTROL.generation);
    takeChunks(this.#shared, this.#sweep);
    for (let done = 0; done < chunks; done = Atomics.load(control, CONTROL.chunksDone)) {
      if (Atomics.wait(control, CONTROL.chunksDone, done, CHUNK_TIMEOUT_MS) === 'timed-out') {
        throw new AppError('TrainingStopped', 500, 'A thread of the training stopped answering.');
      }
    }
    Atomics.store(control, CONTROL.hasBounds, 1);
    return changed.reduce((sum, each) => sum + each, 0);
  }

  totals() {
    const { k, dimensions, chunks, sums, sizes } = this.#shared;
    const totals = { sums: new Float64Array(k * dimensions), sizes: new Uint32Array(k) };
    for (let chunk = 0; chunk < chunks; chunk++) {
      for (let at = 0; at < totals.sums.length; at++) totals.sums[at]! += sums[chunk * totals.sums.length + at]!;
      for (let at = 0; at < k; at++) totals.sizes[at]! += sizes[chunk * k + at]!;
    }
    return totals;
  }

  move(row: number, cluster: number): void {
    this.#shared.assignments[row] = cluster;
    this.#shared.upper[row] = Number.POSITIVE_INFINITY;
    this.#shared.lower[row] = 0;
  }

  close(): void {
    const { control } = this.#shared;
    Atomics.store(control, CONTROL.stopped, 1);
    Atomics.add(control, CONTROL.generation, 1);
    Atomics.notify(control, CONTROL.generation);
  }

  /** Writes the centroids where the sweep reads them, and how far they moved. */
  #place(next: Float32Array): void {
    const { k, dimensions, centroids, packed, packedCount, shifts, measures, control } = this.#shared;
    let [largest, second, widest, length] = [0, 0, 0, 0];
    packed.fill(0);
    for (let cluster = 0; cluster < packedCount; cluster++) {
      const start = cluster * dimensions;
      const at = cluster * (dimensions + 1);
      if (cluster >= k) {
        packed[at + dimensions] = Number.POSITIVE_INFINITY;
        continue;
      }
      const shift = Math.sqrt(squaredDistance(next, start, centroids, start, dimensions));
      shifts[cluster] = shift;
      if (shift > largest) {
        [second, largest, widest] = [largest, shift, cluster];
      } else if (shift > second) {
        second = shift;
      }
      let norm = 0;
      for (let d = 0; d < dimensions; d++) {
        const value = next[start + d]!;
        packed[at + d] = -2 * value;
        norm += value * value;
      }
      packed[at + dimensions] = norm;
      length = Math.max(length, Math.sqrt(norm));
    }
    centroids.set(next);
    measures[MEASURE.largestShift] = largest;
    measures[MEASURE.secondShift] = second;
    measures[MEASURE.centroidLength] = length;
    control[CONTROL.widestMover] = widest;
  }
}
