import { createHash } from 'node:crypto';
import type { Bindings } from './expression.ts';

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** Longest range, so that a slip in a step does not fill the memory. */
const LONGEST_RANGE = 100_000;

/**
 * The functions Step Functions adds to JSONata, to be bound beside the variables. `random` gives numbers in [0, 1);
 * $uuid and the unseeded $random draw from it.
 */
export function stepFunctions(random: () => number): Bindings {
  return {
    partition: (items: unknown, size: unknown) => {
      if (items === undefined) return undefined;
      const list = Array.isArray(items) ? items : [items];
      const width = wholeNumber(size, '$partition: the size');
      if (width < 1) throw new Error('$partition: the size must be at least 1');
      return Array.from({ length: Math.ceil(list.length / width) }, (_, i) => list.slice(i * width, (i + 1) * width));
    },
    range: (first: unknown, last: unknown, step: unknown = 1) => {
      const from = wholeNumber(first, '$range: the first value');
      const to = wholeNumber(last, '$range: the last value');
      const by = wholeNumber(step, '$range: the step');
      if (by === 0) throw new Error('$range: the step must not be 0');
      const length = Math.max(0, Math.floor((to - from) / by) + 1);
      if (length > LONGEST_RANGE) throw new Error(`$range: more than ${LONGEST_RANGE} values`);
      return Array.from({ length }, (_, i) => from + i * by);
    },
    hash: (text: unknown, algorithm: unknown) => {
      if (text === undefined) return undefined;
      const name = HASHES[String(algorithm)];
      if (!name) throw new Error(`$hash: the algorithm must be one of ${Object.keys(HASHES).join(', ')}`);
      return createHash(name)
        .update(typeof text === 'string' ? text : JSON.stringify(text))
        .digest('hex');
    },
    random: (seed?: unknown) => (seed === undefined ? random() : seeded(wholeNumber(seed, '$random: the seed'))),
    uuid: () => uuid(random),
    parse: (text: unknown) => (text === undefined ? undefined : JSON.parse(String(text))),
  };
}

/** A version 4 UUID from numbers in [0, 1). */
export function uuid(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16));
  hex[12] = 4;
  hex[16] = (hex[16]! & 3) | 8;
  const text = hex.map((digit) => digit.toString(16)).join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}

/** The first 32 bits of the seed's SHA-256, as a number in [0, 1): the same for the same seed, on every machine. */
function seeded(seed: number): number {
  return createHash('sha256').update(String(seed)).digest().readUInt32BE(0) / 2 ** 32;
}

function wholeNumber(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Error(`${what} must be a whole number`);
  return value;
}
