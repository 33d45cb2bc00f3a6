import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  ChecksumAlgorithm,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  paginateListObjectsV2,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordPath } from '../../../local/services/s3/store.ts';
import { type RunningS3, startS3 } from './s3/fixture.ts';

let s3: RunningS3;
beforeAll(async () => {
  s3 = await startS3({ maxObjectBytes: 32 * 1024 * 1024 });
});
afterAll(() => s3.stop());

const Bucket = 'media';
const put = (Key: string, Body: PutObjectCommandInput['Body'] = 'body', more: Partial<PutObjectCommandInput> = {}) =>
  s3.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = async (Key: string) =>
  (await s3.client.send(new GetObjectCommand({ Bucket, Key }))).Body!.transformToString();

describe('objects', () => {
  test('come back with their bytes, type and metadata', async () => {
    const reply = await put('uploads/u1/r1/source', Buffer.from('hello'), {
      ContentType: 'image/jpeg',
      CacheControl: 'no-store',
      Metadata: { owner: 'u1', empty: '' },
    });
    expect(reply.ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    const object = await s3.client.send(
      new GetObjectCommand({ Bucket, Key: 'uploads/u1/r1/source', ChecksumMode: 'ENABLED' }),
    );
    expect(await object.Body!.transformToString()).toBe('hello');
    expect(object).toMatchObject({
      ContentType: 'image/jpeg',
      CacheControl: 'no-store',
      Metadata: { owner: 'u1', empty: '' },
      ContentLength: 5,
      ETag: reply.ETag,
      ChecksumCRC32: reply.ChecksumCRC32,
      AcceptRanges: 'bytes',
    });
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'uploads/u1/r1/source' }));
    expect(head.LastModified!.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(s3.created.at(-1)).toEqual({
      bucket: 'media',
      key: 'uploads/u1/r1/source',
      size: 5,
      etag: '5d41402abc4b2a76b9719d911017c592',
      reason: 'PutObject',
    });
  });

  test.each([
    'a',
    'a/b',
    'a//b',
    'a/../b',
    '..',
    '/lead',
    'sp ace+plus',
    "it's (1)*!",
    'ünï/🎵',
    '%2F',
    'A',
    'x?y#z&=',
    'CON',
  ])('the key %j is its own object', async (key) => {
    await put(`strange/${key}`, key);
    expect(await get(`strange/${key}`)).toBe(key);
  });

  test.each(Object.values(ChecksumAlgorithm).filter((name) => /^(CRC|SHA1|SHA256)/.test(name)))(
    'streamed bodies carry a %s trailer that is checked',
    async (algorithm) => {
      const bytes = Buffer.alloc(300_000, 'stream');
      const reply = await put(
        `streamed/${algorithm}`,
        Readable.from([bytes.subarray(0, 70_001), bytes.subarray(70_001)]),
        {
          ContentLength: bytes.length,
          ChecksumAlgorithm: algorithm,
        },
      );
      expect(reply[`Checksum${algorithm}` as 'ChecksumCRC32']).toMatch(/=/);
      expect((await get(`streamed/${algorithm}`)).length).toBe(bytes.length);
      const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: `streamed/${algorithm}` }));
      expect(head.ContentEncoding).toBeUndefined();
    },
  );

  test('digests that do not fit are refused and leave nothing', async () => {
    await expect(put('bad', 'x', { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(put('bad', 'x', { ContentMD5: 'CY9rzUYh03PK3k6DJie09g==' })).rejects.toMatchObject({
      name: 'BadDigest',
    });
    await expect(put('bad', 'x', { ContentMD5: 'no' })).rejects.toMatchObject({ name: 'InvalidDigest' });
    await expect(get('bad')).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(s3.created.filter((event) => event.key === 'bad')).toEqual([]);
  });

  test('limits and unsupported settings are named', async () => {
    await expect(put('k'.repeat(1025))).rejects.toMatchObject({ name: 'KeyTooLongError' });
    await expect(put('huge', Buffer.alloc(33 * 1024 * 1024))).rejects.toMatchObject({ name: 'EntityTooLarge' });
    await expect(put('meta', 'x', { Metadata: { a: 'x'.repeat(2048) } })).rejects.toMatchObject({
      name: 'MetadataTooLarge',
    });
    await expect(put('acl', 'x', { ACL: 'public-read' })).rejects.toMatchObject({
      name: 'AccessControlListNotSupported',
    });
    await expect(put('tag', 'x', { Tagging: 'a=b' })).rejects.toMatchObject({ name: 'NotImplemented' });
    await expect(s3.client.send(new GetObjectTaggingCommand({ Bucket, Key: 'a' }))).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining('tagging'),
      $metadata: { httpStatusCode: 501 },
    });
    await expect(s3.client.send(new GetObjectCommand({ Bucket, Key: 'a', VersionId: '1' }))).rejects.toMatchObject({
      name: 'NotImplemented',
    });
  });

  test('writes and reads may be conditional', async () => {
    const { ETag } = await put('cond', 'one');
    await expect(put('cond', 'two', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put('cond', 'two', { IfMatch: '"other"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put('absent', 'two', { IfMatch: ETag! })).rejects.toMatchObject({ name: 'NoSuchKey' });
    await put('cond', 'two', { IfMatch: ETag! });
    expect(await get('cond')).toBe('two');
    const read = (input: object) => s3.client.send(new GetObjectCommand({ Bucket, Key: 'cond', ...input }));
    await expect(read({ IfMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
    const now = (await read({})).ETag;
    await expect(read({ IfNoneMatch: now })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(read({ IfModifiedSince: new Date(Date.now() + 5000) })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    await expect(read({ IfUnmodifiedSince: new Date(0) })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 412 },
    });
  });

  test('of racing If-None-Match writes one wins', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => put('race', String(i), { IfNoneMatch: '*' })),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  test.each([
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
    ['bytes=0-1,4-5', 200, '0123456789', undefined],
    ['lines=0-1', 200, '0123456789', undefined],
  ])('range %s', async (Range, status, body, contentRange) => {
    await put('ranged', '0123456789');
    const reply = await s3.client.send(new GetObjectCommand({ Bucket, Key: 'ranged', Range }));
    expect(reply.$metadata.httpStatusCode).toBe(status);
    expect(await reply.Body!.transformToString()).toBe(body);
    expect(reply.ContentRange).toBe(contentRange);
  });

  test('a range outside the object, and ranges of an empty one', async () => {
    await put('empty', '');
    const read = (Key: string, Range?: string) =>
      s3.client.send(new GetObjectCommand({ Bucket, Key, ...(Range ? { Range } : {}) }));
    await expect(read('ranged', 'bytes=10-')).rejects.toMatchObject({ name: 'InvalidRange' });
    await expect(read('empty', 'bytes=0-')).rejects.toMatchObject({ name: 'InvalidRange' });
    expect(await (await read('empty')).Body!.transformToString()).toBe('');
  });

  test('deleting is quiet about what is not there', async () => {
    await put('gone');
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    await expect(get('gone')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await put('gone/<1>', '1');
    await put('gone/&2', '2');
    const reply = await s3.client.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: 'gone/<1>' }, { Key: 'gone/&2' }, { Key: 'never' }] },
      }),
    );
    expect(reply.Deleted?.map(({ Key }) => Key)).toEqual(['gone/<1>', 'gone/&2', 'never']);
    await expect(get('gone/<1>')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  test('copies keep or replace attributes', async () => {
    await put('from +ü', 'copied', { ContentType: 'text/plain', Metadata: { a: '1' } });
    const source = `${Bucket}/${encodeURIComponent('from +ü')}`;
    const copy = (input: object) =>
      s3.client.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource: source, ...input }));
    const reply = await copy({});
    expect(reply.CopyObjectResult?.ETag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'to' }))).toMatchObject({
      ContentType: 'text/plain',
      Metadata: { a: '1' },
    });
    await copy({ MetadataDirective: 'REPLACE', ContentType: 'text/html' });
    const replaced = await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'to' }));
    expect(replaced).toMatchObject({ ContentType: 'text/html', Metadata: {} });
    expect(s3.created.at(-1)).toMatchObject({ key: 'to', reason: 'CopyObject', size: 6 });
    await expect(copy({ Key: 'from +ü' })).rejects.toMatchObject({ name: 'InvalidRequest' });
    await expect(copy({ CopySource: 'media/none' })).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(copy({ CopySource: 'nowhere/none' })).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(copy({ CopySourceIfMatch: 'x' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  test('notifications are the business of the bucket', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket: 'silent', Key: 'k', Body: 'x' }));
    expect(s3.created.some((event) => event.bucket === 'silent')).toBe(false);
  });
});

