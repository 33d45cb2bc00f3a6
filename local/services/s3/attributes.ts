/** The attributes of an object, from the headers or form fields of a write and to the headers of a read. */
import { validateHeaderValue } from 'node:http';
import { type Checksum, checksumHeader } from './checksums.ts';
import { S3Error } from './errors.ts';
import type { ObjectAttributes, ObjectRecord, WriteCondition } from './store.ts';

const STORED_HEADERS = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires'];
const METADATA_PREFIX = 'x-amz-meta-';
const MAX_METADATA_BYTES = 2048;
const DEFAULT_CONTENT_TYPE = 'binary/octet-stream';

/** Settings that would change what the object is or who reads it; ignoring them silently would mislead. */
const REFUSED = /^x-amz-(tagging|object-lock-.*|website-redirect-location|server-side-encryption-customer-.*)$/;

/** ACLs that say what a bucket without ACLs does anyway. */
const PLAIN_ACLS = new Set(['private', 'bucket-owner-full-control']);

/**
 * Attributes from headers (names in lower case, values as Node gives them: a character a byte). Throws `NotImplemented` for settings this S3 does not have,
 * `MetadataTooLarge`, and `InvalidArgument` for control characters, which would break the headers of later replies.
 */
export function readAttributes(entries: Iterable<readonly [string, string]>): ObjectAttributes {
  const attributes: ObjectAttributes = { contentType: DEFAULT_CONTENT_TYPE, headers: {}, metadata: {} };
  let metadataBytes = 0;
  for (const [name, value] of entries) {
    refuseUnsupported(name, value);
    const stored = name === 'content-type' || STORED_HEADERS.includes(name) || name.startsWith(METADATA_PREFIX);
    if (!stored) continue;
    const text = headerText(name, value);
    if (name === 'content-type') attributes.contentType = text || DEFAULT_CONTENT_TYPE;
    else if (name.startsWith(METADATA_PREFIX)) {
      const field = name.slice(METADATA_PREFIX.length);
      if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(field)) throw invalidHeader(name);
      metadataBytes += field.length + text.length;
      attributes.metadata[field] = text;
    } else {
      const kept = name === 'content-encoding' ? withoutAwsChunked(text) : text;
      if (kept !== '') attributes.headers[name] = kept;
    }
  }
  if (metadataBytes > MAX_METADATA_BYTES) {
    throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size.');
  }
  return attributes;
}

function refuseUnsupported(name: string, value: string): void {
  if (REFUSED.test(name)) throw new S3Error('NotImplemented', `The local S3 does not support ${name}.`);
  const acl = name === 'x-amz-acl' || name === 'acl';
  if ((acl && !PLAIN_ACLS.has(value)) || name.startsWith('x-amz-grant-')) {
    throw new S3Error('AccessControlListNotSupported', 'The bucket does not allow ACLs.');
  }
}

/** A header value, whose characters are bytes, as it is. Throws `InvalidArgument` where it holds control characters. */
function headerText(name: string, value: string): string {
  try {
    validateHeaderValue(name, value);
  } catch (error) {
    throw invalidHeader(name, error);
  }
  return value;
}

/** Text as a header carries it: one character for each byte of its UTF-8. Throws `InvalidArgument` as above. */
export function encodeHeaderText(name: string, text: string): string {
  return headerText(name, Buffer.from(text, 'utf8').toString('latin1'));
}

function invalidHeader(name: string, cause?: unknown): S3Error {
  return new S3Error('InvalidArgument', `The value of ${name} holds characters that a header cannot.`, { cause });
}

function withoutAwsChunked(encoding: string): string {
  return encoding
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== 'aws-chunked')
    .join(', ');
}

/** Reply headers of GetObject and HeadObject but for length and range. */
export function objectHeaders(record: ObjectRecord): Record<string, string> {
  const metadata = Object.entries(record.metadata).map(([name, value]) => [METADATA_PREFIX + name, value]);
  return {
    'content-type': record.contentType,
    ...record.headers,
    ...Object.fromEntries(metadata),
    etag: quoted(record.etag),
    'last-modified': new Date(record.lastModified).toUTCString(),
    'accept-ranges': 'bytes',
  };
}

/** Reply headers that tell an object's checksum; none where it has none. */
export function checksumHeaders(checksum: Checksum | undefined): Record<string, string> {
  if (!checksum) return {};
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

/** XML elements that tell an object's checksum. */
export function checksumElements(checksum: Checksum | undefined): Record<string, string> {
  if (!checksum) return {};
  return { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: checksum.type };
}

/** The condition of a write. Throws `NotImplemented` for an If-None-Match other than `*`, as S3 does. */
export function writeCondition(headers: Readonly<Record<string, string>>): WriteCondition {
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new S3Error('NotImplemented', 'A write takes If-None-Match with * only.');
  }
  return {
    ...(ifMatch === undefined ? {} : { ifMatch: unquoted(ifMatch) }),
    ...(ifNoneMatch === undefined ? {} : { ifNoneMatch: '*' }),
  };
}

export function quoted(etag: string): string {
  return `"${etag}"`;
}

export function unquoted(etag: string): string {
  return etag.trim().replace(/^"(.*)"$/, '$1');
}
