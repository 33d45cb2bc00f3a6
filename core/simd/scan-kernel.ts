/**
 * Scans many rows for those within a distance of a query: for sixteen rows at a time the weighted squared distance, and
 * where any of them is near enough, the number of that group is noted. Who asks looks at these few again in full.
 */
import { assemble, type Code, loop, op, V128, when } from './assembler.ts';
import { type CompiledModule, type SharedMemory, webAssembly } from './host.ts';

/** Rows handled at once: four registers of four. */
export const ROWS_AT_ONCE = 16;
const REGISTERS = ROWS_AT_ONCE / 4;

/** Bytes of a query: for each dimension a factor and an offset, each four times, then four times the threshold. */
export const queryBytes = (dimensions: number) => (2 * dimensions + 1) * 16;

/**
 * `rows`: offset of the first group: dimension by dimension 16 floats. `query`: offset of the query. `from`, `to`: groups
 * to scan, at least one. `out`: where the numbers of groups go that have a row x with
 * sum (factor x + offset)^2 <= threshold, one after another; after them goes 0xffffffff. All offsets divisible by 16.
 */
export type ScanKernel = (rows: number, query: number, from: number, to: number, out: number) => void;

/** Ends the list of groups. */
export const END = 0xffffffff;

const compiled = new Map<number, CompiledModule>();

/** The kernel for rows of `dimensions` floats that lie in `memory`. */
export function scanKernel(dimensions: number, memory: SharedMemory): ScanKernel {
  let module = compiled.get(dimensions);
  if (!module) {
    module = new webAssembly.Module(assemble([scanSource(dimensions)]));
    compiled.set(dimensions, module);
  }
  return new webAssembly.Instance(module, { env: { memory } }).exports.scan as ScanKernel;
}

const [ROWS, QUERY, GROUP, TO, OUT] = [0, 1, 2, 3, 4];
const [SUMS, FACTOR, OFFSET, DIFFERENCE] = [5, 5 + REGISTERS, 6 + REGISTERS, 7 + REGISTERS];

function scanSource(dimensions: number) {
  const registers = Array.from({ length: REGISTERS }, (_, index) => index);
  const body: number[] = [];
  const emit = (...codes: Code[]) => body.push(...codes.flat());

  for (const register of registers) emit(op.i32(0), op.splatI32, op.set(SUMS! + register));
  for (let d = 0; d < dimensions; d++) {
    emit(op.get(QUERY!), op.load(32 * d), op.set(FACTOR!), op.get(QUERY!), op.load(32 * d + 16), op.set(OFFSET!));
    for (const register of registers) {
      emit(op.get(ROWS!), op.load(4 * ROWS_AT_ONCE * d + 16 * register), op.get(FACTOR!), op.get(OFFSET!));
      emit(op.relaxedMaddF32x4, op.set(DIFFERENCE!));
      emit(op.get(DIFFERENCE!), op.get(DIFFERENCE!), op.get(SUMS! + register), op.relaxedMaddF32x4);
      emit(op.set(SUMS! + register));
    }
  }
  registers.forEach((register, at) => {
    emit(op.get(SUMS! + register), op.get(QUERY!), op.load(32 * dimensions), op.isAtMostF32x4);
    if (at > 0) emit(op.or);
  });
  const note = [op.get(OUT!), op.get(GROUP!), op.storeI32, op.get(OUT!), op.i32(4), op.add, op.set(OUT!)].flat();
  emit(op.anyTrue, when(note));
  emit(op.get(ROWS!), op.i32(4 * ROWS_AT_ONCE * dimensions), op.add, op.set(ROWS!));
  emit(op.get(GROUP!), op.i32(1), op.add, op.set(GROUP!));
  emit(op.get(GROUP!), op.get(TO!), op.isBelow);
  const scan = loop(body);
  return {
    name: 'scan',
    parameters: 5,
    locals: [{ count: REGISTERS + 3, type: V128 }] as const,
    body: [...scan, ...[op.get(OUT!), op.i32(-1), op.storeI32].flat()],
  };
}
