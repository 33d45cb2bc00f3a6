/** Taking in request bodies: decoded where chunked, and checked against every digest the client announced. */
import { createHash } from 'node:crypto';
import type { SignedCall } from './call.ts';
import {
  type Checksum,
  type ChecksumAlgorithm,
  checksumAlgorithm,
  checksumHeader,
  startChecksum,
} from './checksums.ts';
import { chunkedMode, decodeChunked } from './chunked.ts';
import { S3Error } from './errors.ts';
import { discard, entityTooLarge, type Staged, stage } from './staging.ts';

/** What the client said about its body. */
interface Announced {
  /** Decoded bytes. */
  readonly length: number;
  readonly md5?: Buffer;
  readonly sha256?: string;
  readonly algorithm?: ChecksumAlgorithm;
  /** Base64; for a trailer known only once the body has been read. */
  checksum?: string;
}

type Digests = Pick<Staged, 'size' | 'md5' | 'sha256' | 'checksums'>;

/** An object's bytes on disk, and the client's checksum of them where it sent one. */
export interface Received {
  readonly staged: Staged;
  readonly checksum?: Checksum;
}

/** Stages the body in a folder. Throws `BadDigest`, `EntityTooLarge`, `IncompleteBody` and the like, leaving no file. */
export async function receiveObject(call: SignedCall, folder: string, maxBytes: number): Promise<Received> {
  const { announced, source } = open(call, maxBytes);
  const staged = await stage(folder, source, {
    maxBytes,
    algorithms: announced.algorithm ? [announced.algorithm] : [],
    sha256: announced.sha256 !== undefined,
  });
  try {
    check(announced, staged);
  } catch (error) {
    await discard(folder, staged.file);
    throw error;
  }
  if (!announced.algorithm) return { staged };
  const value = staged.checksums.get(announced.algorithm)!;
  return { staged, checksum: { algorithm: announced.algorithm, value, type: 'FULL_OBJECT' } };
}

/** Reads a small document, checked the same way. */
export async function receiveDocument(call: SignedCall, maxBytes: number): Promise<string> {
  const { announced, source } = open(call, maxBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > maxBytes) throw entityTooLarge(size, maxBytes);
    chunks.push(chunk);
  }
  const document = Buffer.concat(chunks);
  const checksums = new Map<ChecksumAlgorithm, string>();
  if (announced.algorithm) {
    const checksum = startChecksum(announced.algorithm);
    checksum.update(document);
    checksums.set(announced.algorithm, checksum.digest());
  }
  const digest = (algorithm: string) => createHash(algorithm).update(document).digest();
  check(announced, { size, md5: digest('md5'), sha256: digest('sha256').toString('hex'), checksums });
  return document.toString('utf8');
}

function open(call: SignedCall, maxBytes: number): { announced: Announced; source: AsyncIterable<Buffer> } {
  const { headers } = call;
  const { payloadHash } = call.signed;
  const mode = chunkedMode(payloadHash);
  if (!mode && payloadHash !== 'UNSIGNED-PAYLOAD' && !/^[0-9a-f]{64}$/.test(payloadHash)) {
    throw new S3Error('InvalidArgument', `x-amz-content-sha256 must not be ${payloadHash}.`);
  }
  const lengthHeader = headers[mode ? 'x-amz-decoded-content-length' : 'content-length'];
  if (lengthHeader === undefined || !/^\d{1,15}$/.test(lengthHeader)) {
    throw new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  const length = Number(lengthHeader);
  if (length > maxBytes) throw entityTooLarge(length, maxBytes);
  const named = announcedChecksum(headers);
  const md5 = headers['content-md5'] === undefined ? undefined : decodeDigest(headers['content-md5'], 'Content-MD5');
  const announced: Announced = {
    length,
    ...named,
    ...(md5 ? { md5 } : {}),
    ...(/^[0-9a-f]{64}$/.test(payloadHash) ? { sha256: payloadHash } : {}),
  };
  const raw = call.request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  if (!mode) return { announced, source: raw };
  return {
    announced,
    source: (async function* () {
      const trailers = yield* decodeChunked(raw, mode, call.signed);
      const trailer = announced.algorithm && trailers.get(checksumHeader(announced.algorithm));
      if (trailer !== undefined) announced.checksum = trailer;
    })(),
  };
}

function announcedChecksum(headers: Readonly<Record<string, string>>): Partial<Announced> {
  for (const [name, value] of Object.entries(headers)) {
    const algorithm = name.startsWith('x-amz-checksum-') ? checksumAlgorithm(name) : undefined;
    if (algorithm) return { algorithm, checksum: value };
  }
  const trailer = headers['x-amz-trailer'];
  if (trailer === undefined) return {};
  const algorithm = checksumAlgorithm(trailer.trim());
  if (!algorithm) {
    throw new S3Error('InvalidRequest', 'The value specified in the x-amz-trailer header is not supported.');
  }
  return { algorithm };
}

function decodeDigest(value: string, name: string): Buffer {
  const digest = Buffer.from(value, 'base64');
  if (digest.length !== 16 || digest.toString('base64') !== value) {
    throw new S3Error('InvalidDigest', `The ${name} you specified is not valid.`);
  }
  return digest;
}

function check(announced: Announced, digests: Digests): void {
  if (digests.size !== announced.length) {
    throw new S3Error('IncompleteBody', 'The request body ended before the number of bytes it announced.');
  }
  if (announced.md5 && !announced.md5.equals(digests.md5)) {
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  if (announced.sha256 !== undefined && announced.sha256 !== digests.sha256) {
    throw new S3Error(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  if (announced.algorithm && announced.checksum !== digests.checksums.get(announced.algorithm)) {
    throw new S3Error('BadDigest', `The ${announced.algorithm} you specified did not match the calculated checksum.`);
  }
}
