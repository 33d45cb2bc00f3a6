import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningS3, startS3 } from './fixture.ts';

let s3: RunningS3;
beforeAll(async () => {
  s3 = await startS3({ maxObjectBytes: 1_000_000 });
});
afterAll(() => s3.stop());

const KEY = 'uploads/u1/r1/source';

async function grant(options: Partial<PresignedPostOptions> = {}) {
  return createPresignedPost(s3.client, {
    Bucket: 'media',
    Key: KEY,
    Expires: 300,
    Fields: { 'Content-Type': 'image/jpeg' },
    Conditions: [
      ['content-length-range', 10, 100],
      ['eq', '$Content-Type', 'image/jpeg'],
    ],
    ...options,
  });
}

interface Sending {
  /** Fields replaced; undefined takes one out. */
  readonly change?: Record<string, string | undefined>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly filename?: string;
}

async function send(post: { url: string; fields: Record<string, string> }, sending: Sending = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...post.fields, ...sending.change })) {
    if (value !== undefined) form.append(name, value);
  }
  form.append('file', new Blob([sending.body ?? 'a'.repeat(50)]), sending.filename ?? 'photo.jpg');
  const reply = await fetch(post.url, { method: 'POST', body: form, redirect: 'manual' });
  const text = await reply.text();
  return { status: reply.status, text, code: /<Code>(.*)<\/Code>/.exec(text)?.[1], headers: reply.headers };
}

test('a form that keeps to its policy becomes the object', async () => {
  const body = new Uint8Array(Buffer.from('binary\r\n--\r\n\0\xff and more than ten', 'latin1'));
  const reply = await send(await grant(), { body });
  expect(reply).toMatchObject({ status: 204, text: '' });
  const object = await s3.client.send(new GetObjectCommand({ Bucket: 'media', Key: KEY }));
  expect(await object.Body!.transformToByteArray()).toEqual(body);
  expect(object).toMatchObject({ ContentType: 'image/jpeg', ETag: reply.headers.get('etag') });
  expect(s3.created.at(-1)).toMatchObject({ bucket: 'media', key: KEY, reason: 'PostObject', size: body.length });
});

test('sizes at both ends of the range', async () => {
  expect((await send(await grant(), { body: 'a'.repeat(10) })).status).toBe(204);
  expect((await send(await grant(), { body: 'a'.repeat(100) })).status).toBe(204);
  const small = await send(await grant(), { body: 'a'.repeat(9) });
  expect(small).toMatchObject({ status: 400, code: 'EntityTooSmall' });
  expect(small.text).toContain('<MinSizeAllowed>10</MinSizeAllowed>');
  const large = await send(await grant(), { body: 'a'.repeat(101) });
  expect(large).toMatchObject({ status: 400, code: 'EntityTooLarge' });
  expect(large.text).toContain('<MaxSizeAllowed>100</MaxSizeAllowed>');
});

test('a body far over the limit is answered while it is still being sent', async () => {
  expect(await send(await grant(), { body: 'a'.repeat(20_000_000) })).toMatchObject({ code: 'EntityTooLarge' });
});

test.each([
  ['another key', { key: 'uploads/u2/r1/source' }, 'AccessDenied', 'Policy Condition failed'],
  ['another type', { 'Content-Type': 'text/html' }, 'AccessDenied', 'Policy Condition failed'],
  ['no type', { 'Content-Type': undefined }, 'AccessDenied', 'Policy Condition failed'],
  ['a field not granted', { 'x-amz-meta-a': '1' }, 'AccessDenied', 'Extra input fields: x-amz-meta-a'],
  ['another status', { success_action_status: '201' }, 'AccessDenied', 'Extra input fields'],
  ['no policy', { Policy: undefined }, 'AccessDenied', 'Access Denied'],
  ['another policy', { Policy: Buffer.from('{}').toString('base64') }, 'SignatureDoesNotMatch', ''],
  ['no signature', { 'X-Amz-Signature': undefined }, 'SignatureDoesNotMatch', ''],
  ['another credential', { 'X-Amz-Credential': 'LOCALKEY/20200101/us-east-1/s3/aws4_request' }, 'InvalidArgument', ''],
  ['fields too long', { 'x-ignore-a': 'a'.repeat(21_000) }, 'MaxPostPreDataLengthExceeded', ''],
])('refused: %s', async (_, change, code, message) => {
  const reply = await send(await grant(), { change });
  expect(reply.code).toBe(code);
  expect(reply.text).toContain(message);
});

