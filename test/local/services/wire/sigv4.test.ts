import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  deriveSigningKey,
  parseAuthorization,
  parseCredential,
  parseQuery,
  parseTimestamp,
  type SignedRequest,
  sha256Hex,
  signaturesEqual,
  uriEncode,
  verifyHeaderSignature,
  verifyQuerySignature,
} from '../../../../local/services/wire/sigv4.ts';

const now = Date.parse('2026-11-21T10:00:00Z');
const secretFor = (id: string) => (id === 'KEY' ? 'secret' : undefined);

const signer = (singleEncoded: boolean) =>
  new SignatureV4({
    service: singleEncoded ? 's3' : 'sagemaker',
    region: 'us-east-1',
    credentials: { accessKeyId: 'KEY', secretAccessKey: 'secret' },
    sha256: Hash.bind(null, 'sha256') as never,
    uriEscapePath: !singleEncoded,
  });

interface Sent {
  path: string;
  query: Record<string, string>;
  body: string;
}

const base = ({ path, query, body }: Sent) => ({
  method: 'POST',
  protocol: 'http:',
  hostname: '127.0.0.1',
  path,
  query,
  headers: { host: '127.0.0.1:4566', 'x-amz-meta-a': ' two  spaces ' } as Record<string, string>,
  body,
});

