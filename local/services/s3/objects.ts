/** Operations on one object: PutObject, GetObject, HeadObject, DeleteObject, CopyObject. */
import {
  checksumElements,
  checksumHeaders,
  encodeHeaderText,
  objectHeaders,
  quoted,
  readAttributes,
  writeCondition,
} from './attributes.ts';
import { receiveObject } from './body.ts';
import type { Bucket, S3Call, S3Reply, SignedCall } from './call.ts';
import { checksumAlgorithm } from './checksums.ts';
import { S3Error } from './errors.ts';
import { evaluatePreconditions, requestedRange } from './preconditions.ts';
import { stage } from './staging.ts';
import type { ObjectRecord } from './store.ts';
import { writeXml } from './xml.ts';

export async function putObject(call: SignedCall): Promise<S3Reply> {
  const { context, bucket, headers, key } = call;
  const attributes = readAttributes(Object.entries(headers));
  const condition = writeCondition(headers);
  const { staged, checksum } = await receiveObject(call, bucket.store.dataFolder, context.maxObjectBytes);
  const etag = staged.md5.toString('hex');
  const object = { ...attributes, key, etag, lastModified: context.now(), ...(checksum ? { checksum } : {}) };
  await bucket.store.commit(staged, object, condition);
  context.created(bucket, { key, size: staged.size, etag, reason: 'PutObject' });
  return { status: 200, headers: { etag: quoted(etag), ...checksumHeaders(checksum) } };
}

/** Reply headers a signer may set in the query of a read, for downloads under another name or type. */
const RESPONSE_OVERRIDES = ['type', 'disposition', 'encoding', 'language'].map(
  (name) => [`response-content-${name}`, `content-${name}`] as const,
);

export async function getObject(call: SignedCall): Promise<S3Reply> {
  const { record, handle } = await call.bucket.store.openObject(call.key);
  try {
    const reply = readReply(call, record);
    if (reply.status === 304) {
      await handle.close();
      return reply;
    }
    const start = reply.range?.start ?? 0;
    const length = (reply.range?.end ?? record.size - 1) - start + 1;
    return { ...reply, body: { handle, start, length } };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

export async function headObject(call: SignedCall): Promise<S3Reply> {
  return readReply(call, call.bucket.store.get(call.key));
}

function readReply(call: SignedCall, record: ObjectRecord): S3Reply & { range?: { start: number; end: number } } {
  const { headers, query } = call;
  if (evaluatePreconditions(headers, record) === 'not-modified') {
    const { etag, 'last-modified': modified } = objectHeaders(record);
    return { status: 304, headers: { etag: etag!, 'last-modified': modified! } };
  }
  const range = requestedRange(headers, record);
  const reply = objectHeaders(record);
  for (const [parameter, header] of [
    ...RESPONSE_OVERRIDES,
    ['response-cache-control', 'cache-control'],
    ['response-expires', 'expires'],
  ] as const) {
    const value = query.get(parameter);
    if (value !== null) reply[header] = encodeHeaderText(parameter, value);
  }
  if (!range) {
    if (headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED') {
      Object.assign(reply, checksumHeaders(record.checksum));
    }
    return { status: 200, headers: { ...reply, 'content-length': String(record.size) } };
  }
  const { start, end } = range;
  return {
    status: 206,
    range,
    headers: {
      ...reply,
      'content-length': String(end - start + 1),
      'content-range': `bytes ${start}-${end}/${record.size}`,
    },
  };
}

export async function deleteObject(call: SignedCall): Promise<S3Reply> {
  if (call.headers['if-match'] !== undefined) {
    throw new S3Error('NotImplemented', 'The local S3 does not support DeleteObject with If-Match.');
  }
  await call.bucket.store.delete(call.key);
  return { status: 204 };
}

export async function copyObject(call: SignedCall): Promise<S3Reply> {
  const { context, bucket, headers, key } = call;
  const from = copySource(call);
  const directive = headers['x-amz-metadata-directive'] ?? 'COPY';
  if (directive !== 'COPY' && directive !== 'REPLACE') {
    throw new S3Error('InvalidArgument', 'Unknown metadata directive.');
  }
  if (directive === 'COPY' && from.bucket === bucket && from.key === key) {
    throw new S3Error(
      'InvalidRequest',
      'This copy request is illegal because it is trying to copy an object to itself without changing the metadata.',
    );
  }
  const replaced = readAttributes(Object.entries(headers));
  const condition = writeCondition(headers);
  const { record, handle } = await from.bucket.store.openObject(from.key);
  try {
    if (evaluatePreconditions(headers, record, 'x-amz-copy-source-') === 'not-modified') {
      throw new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
    }
    const algorithm = checksumAlgorithm(headers['x-amz-checksum-algorithm'] ?? '') ?? record.checksum?.algorithm;
    const source = handle.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>;
    const staged = await stage(bucket.store.dataFolder, source, {
      maxBytes: context.maxObjectBytes,
      algorithms: algorithm ? [algorithm] : [],
    });
    const checksum = algorithm && { algorithm, value: staged.checksums.get(algorithm)!, type: 'FULL_OBJECT' as const };
    const { contentType, headers: stored, metadata } = directive === 'COPY' ? record : replaced;
    const etag = staged.md5.toString('hex');
    const lastModified = context.now();
    await bucket.store.commit(
      staged,
      { contentType, headers: stored, metadata, key, etag, lastModified, ...(checksum ? { checksum } : {}) },
      condition,
    );
    context.created(bucket, { key, size: staged.size, etag, reason: 'CopyObject' });
    const result = { ETag: quoted(etag), LastModified: new Date(lastModified).toISOString() };
    return {
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: writeXml('CopyObjectResult', { ...result, ...checksumElements(checksum) }),
    };
  } finally {
    await handle.close();
  }
}

/** The object that a CopyObject reads. Throws where `x-amz-copy-source` names none. */
export function copySource(call: S3Call): { bucket: Bucket; key: string } {
  const source = call.headers['x-amz-copy-source']!;
  if (source.includes('?')) {
    throw new S3Error('NotImplemented', 'The local S3 does not support CopyObject of a version.');
  }
  let decoded: string;
  try {
    decoded = decodeURIComponent(source);
  } catch {
    throw new S3Error('InvalidArgument', 'Copy Source must be URL-encoded.');
  }
  const match = /^\/?([^/]+)\/(.+)$/s.exec(decoded);
  if (!match) throw new S3Error('InvalidArgument', 'Copy Source must mention the source bucket and key.');
  const bucket = call.context.buckets.get(match[1]!);
  if (!bucket) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist.');
  return { bucket, key: match[2]! };
}
