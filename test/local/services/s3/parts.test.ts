import { createHash } from 'node:crypto';
import { resolve, sep } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startChecksum } from '../../../../local/services/s3/checksums.ts';
import { decodeChunked } from '../../../../local/services/s3/chunked.ts';
import { preflightHeaders, requestedHeaders } from '../../../../local/services/s3/cors.ts';
import { formBoundary, readForm } from '../../../../local/services/s3/form.ts';
import { parsePath } from '../../../../local/services/s3/keys.ts';
import { compareKeys, listPage } from '../../../../local/services/s3/listing.ts';
import { enforcePolicy, parsePolicy } from '../../../../local/services/s3/policy.ts';
import { recordPath } from '../../../../local/services/s3/store.ts';
import { escapeXml, parseXml, writeXml } from '../../../../local/services/s3/xml.ts';
import {
  deriveSigningKey,
  sha256Hex,
  signatureOf,
  uriEncode,
  type VerifiedSignature,
} from '../../../../local/services/wire/sigv4.ts';

/** A stream of `bytes` cut at arbitrary places. */
async function* pieces(bytes: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer, void> {
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  let at = 0;
  for (const end of ends) {
    if (end > at) yield bytes.subarray(at, end);
    at = Math.max(at, end);
  }
}

async function collect(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const cuts = fc.array(fc.nat(5000), { maxLength: 12 });
const bytes = fc.uint8Array({ maxLength: 600 }).map((array) => Buffer.from(array));

describe('checksums', () => {
  // The check values of the CRC catalogue, over the digits 1 to 9.
  test.each([
    ['CRC32', 'cbf43926'],
    ['CRC32C', 'e3069283'],
    ['CRC64NVME', 'ae8b14860a799888'],
    ['SHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
    ['SHA256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
  ] as const)('%s', (algorithm, hex) => {
    const checksum = startChecksum(algorithm);
    checksum.update(Buffer.from('1234'));
    checksum.update(Buffer.from('56789'));
    expect(Buffer.from(checksum.digest(), 'base64').toString('hex')).toBe(hex);
  });

  test('do not depend on how the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, cuts, fc.constantFrom('CRC32', 'CRC32C', 'CRC64NVME'), async (body, at, algorithm) => {
        const whole = startChecksum(algorithm);
        whole.update(body);
        const parts = startChecksum(algorithm);
        for await (const piece of pieces(body, at)) parts.update(piece);
        expect(parts.digest()).toBe(whole.digest());
        if (algorithm === 'CRC32') expect(Buffer.from(whole.digest(), 'base64').readUInt32BE()).toBe(crc32(body));
      }),
    );
  });
});

describe('keys on disk', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
    fc
      .array(fc.constantFrom('..', '.', '', 'CON', 'a', 'A', '%2e%2e', 'c:', '\\', '~', '\0'), {
        minLength: 1,
        maxLength: 6,
      })
      .map((s) => s.join('/')),
  );

  test('no key leaves the folder of its bucket, and no two keys meet', () => {
    const folder = resolve('/buckets/media');
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const path = resolve(folder, recordPath(a));
        expect(path.startsWith(`${folder}${sep}objects${sep}`)).toBe(true);
        expect(recordPath(a)).toMatch(/^objects.[0-9a-f]{2}.[0-9a-f]{64}\.json$/);
        // UTF-8, which S3 keys are, has no lone surrogates.
        fc.pre(a.isWellFormed() && b.isWellFormed());
        expect(recordPath(a).toLowerCase() === recordPath(b).toLowerCase()).toBe(a === b);
      }),
    );
  });

  test('a key survives its address', () => {
    fc.assert(
      fc.property(hostile, (key) => {
        fc.pre(key.isWellFormed() && key !== '');
        expect(parsePath(`/media/${key.split('/').map(uriEncode).join('/')}`)).toEqual({ bucket: 'media', key });
      }),
    );
  });
});

describe('listings', () => {
  const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', '￿', '🎵'), minLength: 1, maxLength: 5 });

  test('keys are ordered by their UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });

  test('pages of any size add up to the whole', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 30 }),
        fc.constantFrom('', 'a', 'b/'),
        fc.constantFrom('', '/', 'ab'),
        fc.oneof(fc.constant(''), key),
        fc.integer({ min: 1, max: 5 }),
        (keys, prefix, delimiter, after, maxKeys) => {
          const sorted = keys.toSorted(compareKeys);
          const whole = listPage(sorted, { prefix, delimiter, after, maxKeys: 1000 });
          const seen = { keys: [] as string[], commonPrefixes: [] as string[] };
          let position: { after: string; afterIsPrefix: boolean } | undefined = { after, afterIsPrefix: false };
          while (position) {
            const page = listPage(sorted, { prefix, delimiter, maxKeys, ...position });
            seen.keys.push(...page.keys);
            seen.commonPrefixes.push(...page.commonPrefixes);
            position = page.next;
          }
          expect(seen).toEqual({ keys: whole.keys, commonPrefixes: whole.commonPrefixes });
          const expected = sorted.filter((each) => each.startsWith(prefix) && compareKeys(each, after) > 0);
          const covered = (each: string) =>
            whole.keys.includes(each) || whole.commonPrefixes.some((common) => each.startsWith(common));
          expect(expected.every(covered)).toBe(true);
          if (delimiter === '') expect(whole.keys).toEqual(expected);
        },
      ),
    );
  });
});

