/** Multipart upload: CreateMultipartUpload, UploadPart, CompleteMultipartUpload, AbortMultipartUpload. */
import { checksumElements, checksumHeaders, quoted, readAttributes, unquoted, writeCondition } from './attributes.ts';
import { receiveDocument, receiveObject } from './body.ts';
import type { S3Reply, SignedCall } from './call.ts';
import { checksumAlgorithm, checksumHeader } from './checksums.ts';
import { S3Error } from './errors.ts';
import { discard } from './staging.ts';
import { type ListedPart, MAX_PARTS, type Upload } from './uploads.ts';
import { childText, parseXml, writeXml } from './xml.ts';

const XML = { 'content-type': 'application/xml' };
/** Ten thousand parts with their checksums. */
const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

export async function createMultipartUpload(call: SignedCall): Promise<S3Reply> {
  const { bucket, headers, key } = call;
  const attributes = readAttributes(Object.entries(headers));
  const checksum = uploadChecksum(headers);
  const id = await bucket.uploads.create({ key, attributes, ...(checksum ? { checksum } : {}) });
  return {
    status: 200,
    headers: {
      ...XML,
      ...(checksum ? { 'x-amz-checksum-algorithm': checksum.algorithm, 'x-amz-checksum-type': checksum.type } : {}),
    },
    body: writeXml('InitiateMultipartUploadResult', { Bucket: bucket.config.name, Key: key, UploadId: id }),
  };
}

function uploadChecksum(headers: Readonly<Record<string, string>>): Upload['checksum'] {
  const name = headers['x-amz-checksum-algorithm'];
  if (name === undefined) return undefined;
  const algorithm = checksumAlgorithm(name);
  if (!algorithm) throw new S3Error('InvalidRequest', 'Checksum algorithm provided is unsupported.');
  const type = headers['x-amz-checksum-type'] ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  if (type !== 'FULL_OBJECT' && type !== 'COMPOSITE') {
    throw new S3Error('InvalidRequest', 'Value for x-amz-checksum-type header is invalid.');
  }
  return { algorithm, type };
}

export async function uploadPart(call: SignedCall): Promise<S3Reply> {
  const { bucket, context, headers, key, query } = call;
  if (headers['x-amz-copy-source'] !== undefined) {
    throw new S3Error('NotImplemented', 'The local S3 does not support UploadPartCopy.');
  }
  const id = query.get('uploadId') ?? '';
  const number = Number(query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > MAX_PARTS) {
    throw new S3Error('InvalidArgument', `Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`);
  }
  const { uploads } = bucket;
  const upload = await uploads.get(id, key);
  const folder = uploads.partsFolder(id);
  const { staged, checksum } = await receiveObject(call, folder, context.maxObjectBytes);
  if (upload.checksum && checksum && upload.checksum.algorithm !== checksum.algorithm) {
    await discard(folder, staged.file);
    throw new S3Error('InvalidRequest', `Checksum Type mismatch occurred, expected: ${upload.checksum.algorithm}.`);
  }
  try {
    // The upload may have been aborted while the part came in.
    await uploads.get(id, key);
  } catch (error) {
    await uploads.remove(id);
    throw error;
  }
  await uploads.putPart(id, number, staged, checksum?.value);
  return { status: 200, headers: { etag: quoted(staged.md5.toString('hex')), ...checksumHeaders(checksum) } };
}

export async function completeMultipartUpload(call: SignedCall): Promise<S3Reply> {
  const { bucket, context, headers, key, query } = call;
  const id = query.get('uploadId') ?? '';
  const condition = writeCondition(headers);
  const upload = await bucket.uploads.get(id, key);
  // Checksums in the headers of this request are those of the object, not of the document.
  const documentHeaders = Object.entries(headers).filter(([name]) => !name.startsWith('x-amz-checksum-'));
  const document = await receiveDocument({ ...call, headers: Object.fromEntries(documentHeaders) }, MAX_DOCUMENT_BYTES);
  const parts = readParts(document);
  const { dataFolder } = bucket.store;
  const limits = { maxBytes: context.maxObjectBytes };
  const { staged, etag, checksum } = await bucket.uploads.assemble(id, upload, parts, dataFolder, limits);
  const expected = checksum && headers[checksumHeader(checksum.algorithm)];
  if (expected !== undefined && expected !== checksum?.value) {
    await discard(dataFolder, staged.file);
    throw new S3Error('BadDigest', `The ${checksum?.algorithm} you specified did not match the calculated checksum.`);
  }
  const object = { ...upload.attributes, key, etag, lastModified: context.now(), ...(checksum ? { checksum } : {}) };
  await bucket.store.commit(staged, object, condition);
  await bucket.uploads.remove(id);
  context.created(bucket, { key, size: staged.size, etag, reason: 'CompleteMultipartUpload' });
  const body = writeXml('CompleteMultipartUploadResult', {
    Location: `http://${headers.host}${call.path}`,
    Bucket: bucket.config.name,
    Key: key,
    ETag: quoted(etag),
    ...checksumElements(checksum),
  });
  return { status: 200, headers: XML, body };
}

function readParts(document: string): ListedPart[] {
  const root = parseXml(document);
  const parts = root.children
    .filter((child) => child.name === 'Part')
    .map((part) => ({ number: Number(childText(part, 'PartNumber')), etag: unquoted(childText(part, 'ETag') ?? '') }));
  const valid = parts.every(({ number, etag }) => Number.isInteger(number) && number >= 1 && etag !== '');
  if (root.name !== 'CompleteMultipartUpload' || parts.length === 0 || parts.length > MAX_PARTS || !valid) {
    throw new S3Error('MalformedXML', 'The XML you provided was not well-formed or did not validate.');
  }
  return parts;
}

export async function abortMultipartUpload(call: SignedCall): Promise<S3Reply> {
  const id = call.query.get('uploadId') ?? '';
  await call.bucket.uploads.get(id, call.key);
  await call.bucket.uploads.remove(id);
  return { status: 204 };
}
