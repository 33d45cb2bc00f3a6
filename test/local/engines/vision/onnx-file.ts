/** ONNX files written from a description, small enough to read: stand-ins for models that have to be fetched. */

type Bytes = Uint8Array;

function varint(value: number | bigint): Bytes {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

const number = (field: number, value: number): Bytes => Buffer.concat([varint(field << 3), varint(value)]);
const block = (field: number, ...parts: Bytes[]): Bytes => {
  const body = Buffer.concat(parts);
  return Buffer.concat([varint((field << 3) | 2), varint(body.length), body]);
};
const text = (field: number, value: string): Bytes => block(field, Buffer.from(value));

/** ONNX' numbers of element types. */
export const TYPES = { float: 1, int64: 7 } as const;

export interface Port {
  name: string;
  type: keyof typeof TYPES;
  /** A name stands for a length that is only known when it runs. */
  shape: readonly (number | string)[];
}

export interface Constant {
  name: string;
  type: keyof typeof TYPES;
  shape: readonly number[];
  values: readonly number[];
}

export interface Step {
  operation: string;
  inputs: readonly string[];
  output: string;
  numbers?: Readonly<Record<string, number | readonly number[]>>;
}

const port = (field: number, { name, type, shape }: Port): Bytes =>
  block(
    field,
    text(1, name),
    block(
      2,
      block(
        1,
        number(1, TYPES[type]),
        block(2, ...shape.map((one) => block(1, typeof one === 'number' ? number(1, one) : text(2, one)))),
      ),
    ),
  );

const constant = ({ name, type, shape, values }: Constant): Bytes => {
  const raw = type === 'float' ? Float32Array.from(values) : BigInt64Array.from(values.map(BigInt));
  return block(
    5,
    ...shape.map((one) => number(1, one)),
    number(2, TYPES[type]),
    text(8, name),
    block(9, new Uint8Array(raw.buffer)),
  );
};

const step = ({ operation, inputs, output, numbers = {} }: Step): Bytes =>
  block(
    1,
    ...inputs.map((name) => text(1, name)),
    text(2, output),
    text(4, operation),
    ...Object.entries(numbers).map(([name, value]) =>
      typeof value === 'number'
        ? block(5, text(1, name), number(3, value), number(20, 2))
        : block(5, text(1, name), ...value.map((one) => number(8, one)), number(20, 7)),
    ),
  );

/** A model of opset 13. */
export function onnxFile(model: {
  inputs: readonly Port[];
  outputs: readonly Port[];
  constants?: readonly Constant[];
  steps: readonly Step[];
}): Uint8Array {
  const graph = block(
    7,
    ...model.steps.map(step),
    text(2, 'stand-in'),
    ...(model.constants ?? []).map(constant),
    ...model.inputs.map((one) => port(11, one)),
    ...model.outputs.map((one) => port(12, one)),
  );
  return new Uint8Array(Buffer.concat([number(1, 8), graph, block(8, text(1, ''), number(2, 13))]));
}
