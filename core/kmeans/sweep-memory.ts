/** Where everything of one training lies in the memory that its threads and the SIMD kernel share. */
import { type SharedMemory, webAssembly } from '../simd/host.ts';
import { CENTROIDS_AT_ONCE, RESULT_BYTES, ROWS_AT_ONCE } from '../simd/nearest-kernel.ts';

const PAGE_BYTES = 65_536;

/** Rows a chunk has at least; handing out less is not worth it. */
const MIN_CHUNK_ROWS = 4096;
/**
 * Most chunks. They depend on the rows alone and never on the number of threads: sums are rounded chunk by chunk, and so
 * any number of threads finds the same clusters to the last bit.
 */
const MAX_CHUNKS = 16;
/** Chunks keep sums of their own for every cluster, so for very many clusters there are fewer. */
const MAX_CHUNK_CLUSTERS = 262_144;

/** The numbers that place everything else. */
export interface SweepShape {
  readonly count: number;
  readonly dimensions: number;
  readonly k: number;
  /** Threads that work on it, the calling one included. */
  readonly threads: number;
}

/** Indices of `control`. */
export const CONTROL = {
  generation: 0,
  nextChunk: 1,
  chunksDone: 2,
  stopped: 3,
  hasBounds: 4,
  widestMover: 5,
} as const;
/** Indices of `measures`. */
export const MEASURE = { largestShift: 0, secondShift: 1, centroidLength: 2 } as const;

/** Views of the shared memory. */
export interface SweepMemory extends SweepShape {
  readonly memory: SharedMemory;
  readonly chunks: number;
  readonly control: Int32Array;
  readonly measures: Float64Array;
  readonly vectors: Float32Array;
  readonly centroids: Float32Array;
  /** Centroids as the kernel wants them, padded with ones that are infinitely far. */
  readonly packed: Float32Array;
  readonly packedCount: number;
  /** How far each centroid moved since the last sweep. */
  readonly shifts: Float64Array;
  readonly assignments: Uint32Array;
  /** Of each row: no more than this far from its centroid, no less than that far from every other. */
  readonly upper: Float64Array;
  readonly lower: Float64Array;
  /** By chunk. */
  readonly changed: Int32Array;
  readonly sums: Float64Array;
  readonly sizes: Uint32Array;
  /** By thread: eight transposed rows and the kernel's results. */
  readonly scratch: Float32Array;
  readonly scratchBytes: number;
}

/** Lays out `memory`, or a new one. */
export function sweepMemory(shape: SweepShape, given?: SharedMemory): SweepMemory {
  const { count, dimensions, k, threads } = shape;
  const chunks = Math.max(
    1,
    Math.min(MAX_CHUNKS, Math.ceil(count / MIN_CHUNK_ROWS), Math.floor(MAX_CHUNK_CLUSTERS / k)),
  );
  const packedCount = Math.ceil(k / CENTROIDS_AT_ONCE) * CENTROIDS_AT_ONCE;
  const scratchBytes = aligned(ROWS_AT_ONCE * dimensions * 4 + RESULT_BYTES);
  const offsets: number[] = [];
  let end = 0;
  const place = (bytes: number) => {
    offsets.push(end);
    end += aligned(bytes);
  };
  const lengths = [
    [Int32Array, 16],
    [Float64Array, 4],
    [Float32Array, count * dimensions],
    [Float32Array, k * dimensions],
    [Float32Array, packedCount * (dimensions + 1)],
    [Float64Array, k],
    [Uint32Array, count],
    [Float64Array, count],
    [Float64Array, count],
    [Int32Array, chunks],
    [Float64Array, chunks * k * dimensions],
    [Uint32Array, chunks * k],
    [Float32Array, (threads * scratchBytes) / 4],
  ] as const;
  for (const [type, length] of lengths) place(length * type.BYTES_PER_ELEMENT);
  const pages = Math.ceil(end / PAGE_BYTES);
  const memory = given ?? new webAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const view = <T>(Type: new (buffer: ArrayBuffer, offset: number, length: number) => T, at: number): T =>
    new Type(memory.buffer as unknown as ArrayBuffer, offsets[at]!, lengths[at]![1]);
  return {
    ...shape,
    memory,
    chunks,
    packedCount,
    scratchBytes,
    control: view(Int32Array, 0),
    measures: view(Float64Array, 1),
    vectors: view(Float32Array, 2),
    centroids: view(Float32Array, 3),
    packed: view(Float32Array, 4),
    shifts: view(Float64Array, 5),
    assignments: view(Uint32Array, 6),
    upper: view(Float64Array, 7),
    lower: view(Float64Array, 8),
    changed: view(Int32Array, 9),
    sums: view(Float64Array, 10),
    sizes: view(Uint32Array, 11),
    scratch: view(Float32Array, 12),
  };
}

/** Rows of one chunk: from (inclusive), to (exclusive). */
export function chunkRows({ count, chunks }: SweepMemory, chunk: number): [number, number] {
  return [Math.floor((count * chunk) / chunks), Math.floor((count * (chunk + 1)) / chunks)];
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
