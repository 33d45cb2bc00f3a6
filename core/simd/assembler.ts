/**
 * A small WebAssembly assembler: functions are lists of bytes put together by named instructions, so that a kernel can be
 * unrolled for the number of dimensions at hand, and nothing has to be compiled ahead or kept as a binary.
 * Encodings: WebAssembly Core Specification 3.0, chapter "Binary Format" (vector and relaxed vector instructions included).
 */

/** Encoded instructions. */
export type Code = readonly number[];

export const I32 = 0x7f;
export const F32 = 0x7d;
export const V128 = 0x7b;
type ValueType = typeof I32 | typeof F32 | typeof V128;

const VOID = 0x40;
const FUNCTION_TYPE = 0x60;
const EXTERNAL_FUNCTION = 0;
const EXTERNAL_MEMORY = 2;
const SHARED_WITH_MAXIMUM = 3;
const SECTION = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const;

/** The most pages of 64 KB that 32 bits can address. */
export const MAX_PAGES = 65_536;

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) | 128);
  }
}

/** Signed LEB128 of a 32-bit number. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left >>= 7) {
    const low = left & 127;
    if ((left >> 7 === 0 && low < 64) || (left >> 7 === -1 && low >= 64)) return [...bytes, low];
    bytes.push(low | 128);
  }
}

function text(value: string): number[] {
  const bytes = [...new TextEncoder().encode(value)];
  return [...unsigned(bytes.length), ...bytes];
}

function list(items: readonly Code[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function vector(opcode: number, ...rest: number[]): number[] {
  return [0xfd, ...unsigned(opcode), ...rest];
}

const memory = (alignment: number, offset: number) => [alignment, ...unsigned(offset)];

/** The instructions that the kernels use; operands come before, as on the stack. */
export const op = {
  get: (local: number): Code => [0x20, ...unsigned(local)],
  set: (local: number): Code => [0x21, ...unsigned(local)],
  i32: (value: number): Code => [0x41, ...signed(value)],
  add: [0x6a] as Code,
  isBelow: [0x49] as Code,
  /** Stores a 32-bit number at the address below it on the stack. */
  storeI32: [0x36, 0x02, 0x00] as Code,
  f32Infinity: [0x43, 0x00, 0x00, 0x80, 0x7f] as Code,
  splatF32: vector(0x13) as Code,
  splatI32: vector(0x11) as Code,
  load: (offset: number): Code => vector(0x00, ...memory(4, offset)),
  loadSplat: (offset: number): Code => vector(0x09, ...memory(2, offset)),
  store: (offset: number): Code => vector(0x0b, ...memory(4, offset)),
  addF32x4: vector(0xe4) as Code,
  mulF32x4: vector(0xe6) as Code,
  subF32x4: vector(0xe5) as Code,
  /** b < a ? b : a, one machine instruction; not a number where a is. */
  pseudoMinF32x4: vector(0xea) as Code,
  pseudoMaxF32x4: vector(0xeb) as Code,
  isBelowF32x4: vector(0x43) as Code,
  isAtMostF32x4: vector(0x45) as Code,
  or: vector(0x50) as Code,
  anyTrue: vector(0x53) as Code,
  bitselect: vector(0x52) as Code,
  addI32x4: vector(0xae) as Code,
  /** a * b + c, rounded once or twice as the machine does best. */
  relaxedMaddF32x4: vector(0x105) as Code,
};

/** Repeats the body while it leaves something other than 0. */
export function loop(body: Code): Code {
  return [0x03, VOID, ...body, 0x0d, 0x00, 0x0b];
}

/** Does the body where the stack's top is not 0. */
export function when(body: Code): Code {
  return [0x04, VOID, ...body, 0x0b];
}

/** A function that takes 32-bit numbers and gives nothing. */
export interface FunctionSource {
  readonly name: string;
  readonly parameters: number;
  /** Further locals by type, numbered after the parameters. */
  readonly locals: readonly { readonly count: number; readonly type: ValueType }[];
  readonly body: Code;
}

/** The bytes of a module over a shared memory that it imports as `env.memory`. */
export function assemble(functions: readonly FunctionSource[]): Uint8Array<ArrayBuffer> {
  const section = (id: number, items: readonly Code[]) => {
    const bytes = list(items);
    return [id, ...unsigned(bytes.length), ...bytes];
  };
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(
      SECTION.type,
      functions.map(({ parameters }) => [FUNCTION_TYPE, ...list(new Array(parameters).fill([I32])), 0]),
    ),
    ...section(SECTION.import, [
      [...text('env'), ...text('memory'), EXTERNAL_MEMORY, SHARED_WITH_MAXIMUM, ...unsigned(1), ...unsigned(MAX_PAGES)],
    ]),
    ...section(
      SECTION.function,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(
      SECTION.export,
      functions.map(({ name }, index) => [...text(name), EXTERNAL_FUNCTION, ...unsigned(index)]),
    ),
    ...section(
      SECTION.code,
      functions.map(({ locals, body }) => {
        const bytes = [...list(locals.map(({ count, type }) => [...unsigned(count), type])), ...body, 0x0b];
        return [...unsigned(bytes.length), ...bytes];
      }),
    ),
  ]);
}