test('an unknown access key is refused', async () => {
  const stranger = s3.connect({ credentials: { accessKeyId: 'NOBODY', secretAccessKey: 'x' } });
  const post = await createPresignedPost(stranger, { Bucket: 'media', Key: KEY });
  expect((await send(post)).code).toBe('InvalidAccessKeyId');
});

test('a form for another bucket is refused', async () => {
  const post = await grant();
  expect((await send({ ...post, url: post.url.replace('/media', '/silent') })).text).toContain('$bucket');
});

test('fields beginning with x-ignore- are free', async () => {
  expect((await send(await grant(), { change: { 'x-ignore-note': 'anything' } })).status).toBe(204);
});

test('a policy ends', async () => {
  const late = await startS3({ now: () => Date.now() + 301_000 });
  const post = await grant();
  const reply = await send({ ...post, url: post.url.replace(s3.url, late.url) });
  await late.stop();
  expect(reply.text).toContain('Policy expired');
});

test('status 201, metadata in UTF-8 and the name of the file', async () => {
  const post = await grant({
    // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own placeholder for the name of the uploaded file.
    Key: 'uploads/${filename}',
    Fields: { success_action_status: '201', 'x-amz-meta-title': 'Fähre' },
    Conditions: [['starts-with', '$key', 'uploads/']],
  });
  const reply = await send(post, { filename: 'C:\\dir\\holiday.jpg' });
  expect(reply.status).toBe(201);
  expect(reply.text).toContain('<Key>uploads/holiday.jpg</Key>');
  const head = await s3.client.send(new HeadObjectCommand({ Bucket: 'media', Key: 'uploads/holiday.jpg' }));
  expect(Buffer.from(head.Metadata!.title!, 'latin1').toString()).toBe('Fähre');
});

test('a granted redirect carries bucket, key and ETag', async () => {
  const post = await grant({
    Fields: { success_action_redirect: 'http://127.0.0.1:3000/done?x=1' },
    Conditions: [],
  });
  const reply = await send(post);
  expect(reply.status).toBe(303);
  const target = new URL(reply.headers.get('location')!);
  expect(target.searchParams.get('key')).toBe(KEY);
  expect(target.searchParams.get('x')).toBe('1');
});

test('control characters cannot reach later replies', async () => {
  const post = await grant({ Fields: { 'Content-Type': 'text/plain\r\nset-cookie: a=b' }, Conditions: [] });
  expect((await send(post)).code).toBe('InvalidArgument');
});

test('a checksum in the form is checked', async () => {
  const post = await grant({ Fields: { 'x-amz-checksum-crc32': 'AAAAAA==' }, Conditions: [] });
  expect((await send(post)).code).toBe('BadDigest');
});

test('forms that are not well-formed are refused', async () => {
  const raw = async (body: string) => {
    const reply = await fetch(`${s3.url}/media`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body,
    });
    return /<Code>(.*)<\/Code>/.exec(await reply.text())?.[1];
  };
  const field = (name: string, value: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  expect(await raw('nothing')).toBe('IncompleteBody');
  expect(await raw('--b--\r\n')).toBe('InvalidArgument');
  expect(await raw('--bXX')).toBe('MalformedPOSTRequest');
  expect(await raw(`--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--`)).toBe('MalformedPOSTRequest');
  expect(await raw(`${field('key', 'a')}${field('KEY', 'b')}${field('file', 'x')}--b--`)).toBe('MalformedPOSTRequest');
  expect(await raw(`${field('key', 'a')}`)).toBe('IncompleteBody');
});
