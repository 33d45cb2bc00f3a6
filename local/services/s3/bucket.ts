/** Operations on a bucket: HeadBucket, ListObjectsV2, DeleteObjects. */
import { uriEncode } from '../wire/sigv4.ts';
import { quoted } from './attributes.ts';
import { authorise } from './authorise.ts';
import { receiveDocument } from './body.ts';
import type { S3Reply, SignedCall } from './call.ts';
import { S3Error } from './errors.ts';
import { listPage } from './listing.ts';
import { childText, parseXml, writeXml } from './xml.ts';

const MAX_KEYS = 1000;
const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;
const XML = { 'content-type': 'application/xml' };

export async function headBucket(call: SignedCall): Promise<S3Reply> {
  return { status: 200, headers: { 'x-amz-bucket-region': call.context.region } };
}

export async function listObjects(call: SignedCall): Promise<S3Reply> {
  const { bucket, query } = call;
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after');
  const encoding = query.get('encoding-type');
  if (encoding !== null && encoding !== 'url') {
    throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request');
  }
  const maxKeys = readMaxKeys(query.get('max-keys'));
  const position = token === null ? { after: startAfter ?? '', afterIsPrefix: false } : readToken(token);
  const page = listPage(bucket.store.keys(), { prefix, delimiter, maxKeys, ...position });
  const encode = (text: string) => (encoding === 'url' ? uriEncode(text).replaceAll('%2F', '/') : text);
  const records = page.keys.flatMap((key) => bucket.store.find(key) ?? []);
  const body = writeXml('ListBucketResult', {
    Name: bucket.config.name,
    Prefix: encode(prefix),
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    MaxKeys: maxKeys,
    KeyCount: records.length + page.commonPrefixes.length,
    IsTruncated: page.next !== undefined,
    EncodingType: encoding ?? undefined,
    ContinuationToken: token ?? undefined,
    NextContinuationToken: page.next && writeToken(page.next),
    StartAfter: startAfter === null ? undefined : encode(startAfter),
    Contents: records.map((record) => ({
      Key: encode(record.key),
      LastModified: new Date(record.lastModified).toISOString(),
      ETag: quoted(record.etag),
      ...(record.checksum ? { ChecksumAlgorithm: record.checksum.algorithm } : {}),
      Size: record.size,
      StorageClass: 'STANDARD',
    })),
    CommonPrefixes: page.commonPrefixes.map((common) => ({ Prefix: encode(common) })),
  });
  return { status: 200, headers: XML, body };
}

function readMaxKeys(value: string | null): number {
  if (value === null) return MAX_KEYS;
  if (!/^\d{1,9}$/.test(value)) {
    throw new S3Error('InvalidArgument', 'Argument max-keys must be an integer between 0 and 2147483647');
  }
  return Math.min(MAX_KEYS, Number(value));
}

type Position = { readonly after: string; readonly afterIsPrefix: boolean };

function writeToken({ after, afterIsPrefix }: Position): string {
  return Buffer.from(`${afterIsPrefix ? 'p' : 'k'}${after}`, 'utf8').toString('base64url');
}

function readToken(token: string): Position {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  const position = { after: text.slice(1), afterIsPrefix: text.startsWith('p') };
  if (!/^[pk]/.test(text) || writeToken(position) !== token) {
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect');
  }
  return position;
}

export async function deleteObjects(call: SignedCall): Promise<S3Reply> {
  const { headers } = call;
  const digested = Object.keys(headers).some((name) => /^(content-md5|x-amz-checksum-.*|x-amz-trailer)$/.test(name));
  if (!digested) {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: Content-MD5 or a checksum');
  }
  const document = parseXml(await receiveDocument(call, MAX_DOCUMENT_BYTES));
  const objects = document.children.filter((child) => child.name === 'Object');
  const keys = objects.map((object) => childText(object, 'Key'));
  if (document.name !== 'Delete' || keys.length === 0 || keys.length > MAX_KEYS || keys.some((key) => !key)) {
    throw new S3Error('MalformedXML', 'The XML you provided was not well-formed or did not validate.');
  }
  if (objects.some((object) => childText(object, 'VersionId') !== undefined)) {
    throw new S3Error('NotImplemented', 'The local S3 does not support DeleteObjects of versions.');
  }
  const deleted: Array<{ Key: string }> = [];
  const failed: Array<{ Key: string; Code: string; Message: string }> = [];
  for (const key of keys as string[]) {
    try {
      authorise(call, 'DeleteObject', { bucket: call.bucket, key });
      await call.bucket.store.delete(key);
      deleted.push({ Key: key });
    } catch (error) {
      if (error instanceof S3Error && error.code === 'AccessDenied') {
        failed.push({ Key: key, Code: error.code, Message: error.publicMessage });
        continue;
      }
      call.context.onError(error, `s3 DeleteObjects ${call.bucket.config.name}`);
      failed.push({ Key: key, Code: 'InternalError', Message: 'We encountered an internal error. Please try again.' });
    }
  }
  const quiet = childText(document, 'Quiet') === 'true';
  const body = writeXml('DeleteResult', { ...(quiet ? {} : { Deleted: deleted }), Error: failed });
  return { status: 200, headers: XML, body };
}