describe('listings', () => {
  const keys = ['list/a/1', 'list/a/2', 'list/b', 'list/c/d/e', 'list/z', 'list/￿', 'list/🎵'];
  beforeAll(async () => {
    for (const key of keys) await put(key, key);
  });
  const list = (input: object) => s3.client.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/', ...input }));

  test('come in the order of UTF-8, rolled up at a delimiter', async () => {
    const flat = await list({});
    expect(flat.Contents?.map(({ Key }) => Key)).toEqual(keys);
    expect(flat).toMatchObject({ KeyCount: 7, IsTruncated: false, Name: 'media', MaxKeys: 1000 });
    const rolled = await list({ Delimiter: '/' });
    expect(rolled.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['list/a/', 'list/c/']);
    expect(rolled.Contents?.map(({ Key }) => Key)).toEqual(['list/b', 'list/z', 'list/￿', 'list/🎵']);
    const encoded = await list({ EncodingType: 'url', StartAfter: 'list/￿' });
    expect(encoded.Contents?.[0]?.Key).toBe('list/%F0%9F%8E%B5');
  });

  test('page by page give the same entries', async () => {
    const entries: string[] = [];
    const pages = paginateListObjectsV2(
      { client: s3.client, pageSize: 2 },
      { Bucket, Prefix: 'list/', Delimiter: '/' },
    );
    for await (const page of pages) {
      expect(page.KeyCount).toBeLessThanOrEqual(2);
      entries.push(
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix!),
        ...(page.Contents ?? []).map(({ Key }) => Key!),
      );
    }
    expect(entries.sort()).toEqual(['list/a/', 'list/b', 'list/c/', 'list/z', 'list/🎵', 'list/￿'].sort());
  });

  test('bad parameters are refused', async () => {
    await expect(list({ ContinuationToken: 'forged' })).rejects.toMatchObject({ name: 'InvalidArgument' });
    await expect(list({ MaxKeys: -1 })).rejects.toMatchObject({ name: 'InvalidArgument' });
    expect(await list({ MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
    expect((await s3.client.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe('us-east-1');
    await expect(s3.client.send(new HeadBucketCommand({ Bucket: 'nowhere' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });
});

describe('multipart uploads', () => {
  const five = Buffer.alloc(5 * 1024 * 1024, 'part');
  const begin = async (Key: string, more: object = {}) =>
    (await s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'video/mp4', ...more })))
      .UploadId!;
  const part = (Key: string, UploadId: string, PartNumber: number, Body: Buffer, more: object = {}) =>
    s3.client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ...more }));
  const complete = (Key: string, UploadId: string, Parts: object[], more: object = {}) =>
    s3.client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...more }));

  test.each([
    ['CRC32', 'COMPOSITE', /-2$/],
    ['CRC64NVME', 'FULL_OBJECT', /=$/],
  ] as const)('become one object, with a %s checksum of type %s', async (algorithm, type, form) => {
    const key = `multi/${algorithm}`;
    const id = await begin(key, { ChecksumAlgorithm: algorithm });
    const first = await part(key, id, 1, five, { ChecksumAlgorithm: algorithm });
    await part(key, id, 2, Buffer.from('replaced'), { ChecksumAlgorithm: algorithm });
    const second = await part(key, id, 2, Buffer.from('tail'), { ChecksumAlgorithm: algorithm });
    const field = `Checksum${algorithm}` as const;
    const reply = await complete(key, id, [
      { PartNumber: 1, ETag: first.ETag, [field]: first[field] },
      { PartNumber: 2, ETag: second.ETag, [field]: second[field] },
    ]);
    expect(reply.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
    expect(reply[field]).toMatch(form);
    expect(reply.ChecksumType).toBe(type);
    const object = await s3.client.send(new GetObjectCommand({ Bucket, Key: key, ChecksumMode: 'ENABLED' }));
    expect(
      Buffer.from(await object.Body!.transformToByteArray()).equals(Buffer.concat([five, Buffer.from('tail')])),
    ).toBe(true);
    expect(object.ContentType).toBe('video/mp4');
    expect(s3.created.at(-1)).toMatchObject({ key, reason: 'CompleteMultipartUpload', size: five.length + 4 });
    await expect(complete(key, id, [{ PartNumber: 1, ETag: first.ETag }])).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
  });

  test('wrong parts, order and sizes are refused', async () => {
    const id = await begin('multi/bad');
    const small = await part('multi/bad', id, 1, Buffer.from('small'));
    const last = await part('multi/bad', id, 2, Buffer.from('last'));
    const [one, two] = [
      { PartNumber: 1, ETag: small.ETag },
      { PartNumber: 2, ETag: last.ETag },
    ];
    await expect(complete('multi/bad', id, [two, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete('multi/bad', id, [one, two])).rejects.toMatchObject({ name: 'EntityTooSmall' });
    await expect(complete('multi/bad', id, [{ ...one, ETag: '"x"' }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete('multi/bad', id, [])).rejects.toMatchObject({ name: 'MalformedXML' });
    await expect(part('multi/bad', '../../escape', 1, five)).rejects.toMatchObject({ name: 'NoSuchUpload' });
    await expect(part('multi/other', id, 1, five)).rejects.toMatchObject({ name: 'NoSuchUpload' });
    await expect(part('multi/bad', id, 10_001, five)).rejects.toMatchObject({ name: 'InvalidArgument' });
    await s3.client.send(new AbortMultipartUploadCommand({ Bucket, Key: 'multi/bad', UploadId: id }));
    await expect(part('multi/bad', id, 1, five)).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });
});

describe('presigned URLs', () => {
  test('read and write without credentials until they expire', async () => {
    const client = s3.connect({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    const write = new PutObjectCommand({ Bucket, Key: 'signed ü+', ContentType: 'text/plain', Metadata: { a: 'b' } });
    const writeUrl = await getSignedUrl(client, write, { expiresIn: 60, signableHeaders: new Set(['content-type']) });
    const wrongType = await fetch(writeUrl, { method: 'PUT', body: 'x', headers: { 'content-type': 'text/html' } });
    expect(wrongType.status).toBe(403);
    const written = await fetch(writeUrl, { method: 'PUT', body: 'signed', headers: { 'content-type': 'text/plain' } });
    expect(written.status).toBe(200);
    const read = new GetObjectCommand({
      Bucket,
      Key: 'signed ü+',
      ResponseContentDisposition: 'attachment; filename="ü.txt"',
    });
    const readUrl = await getSignedUrl(client, read, { expiresIn: 60 });
    const reply = await fetch(readUrl);
    expect(await reply.text()).toBe('signed');
    expect(reply.headers.get('x-amz-meta-a')).toBe('b');
    expect(reply.headers.get('content-disposition')).toContain('attachment');
    expect((await fetch(readUrl, { method: 'DELETE' })).status).toBe(403);
    expect((await fetch(readUrl.replace('signed%20', 'other'))).status).toBe(403);
    const expired = await getSignedUrl(client, read, { expiresIn: 60, signingDate: new Date(Date.now() - 61_000) });
    const refused = await fetch(expired);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('<Message>Request has expired</Message>');
  });

  test('a checksum signed into the URL is enforced', async () => {
    const url = await getSignedUrl(s3.client, new PutObjectCommand({ Bucket, Key: 'sum', ChecksumCRC32: 'i9aeUg==' }));
    expect((await fetch(url, { method: 'PUT', body: 'other' })).status).toBe(400);
  });
});

describe('who is let in', () => {
  test('nobody without a signature, a known key and the right secret', async () => {
    const anonymous = await fetch(`${s3.url}/media/ranged`);
    expect(anonymous.status).toBe(403);
    expect(await anonymous.text()).toContain('<Code>AccessDenied</Code>');
    const attempt = (client: ReturnType<RunningS3['connect']>) =>
      client.send(new GetObjectCommand({ Bucket, Key: 'ranged' }));
    const keys = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local-secret' };
    await expect(attempt(s3.connect({ credentials: { ...keys, secretAccessKey: 'x' } }))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
    await expect(attempt(s3.connect({ credentials: { ...keys, accessKeyId: 'x' } }))).rejects.toMatchObject({
      name: 'InvalidAccessKeyId',
    });
    await expect(attempt(s3.connect({ systemClockOffset: -3600_000 }))).rejects.toMatchObject({
      name: 'RequestTimeTooSkewed',
    });
  });

  test.each(['/', '//', '/media/%zz', '/media/../silent/k', '/%2e%2e/x'])(
    'the path %s is answered, never a crash',
    async (path) => {
      const { request } = await import('node:http');
      const status = await new Promise<number>((resolve, reject) => {
        request(s3.url, { path }, (reply) => resolve(reply.resume().statusCode!))
          .on('error', reject)
          .end();
      });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status === 501 || status < 500).toBe(true);
    },
  );

  test('web pages get what the bucket rules say', async () => {
    const origin = 'http://127.0.0.1:3000';
    const preflight = (headers: Record<string, string>) => fetch(`${s3.url}/media`, { method: 'OPTIONS', headers });
    const granted = await preflight({
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'Content-Type',
    });
    expect(granted.status).toBe(200);
    expect(Object.fromEntries(granted.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-headers': 'content-type',
      'access-control-max-age': '300',
    });
    expect((await preflight({ origin: 'https://evil.test', 'access-control-request-method': 'POST' })).status).toBe(
      403,
    );
    expect((await preflight({ origin, 'access-control-request-method': 'DELETE' })).status).toBe(403);
    const denied = await fetch(`${s3.url}/media/ranged`, { headers: { origin } });
    expect(denied.headers.get('access-control-allow-origin')).toBe(origin);
    expect(denied.headers.get('access-control-expose-headers')).toBe('ETag');
  });
});

test('objects and uploads outlive a restart; leftovers and broken records do not hurt', async () => {
  const first = await startS3();
  await first.client.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'kept', Metadata: { a: '1' } }));
  await first.client.send(new PutObjectCommand({ Bucket, Key: 'broken', Body: 'broken' }));
  const begun = await first.client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'later' }));
  await first.stop({ keepFolder: true });
  await writeFile(join(first.folder, 'media', 'data', 'leftover.bin'), 'cut off');

  const second = await startS3({ folder: first.folder });
  expect(await readdir(join(first.folder, 'media', 'data'))).toHaveLength(2);
  const kept = await second.client.send(new GetObjectCommand({ Bucket, Key: 'kept' }));
  expect(await kept.Body!.transformToString()).toBe('kept');
  expect(kept.Metadata).toEqual({ a: '1' });
  const upload = { Bucket, Key: 'later', UploadId: begun.UploadId! };
  const part = await second.client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'x' }));
  await second.client.send(
    new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: [{ PartNumber: 1, ETag: part.ETag }] } }),
  );
  await second.stop({ keepFolder: true });
  await writeFile(join(first.folder, 'media', recordPath('broken')), '{');

  const third = await startS3({ folder: first.folder });
  expect(third.failures).toHaveLength(1);
  const list = await third.client.send(new ListObjectsV2Command({ Bucket }));
  expect(list.Contents?.map(({ Key }) => Key)).toEqual(['kept', 'later']);
  await third.stop();
});
