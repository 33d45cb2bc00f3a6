/** Conditional and ranged reads (RFC 9110, 13 and 14) as S3 evaluates them. */
import { quoted, unquoted } from './attributes.ts';
import { S3Error } from './errors.ts';
import type { ObjectRecord } from './store.ts';

type Validators = Pick<ObjectRecord, 'etag' | 'lastModified'>;

/**
 * Whether a read should be answered `NotModified`. Throws `PreconditionFailed`. `prefix` is `x-amz-copy-source-` for the
 * source of a copy.
 */
export function evaluatePreconditions(
  headers: Readonly<Record<string, string>>,
  object: Validators,
  prefix = '',
): 'proceed' | 'not-modified' {
  // HTTP dates have whole seconds.
  const modified = Math.floor(object.lastModified / 1000) * 1000;
  const ifMatch = headers[`${prefix}if-match`];
  const unmodifiedSince = Date.parse(headers[`${prefix}if-unmodified-since`] ?? '');
  if (ifMatch !== undefined ? !anyMatches(ifMatch, object.etag) : modified > unmodifiedSince) {
    throw new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
      details: { Condition: ifMatch === undefined ? 'If-Unmodified-Since' : 'If-Match' },
    });
  }
  const ifNoneMatch = headers[`${prefix}if-none-match`];
  const modifiedSince = Date.parse(headers[`${prefix}if-modified-since`] ?? '');
  const unchanged = ifNoneMatch === undefined ? modified <= modifiedSince : anyMatches(ifNoneMatch, object.etag);
  return unchanged ? 'not-modified' : 'proceed';
}

function anyMatches(list: string, etag: string): boolean {
  return list
    .split(',')
    .map((member) => unquoted(member.trim().replace(/^W\//, '')))
    .some((member) => member === '*' || member === etag);
}

export interface ByteRange {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
}

/**
 * The range of a read; undefined for the whole object, which is also the answer to several ranges or to one that is not
 * understood. Throws `InvalidRange` where it lies outside the object.
 */
export function requestedRange(
  headers: Readonly<Record<string, string>>,
  object: Validators & { readonly size: number },
): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(headers.range?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const ifRange = headers['if-range'];
  if (ifRange !== undefined && ifRange !== quoted(object.etag)) return undefined;
  const { size } = object;
  const suffix = match[1] === '';
  const start = suffix ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = suffix || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (!suffix && match[2] !== '' && Number(match[2]) < start) return undefined;
  if (start >= size) {
    throw new S3Error('InvalidRange', 'The requested range is not satisfiable', {
      details: { RangeRequested: headers.range!, ActualObjectSize: size },
    });
  }
  return { start, end };
}
