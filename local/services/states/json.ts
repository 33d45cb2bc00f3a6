import { ERROR, StateFailure } from './failure.ts';

/** A JSON value. Values that travel through an execution are never changed in place. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Largest state input, output or variable in bytes of its UTF-8 JSON text. */
export const DATA_LIMIT = 262_144;

/**
 * A plain copy of what an expression returned. JSONata marks its own arrays as sequences and may hand out functions;
 * neither may get into the data.
 * @throws TypeError naming what is not JSON.
 */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that JSON cannot hold');
    return value;
  }
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value}`);
  if ('_jsonata_lambda' in value || '_jsonata_function' in value) throw new TypeError('a function');
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key, toJson(member)]),
  );
}

/**
 * The JSON text of a value that crosses a state's border.
 * @throws StateFailure States.DataLimitExceeded above 256 KiB.
 */
export function boundedText(value: Json, what: string): string {
  const text = JSON.stringify(value);
  // A UTF-16 unit needs at most three bytes, so most texts need no counting.
  if (text.length * 3 > DATA_LIMIT && Buffer.byteLength(text) > DATA_LIMIT) {
    throw new StateFailure(ERROR.dataLimitExceeded, `${what} is larger than the limit of ${DATA_LIMIT} bytes.`);
  }
  return text;
}
