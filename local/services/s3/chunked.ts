/**
 * The `aws-chunked` content encoding: chunks with their size in hex, each signed or not, then trailing headers. After
 * "Signature calculations: transferring payload in multiple chunks" in the S3 API reference.
 */
import { createHash } from 'node:crypto';
import { sha256Hex, signatureOf, signaturesEqual, type VerifiedSignature } from '../wire/sigv4.ts';
import { ByteReader } from './byte-reader.ts';
import { S3Error } from './errors.ts';

/** How the chunks are protected, from `x-amz-content-sha256`. */
export interface ChunkedMode {
  readonly signed: boolean;
  readonly trailer: boolean;
}

/** The mode named by a payload hash; undefined for one that is not a streaming mode known here. */
export function chunkedMode(payloadHash: string): ChunkedMode | undefined {
  switch (payloadHash) {
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return { signed: false, trailer: true };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
      return { signed: true, trailer: false };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER':
      return { signed: true, trailer: true };
    default:
      return undefined;
  }
}

const LINE = Buffer.from('\r\n');
const MAX_LINE_BYTES = 4096;
const MAX_TRAILERS = 8;

/**
 * Yields the decoded bytes and returns the trailing headers (names in lower case). Throws `IncompleteBody` for a stream
 * that ends early or is not framed as it must be, `SignatureDoesNotMatch` for a chunk or trailer of wrong signature.
 */
export async function* decodeChunked(
  source: AsyncIterable<Buffer>,
  mode: ChunkedMode,
  seed: VerifiedSignature,
): AsyncGenerator<Buffer, Map<string, string>> {
  const reader = new ByteReader(source);
  const readLine = async () => (await reader.readUntil(LINE, MAX_LINE_BYTES, misframed)).toString('latin1');
  let previous = seed.signature;
  for (;;) {
    const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(await readLine());
    if (!match) throw misframed();
    const size = Number.parseInt(match[1]!, 16);
    const hash = createHash('sha256');
    for await (const piece of reader.streamExactly(size)) {
      if (mode.signed) hash.update(piece);
      yield piece;
    }
    if (mode.signed) {
      const parts = [scopeOf(seed), previous, sha256Hex(''), hash.digest('hex')];
      previous = checkSignature(seed, 'AWS4-HMAC-SHA256-PAYLOAD', parts, match[2]);
    }
    if (size === 0) break;
    if ((await readLine()) !== '') throw misframed();
  }
  const trailers = new Map<string, string>();
  // The last line is empty; a body without trailers has just that line.
  for (let line = await readLine(); line !== ''; line = await readLine()) {
    const at = line.indexOf(':');
    if (at <= 0 || trailers.size >= MAX_TRAILERS) throw misframed();
    trailers.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
  }
  const signature = trailers.get('x-amz-trailer-signature');
  trailers.delete('x-amz-trailer-signature');
  if (mode.signed && mode.trailer) {
    const canonical = [...trailers].map(([name, value]) => `${name}:${value}\n`).join('');
    checkSignature(seed, 'AWS4-HMAC-SHA256-TRAILER', [scopeOf(seed), previous, sha256Hex(canonical)], signature);
  }
  return trailers;
}

function checkSignature(
  seed: VerifiedSignature,
  algorithm: string,
  parts: readonly string[],
  given: string | undefined,
): string {
  const expected = signatureOf(seed.signingKey, [algorithm, seed.timestamp, ...parts].join('\n'));
  if (given === undefined || !signaturesEqual(expected, given)) {
    throw new S3Error('SignatureDoesNotMatch', 'The signature of a chunk of the body does not match.');
  }
  return expected;
}

function scopeOf({ date, region, service }: VerifiedSignature): string {
  return `${date}/${region}/${service}/aws4_request`;
}

function misframed(): S3Error {
  return new S3Error('IncompleteBody', 'The aws-chunked body is not framed correctly.');
}