describe('aws-chunked', () => {
  const scope = { accessKeyId: 'KEY', date: '20261121', region: 'us-east-1', service: 's3' };
  const seed: VerifiedSignature = {
    ...scope,
    payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
    signature: 'a'.repeat(64),
    signingKey: deriveSigningKey('secret', scope),
    timestamp: '20261121T100000Z',
  };
  const text = '20261121/us-east-1/s3/aws4_request';

  function encode(chunks: readonly Buffer[], signed: boolean, trailer?: string): Buffer {
    let previous = seed.signature;
    const out: Buffer[] = [];
    for (const chunk of [...chunks.filter((each) => each.length > 0), Buffer.alloc(0)]) {
      const hash = createHash('sha256').update(chunk).digest('hex');
      const toSign = ['AWS4-HMAC-SHA256-PAYLOAD', seed.timestamp, text, previous, sha256Hex(''), hash].join('\n');
      previous = signatureOf(seed.signingKey, toSign);
      const extension = signed ? `;chunk-signature=${previous}` : '';
      out.push(Buffer.from(`${chunk.length.toString(16)}${extension}\r\n`), chunk);
      if (chunk.length > 0) out.push(Buffer.from('\r\n'));
    }
    if (trailer !== undefined) {
      out.push(Buffer.from(`${trailer}\r\n`));
      const toSign = ['AWS4-HMAC-SHA256-TRAILER', seed.timestamp, text, previous, sha256Hex(`${trailer}\n`)].join('\n');
      if (signed) out.push(Buffer.from(`x-amz-trailer-signature:${signatureOf(seed.signingKey, toSign)}\r\n`));
    }
    return Buffer.concat([...out, Buffer.from('\r\n')]);
  }

  async function decode(source: AsyncIterable<Buffer>, mode: { signed: boolean; trailer: boolean }) {
    const body: Buffer[] = [];
    const decoder = decodeChunked(source, mode, seed);
    for (;;) {
      const step = await decoder.next();
      if (step.done) return { body: Buffer.concat(body), trailers: step.value };
      body.push(step.value);
    }
  }

  test('any chunks, cut anywhere, give back the body and the trailer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(bytes, { maxLength: 4 }),
        cuts,
        fc.boolean(),
        fc.boolean(),
        async (chunks, at, signed, trailer) => {
          const wire = encode(chunks, signed, trailer ? 'x-amz-checksum-crc32:AAAAAA==' : undefined);
          const { body, trailers } = await decode(pieces(wire, at), { signed, trailer });
          expect(body.equals(Buffer.concat(chunks))).toBe(true);
          expect([...trailers]).toEqual(trailer ? [['x-amz-checksum-crc32', 'AAAAAA==']] : []);
        },
      ),
    );
  });

  test('a changed byte in a signed body is found, an early end too', async () => {
    const wire = encode([Buffer.from('chunk one'), Buffer.from('chunk two')], true, 'x-amz-checksum-crc32:AAAAAA==');
    const mode = { signed: true, trailer: true };
    const forged = Buffer.from(wire.toString('latin1').replace('two', 'six'), 'latin1');
    await expect(decode(pieces(forged, []), mode)).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
    const trailer = Buffer.from(wire.toString('latin1').replace('AAAAAA', 'BBBBBB'), 'latin1');
    await expect(decode(pieces(trailer, []), mode)).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
    const cut = wire.subarray(0, wire.length - 40);
    await expect(decode(pieces(cut, []), mode)).rejects.toMatchObject({ code: 'IncompleteBody' });
    await expect(decode(pieces(Buffer.from('zz\r\n'), []), mode)).rejects.toMatchObject({ code: 'IncompleteBody' });
    await expect(decode(pieces(Buffer.from('a'.repeat(9000)), []), mode)).rejects.toMatchObject({
      code: 'IncompleteBody',
    });
    const unsigned = encode([Buffer.from('x')], false);
    await expect(decode(pieces(unsigned, []), mode)).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  });
});

