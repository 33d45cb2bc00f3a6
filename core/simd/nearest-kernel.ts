/**
 * The inner loop of k-means: for eight rows at a time, the nearest and second nearest of many centroids.
 *
 * |x - c|^2 = |x|^2 + |c|^2 - 2 x.c, and |x|^2 is the same for all centroids, so what is compared is the score
 * |c|^2 + x.(-2c): one multiply-add a dimension. Four centroids by eight rows are kept in registers, so that each figure
 * that is loaded is used several times. 32-bit scores are rounded; `scoreTolerance` bounds by how much.
 */

import { assemble, type Code, I32, loop, op, V128 } from './assembler.ts';
import { type CompiledModule, type SharedMemory, webAssembly } from './host.ts';

/** Rows handled at once: two registers of four. */
export const ROWS_AT_ONCE = 8;
/** Centroids handled at once; lists of centroids are padded to a multiple. */
export const CENTROIDS_AT_ONCE = 4;
/** Kernels are unrolled, so very long rows would make very long functions. */
export const MAX_SIMD_DIMENSIONS = 32;

/** Bytes of what the kernel writes: for each of eight rows nearest score, second score (f32), nearest index (u32). */
export const RESULT_BYTES = 3 * ROWS_AT_ONCE * 4;

/**
 * `rows`: offset of 8 rows, transposed: dimension by dimension 8 floats. `centroids`: offset of `count` (a multiple of 4,
 * at least 4) rows of dimensions + 1 floats: -2c, then |c|^2. `results`: offset of RESULT_BYTES. All divisible by 16.
 */
export type NearestKernel = (rows: number, centroids: number, count: number, results: number) => void;

/** Within these, scores neither overflow nor lose digits to underflow. */
const LARGEST_SCORE = 1e36;
const SMALLEST_SCORE = 1e-36;

const compiled = new Map<number, CompiledModule>();

/** The kernel for rows of `dimensions` floats that lie in `memory`. */
export function nearestKernel(dimensions: number, memory: SharedMemory): NearestKernel {
  let module = compiled.get(dimensions);
  if (!module) {
    module = new webAssembly.Module(assemble([nearestSource(dimensions)]));
    compiled.set(dimensions, module);
  }
  return new webAssembly.Instance(module, { env: { memory } }).exports.nearest as NearestKernel;
}

/**
 * How far apart two scores may be although the centroids are equally far: twice the rounding error of a sum of
 * `dimensions` + 1 products, each rounded to 24 bits (Higham, Accuracy and Stability of Numerical Algorithms, 3.1).
 * Infinite where scores may leave the range of 32-bit floats.
 */
export function scoreTolerance(dimensions: number, rowLength: number, centroidLength: number): number {
  const size = (rowLength + centroidLength) ** 2;
  return size < LARGEST_SCORE ? 2 * (dimensions + 3) * 2 ** -24 * size + SMALLEST_SCORE : Number.POSITIVE_INFINITY;
}

const [ROWS, CENTROIDS, COUNT, RESULTS, INDEX] = [0, 1, 2, 3, 4];
const [NEAREST, SECOND, NEAREST_INDEX, CURRENT_INDEX, ROW, SCORES] = [5, 7, 9, 11, 12, 14];

function nearestSource(dimensions: number) {
  const stride = 4 * (dimensions + 1);
  const halves = [0, 1];
  const scores = (centroid: number, half: number) => SCORES! + 2 * centroid + half;
  const body: number[] = [];
  const emit = (...codes: Code[]) => body.push(...codes.flat());

  for (const half of halves) {
    emit(op.f32Infinity, op.splatF32, op.set(NEAREST! + half), op.f32Infinity, op.splatF32, op.set(SECOND! + half));
  }
  const start = body.splice(0);

  for (let c = 0; c < CENTROIDS_AT_ONCE; c++) {
    emit(op.get(CENTROIDS!), op.loadSplat(c * stride + 4 * dimensions), op.set(scores(c, 0)));
    emit(op.get(scores(c, 0)), op.set(scores(c, 1)));
  }
  for (let d = 0; d < dimensions; d++) {
    for (const half of halves) emit(op.get(ROWS!), op.load(32 * d + 16 * half), op.set(ROW! + half));
    for (let c = 0; c < CENTROIDS_AT_ONCE; c++) {
      emit(op.get(CENTROIDS!), op.loadSplat(c * stride + 4 * d), op.set(SCORES! + 8));
      for (const half of halves) {
        emit(op.get(ROW! + half), op.get(SCORES! + 8), op.get(scores(c, half)), op.relaxedMaddF32x4);
        emit(op.set(scores(c, half)));
      }
    }
  }
  for (let c = 0; c < CENTROIDS_AT_ONCE; c++) {
    emit(op.get(INDEX!), op.i32(c), op.add, op.splatI32, op.set(CURRENT_INDEX!));
    for (const half of halves) {
      const score = scores(c, half);
      // second = min(second, max(nearest, score)), then the nearest and its index.
      emit(op.get(NEAREST! + half), op.get(score), op.pseudoMaxF32x4, op.get(SECOND! + half), op.pseudoMinF32x4);
      emit(op.set(SECOND! + half));
      emit(op.get(CURRENT_INDEX!), op.get(NEAREST_INDEX! + half));
      emit(op.get(score), op.get(NEAREST! + half), op.isBelowF32x4, op.bitselect, op.set(NEAREST_INDEX! + half));
      emit(op.get(NEAREST! + half), op.get(score), op.pseudoMinF32x4, op.set(NEAREST! + half));
    }
  }
  emit(op.get(CENTROIDS!), op.i32(CENTROIDS_AT_ONCE * stride), op.add, op.set(CENTROIDS!));
  emit(op.get(INDEX!), op.i32(CENTROIDS_AT_ONCE), op.add, op.set(INDEX!));
  emit(op.get(INDEX!), op.get(COUNT!), op.isBelow);
  const scan = loop(body.splice(0));

  for (const half of halves) {
    [NEAREST!, SECOND!, NEAREST_INDEX!].forEach((local, at) => {
      emit(op.get(RESULTS!), op.get(local + half), op.store(32 * at + 16 * half));
    });
  }
  return {
    name: 'nearest',
    parameters: 4,
    locals: [
      { count: 1, type: I32 },
      { count: 18, type: V128 },
    ] as const,
    body: [...start, ...scan, ...body],
  };
}