const onWire = (request: ReturnType<typeof base>): SignedRequest => ({
  method: request.method,
  path: request.path,
  query: Object.entries(request.query)
    .map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`)
    .join('&'),
  headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])),
});

const text = fc.string({ unit: fc.constantFrom(..."aZ09-_.~ +/&=%!*()'é🎵"), maxLength: 12 });
const sent = fc.record({
  path: fc.array(text, { maxLength: 3 }).map((segments) => `/${segments.map(uriEncode).join('/')}`),
  query: fc.dictionary(
    text.filter((name) => name !== ''),
    text,
    { maxKeys: 4 },
  ),
  body: fc.string(),
});
// The signer folds dot segments and double slashes; clients of S3 never send the first, so both stay out of here.
const plain = sent.filter(({ path }) => !/\/\.{1,2}(\/|$)|\/\//.test(path));

describe.each([true, false])('SigV4, path encoded once: %s', (singleEncodedPath) => {
  test('accepts what the AWS signer signs in the header, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(plain, async (request) => {
        const signed = await signer(singleEncodedPath).sign(base(request), { signingDate: new Date(now) });
        const wire = onWire(signed as ReturnType<typeof base>);
        const options = { secretFor, now, singleEncodedPath, bodyHash: sha256Hex(request.body) };
        const result = verifyHeaderSignature(wire, options);
        expect(result).toMatchObject({
          ok: true,
          signed: { accessKeyId: 'KEY', payloadHash: sha256Hex(request.body) },
        });
        for (const forged of [
          { ...wire, method: 'PUT' },
          { ...wire, path: `${wire.path}x` },
          { ...wire, query: `${wire.query}&x=1` },
          { ...wire, headers: { ...wire.headers, 'x-amz-meta-a': 'other' } },
          { ...wire, headers: { ...wire.headers, 'x-amz-acl': 'public-read' } },
        ]) {
          expect(verifyHeaderSignature(forged, options)).toMatchObject({ ok: false, fault: 'mismatch' });
        }
      }),
      { numRuns: 40 },
    );
  });

  test('accepts what the AWS signer presigns until it expires', async () => {
    await fc.assert(
      fc.asyncProperty(plain, async (request) => {
        const signed = await signer(singleEncodedPath).presign(base(request), {
          signingDate: new Date(now),
          expiresIn: 60,
        });
        const wire = onWire(signed as ReturnType<typeof base>);
        const options = { secretFor, singleEncodedPath };
        const payload = wire.query.includes('X-Amz-Content-Sha256')
          ? {}
          : { 'x-amz-content-sha256': sha256Hex(request.body) };
        const covered = { ...wire, headers: { ...wire.headers, ...payload } };
        expect(verifyQuerySignature(covered, { ...options, now: now + 60_000 }).ok).toBe(true);
        expect(verifyQuerySignature(covered, { ...options, now: now + 60_001 })).toMatchObject({ fault: 'expired' });
        expect(verifyQuerySignature(covered, { ...options, now: now - 16 * 60_000 })).toMatchObject({
          fault: 'skewed',
        });
        const longer = { ...covered, query: covered.query.replace('X-Amz-Expires=60', 'X-Amz-Expires=600') };
        expect(verifyQuerySignature(longer, { ...options, now })).toMatchObject({ fault: 'mismatch' });
      }),
      { numRuns: 40 },
    );
  });
});

describe('faults', () => {
  const request = (headers: Record<string, string>, query = ''): SignedRequest => ({
    method: 'GET',
    path: '/',
    query,
    headers: { host: 'localhost', ...headers },
  });
  const scope = 'KEY/20261121/us-east-1/s3/aws4_request';
  const signature = 'a'.repeat(64);
  const header = (credential: string, signedHeaders = 'host') =>
    `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  const stamp = { 'x-amz-date': '20261121T100000Z' };
  const options = { secretFor, now };

  test.each([
    ['missing', {}],
    ['malformed', { authorization: 'Basic abc', ...stamp }],
    ['malformed', { authorization: header('KEY/20261121/us-east-1/s3'), ...stamp }],
    ['malformed', { authorization: header(scope) }],
    ['malformed', { authorization: header(scope), 'x-amz-date': '20261120T235959Z' }],
    ['malformed', { authorization: header(scope, 'x-amz-date'), ...stamp }],
    ['skewed', { authorization: header(scope), 'x-amz-date': '20261121T094459Z' }],
    ['unknown-key', { authorization: header(scope.replace('KEY', 'OTHER')), ...stamp }],
    ['mismatch', { authorization: header(scope, 'host;x-amz-date'), ...stamp }],
  ])('%s: %j', (fault, headers) => {
    expect(verifyHeaderSignature(request(headers as Record<string, string>), options)).toMatchObject({ fault });
  });

  const presigned = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': scope,
    'X-Amz-Date': '20261121T100000Z',
    'X-Amz-Expires': '60',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': signature,
  };
  test.each([
    ['missing', { 'X-Amz-Signature': undefined }],
    ['malformed', { 'X-Amz-Algorithm': 'AWS3' }],
    ['malformed', { 'X-Amz-Expires': '-1' }],
    ['malformed', { 'X-Amz-Expires': '604801' }],
    ['malformed', { 'X-Amz-Expires': 'soon' }],
    ['malformed', { 'X-Amz-Date': 'now' }],
    ['malformed', { 'X-Amz-SignedHeaders': '' }],
    ['mismatch', {}],
  ])('presigned, %s: %j', (fault, override) => {
    const fields = Object.entries({ ...presigned, ...override }).filter(([, value]) => value !== undefined);
    const query = fields.map(([name, value]) => `${name}=${uriEncode(value!)}`).join('&');
    expect(verifyQuerySignature(request({}, query), options)).toMatchObject({ fault });
  });

  test('broken percent-encoding is malformed, never a crash', () => {
    expect(verifyQuerySignature(request({}, 'X-Amz-Signature=%zz'), options)).toMatchObject({ fault: 'malformed' });
    const broken = { ...request({ authorization: header(scope, 'host;x-amz-date'), ...stamp }), path: '/%zz' };
    expect(verifyHeaderSignature(broken, { ...options, singleEncodedPath: true })).toMatchObject({
      fault: 'malformed',
    });
  });
});

test('small readers', () => {
  expect(parseCredential('a/b/20261121/r/s/aws4_request')?.accessKeyId).toBe('a/b');
  expect(parseCredential('a/2026/r/s/aws4_request')).toBeNull();
  expect(parseTimestamp('20261121T100000Z')).toBe(now);
  expect(parseTimestamp('2026-11-21')).toBeNaN();
  expect(parseQuery('a=1&&b&c=%20+')).toEqual([
    ['a', '1'],
    ['b', ''],
    ['c', '  '],
  ]);
  expect(parseAuthorization('AWS4-HMAC-SHA256 x')).toBeNull();
  expect(signaturesEqual('ab', 'abc')).toBe(false);
  expect(uriEncode("a/b!'()*~")).toBe('a%2Fb%21%27%28%29%2A~');
});

test('the signing key of the example in the IAM user guide', () => {
  const key = deriveSigningKey('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', {
    date: '20150830',
    region: 'us-east-1',
    service: 'iam',
  });
  expect(key.toString('hex')).toBe('c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9');
});