test('forms cut anywhere give back fields and file', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, fc.string({ maxLength: 30 }), cuts, async (file, value, at) => {
      const boundary = 'bound';
      fc.pre(!file.includes('--bound') && !value.includes('--bound'));
      const field = `--${boundary}\r\nContent-Disposition: form-data; name="Key"\r\n\r\n${value}\r\n`;
      const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
      const wire = Buffer.concat([Buffer.from(field + head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
      const form = await readForm(pieces(wire, at), boundary);
      expect(form.fields.get('key')).toBe(value);
      expect(form.filename).toBe('a.jpg');
      expect((await collect(form.file)).equals(file)).toBe(true);
    }),
  );
  expect(formBoundary('multipart/form-data; charset=x; boundary="a b"')).toBe('a b');
  expect(formBoundary('application/json')).toBeNull();
});

describe('XML', () => {
  test('text survives writing and reading, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\0'));
        const root = parseXml(writeXml('Root', { Key: text, Empty: undefined, Item: [{ A: 1 }, 'b'] }));
        expect(root.children.find((child) => child.name === 'Key')?.text).toBe(text);
        expect(root.children.map((child) => child.name)).toEqual(['Key', 'Item', 'Item']);
      }),
    );
    expect(escapeXml('\u0001')).toBe('&#x1;');
  });

  test.each([
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a>&x;</a>',
    '<a>&#0;</a>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<a>'.repeat(20),
    '</a>',
    '<a b></a>',
  ])('malformed: %s', (document) => {
    expect(() => parseXml(document)).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
  });

  test('any text is read or refused, never a crash', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '/', '&', ';', 'a', '"', ' ', '=', '?', '!', '-', '#') }),
        (text) => {
          try {
            parseXml(text);
          } catch (error) {
            expect(error).toMatchObject({ code: 'MalformedXML' });
          }
        },
      ),
    );
  });
});

describe('policies', () => {
  const encode = (policy: unknown) => Buffer.from(JSON.stringify(policy)).toString('base64');
  const expiration = '2026-11-21T10:00:00.000Z';
  const now = Date.parse(expiration);

  test.each([
    ['not JSON', Buffer.from('{').toString('base64')],
    ['no conditions', encode({ expiration })],
    ['no expiration', encode({ conditions: [] })],
    ['a date that is none', encode({ expiration: '2026-13-41T10:00:00Z', conditions: [] })],
    ['an unknown match', encode({ expiration, conditions: [['matches', '$key', 'a']] })],
    ['a field without $', encode({ expiration, conditions: [['eq', 'key', 'a']] })],
    ['a negative size', encode({ expiration, conditions: [['content-length-range', -1, 5]] })],
    ['an unknown field', encode({ expiration, conditions: [], extra: 1 })],
  ])('%s is not a policy', (_, encoded) => {
    expect(() => parsePolicy(encoded)).toThrow(expect.objectContaining({ code: 'InvalidPolicyDocument' }));
  });

  test('conditions, coverage and time', () => {
    const policy = parsePolicy(
      encode({
        expiration,
        conditions: [
          { bucket: 'media' },
          ['starts-with', '$key', 'uploads/'],
          ['starts-with', '$Content-Type', 'image/'],
          ['content-length-range', 1, '100'],
          ['content-length-range', 5, 200],
        ],
      }),
    );
    const fields = (change: Record<string, string> = {}) =>
      new Map(
        Object.entries({ bucket: 'media', key: 'uploads/a', 'content-type': 'image/png', policy: '', ...change }),
      );
    expect(enforcePolicy(policy, fields(), now)).toEqual({ min: 5, max: 100 });
    expect(enforcePolicy(policy, fields({ 'content-type': 'image/png, image/gif' }), now)).toEqual({
      min: 5,
      max: 100,
    });
    for (const change of [
      { bucket: 'other' },
      { key: 'x' },
      { 'content-type': 'image/png,text/html' },
      { acl: 'private' },
    ]) {
      expect(() => enforcePolicy(policy, fields(change as Record<string, string>), now)).toThrow(
        expect.objectContaining({ code: 'AccessDenied' }),
      );
    }
    expect(() => enforcePolicy(policy, fields(), now + 1)).toThrow('Policy expired');
  });
});

test('CORS patterns hold one star', () => {
  const rules = [{ AllowedOrigins: ['https://*.app.test'], AllowedMethods: ['PUT'], AllowedHeaders: ['x-*-id'] }];
  expect(preflightHeaders(rules, 'https://a.app.test', 'PUT', ['x-a-id'])).toMatchObject({
    'access-control-allow-origin': 'https://a.app.test',
    'access-control-allow-credentials': 'true',
  });
  expect(preflightHeaders(rules, 'https://app.test', 'PUT', [])).toBeNull();
  expect(preflightHeaders(rules, 'https://a.app.test', 'PUT', ['y'])).toBeNull();
  expect(preflightHeaders([{ AllowedOrigins: ['*'], AllowedMethods: ['PUT'] }], 'https://x', 'PUT', [])).toMatchObject({
    'access-control-allow-origin': '*',
  });
  expect(requestedHeaders(undefined)).toEqual([]);
});
