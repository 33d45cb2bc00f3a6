/** Which keys one page of a listing holds. */

export interface ListingQuery {
  readonly prefix: string;
  /** Keys that share what stands up to its first occurrence after the prefix are rolled up into one common prefix. */
  readonly delimiter: string;
  /** Only keys after this one. */
  readonly after: string;
  /** Whether `after` is a common prefix of the page before, all of whose keys were counted there. */
  readonly afterIsPrefix?: boolean;
  readonly maxKeys: number;
}

export interface ListingPage {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  /** Where the next page begins, if there is one. */
  readonly next?: { readonly after: string; readonly afterIsPrefix: boolean };
}

/** One page of keys given in the order of `compareKeys`. */
export function listPage(sorted: readonly string[], query: ListingQuery): ListingPage {
  const { prefix, delimiter, after, afterIsPrefix, maxKeys } = query;
  const keys: string[] = [];
  const commonPrefixes: string[] = [];
  let next = { after, afterIsPrefix: afterIsPrefix ?? false };
  for (let at = lowerBound(sorted, compareKeys(prefix, after) > 0 ? prefix : after); at < sorted.length; at++) {
    const key = sorted[at]!;
    if (!key.startsWith(prefix)) break;
    if (compareKeys(key, after) <= 0 || (afterIsPrefix && key.startsWith(after))) continue;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const entry = cut < 0 ? key : key.slice(0, cut + delimiter.length);
    if (cut >= 0 && entry === commonPrefixes.at(-1)) continue;
    if (keys.length + commonPrefixes.length >= maxKeys) {
      return { keys, commonPrefixes, ...(maxKeys > 0 ? { next } : {}) };
    }
    (cut < 0 ? keys : commonPrefixes).push(entry);
    next = { after: entry, afterIsPrefix: cut >= 0 };
  }
  return { keys, commonPrefixes };
}

/** Order of the keys' UTF-8 bytes, in which S3 lists. Equal to UTF-16 order but for surrogates, which sort last. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Index of the first key that is not before `start`. */
function lowerBound(sorted: readonly string[], start: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(sorted[middle]!, start) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
