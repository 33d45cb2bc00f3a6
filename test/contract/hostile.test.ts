import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecapCreated } from '../../core/contracts/api.ts';
import { samplePhoto } from './photos.ts';
import { recapOf, request, upload } from './requests.ts';
import { newPerson, startTarget, type Target } from './target.ts';

let target: Target;
let token: string;

beforeAll(async () => {
  target = await startTarget();
  token = await newPerson(target);
}, 120_000);
afterAll(() => target?.close());

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#6d8fb3' }, limitInputPixels: false });
const bytes = (buffer: Buffer) => new Uint8Array(buffer);
/** The first bytes of a phone's HEIC file; what follows is never read. */
const HEIC = new Uint8Array([0, 0, 0, 24, ...Buffer.from('ftypheic'), 0, 0, 0, 0, ...Buffer.from('mif1heic')]);

describe('pictures that work', () => {
  const cases: [name: string, photo: () => Promise<Buffer>][] = [
    ['a GIF', () => plain(320, 240).gif().toBuffer()],
    ['a WebP', () => plain(320, 240).webp().toBuffer()],
    ['a picture in CMYK', () => plain(320, 240).toColourspace('cmyk').jpeg().toBuffer()],
    ['a PNG of 16 bits a channel', () => plain(320, 240).toColourspace('rgb16').png().toBuffer()],
    ['a strip of 1 x 20000', () => plain(1, 20_000).png().toBuffer()],
    ['a JPEG of 48 megapixels', () => plain(8000, 6000).jpeg({ quality: 60 }).toBuffer()],
  ];
  test.each(cases)(
    '%s',
    async (_name, photo) => {
      const recap = await recapOf(target, token, bytes(await photo()));
      expect(recap.error).toBeNull();
      expect(recap.status).toBe('READY');
    },
    60_000,
  );
});

describe('pictures that end in a sentence', () => {
  const cases: [name: string, code: string, photo: () => Promise<Uint8Array>][] = [
    ['an SVG named .png', 'NotAPhoto', async () => new TextEncoder().encode('<?xml version="1.0"?><svg/>')],
    ['a HEIC', 'HeicNotSupported', async () => HEIC],
    [
      'a one-colour PNG of 16000 x 16000',
      'PhotoTooLarge',
      async () => bytes(await plain(16_000, 16_000).png({ compressionLevel: 6 }).toBuffer()),
    ],
    [
      'a PNG cut off in the middle',
      'PhotoDamaged',
      async () => bytes(await sharp(samplePhoto()).png().toBuffer()).slice(0, 50_000),
    ],
  ];
  test.each(cases)(
    '%s',
    async (_name, code, photo) => {
      const recap = await recapOf(target, token, await photo());
      expect(recap.status).toBe('FAILED');
      expect(recap.error?.code).toBe(code);
      expect(recap.error?.message).toMatch(/[.?]$/);
    },
    60_000,
  );

  test('and the next good photo works', async () => {
    expect((await recapOf(target, token, samplePhoto())).status).toBe('READY');
  }, 60_000);
});

describe('upload policies', () => {
  const begin = async () => {
    const { upload: policy } = (await request(target, 'POST', '/recaps', { token, body: {} })).body as RecapCreated;
    if (!policy) throw new Error('No upload was offered.');
    return policy;
  };

  test('a changed policy, signature or field is refused', async () => {
    const policy = await begin();
    const longer = JSON.parse(Buffer.from(policy.fields.Policy ?? '', 'base64').toString('utf8')) as {
      expiration: string;
    };
    const tampered = Buffer.from(JSON.stringify({ ...longer, expiration: '2999-01-01T00:00:00Z' })).toString('base64');
    expect((await upload(policy, samplePhoto(), { Policy: tampered })).text).toContain('SignatureDoesNotMatch');
    expect((await upload(policy, samplePhoto(), { 'X-Amz-Signature': '0'.repeat(64) })).status).toBe(403);
    expect((await upload(policy, samplePhoto(), { acl: 'public-read' })).status).toBe(403);
  });

  test('one is no good for the key of another', async () => {
    const [mine, other] = [await begin(), await begin()];
    expect((await upload(mine, samplePhoto(), { key: other.fields.key ?? '' })).status).toBe(403);
  });
});

test('two thousand odd requests get no 5xx', async () => {
  const word = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom('recaps', 'tracks', '..', '%00', '%ff', 'retry', 'songs'),
  );
  const path = fc
    .array(word, { maxLength: 4 })
    .map((words) => `/${words.map((part) => encodeURIComponent(part)).join('/')}`);
  const known = fc.constantFrom(
    '/recaps',
    '/tracks',
    '/recaps/01ARZ3NDEKTSV4RRFFQ69G5FAV',
    '/tracks/s1',
    '/recaps/x/songs',
  );
  const query = fc.option(
    fc.record(
      { limit: fc.string({ maxLength: 6 }), cursor: fc.string({ maxLength: 30 }), query: fc.string({ maxLength: 60 }) },
      { requiredKeys: [] },
    ),
  );
  const requests = fc.record({
    method: fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'PATCH'),
    path: fc.oneof(path, known),
    query,
    body: fc.option(fc.oneof(fc.json(), fc.string({ maxLength: 200 }))),
    signedIn: fc.boolean(),
  });
  let sent = 0;
  for (const one of fc.sample(requests, { numRuns: 2_000, seed: 20_261 })) {
    const search = one.query ? `?${new URLSearchParams(one.query as Record<string, string>)}` : '';
    const carries = one.method !== 'GET' && one.body !== null;
    const reply = await fetch(`${target.addresses.apiUrl}${one.path}${search}`, {
      method: one.method,
      headers: { ...(one.signedIn ? { authorization: `Bearer ${token}` } : {}), 'content-type': 'application/json' },
      ...(carries ? { body: one.body } : {}),
    });
    await reply.arrayBuffer();
    // Throttling is the stage's own and no failure.
    expect(reply.status, `${one.method} ${one.path}${search} ${one.body}`).toBeLessThan(500);
    sent++;
  }
  expect(sent).toBe(2_000);
}, 240_000);

test('fifty recaps at once all end', async () => {
  const photo = bytes(await sharp(samplePhoto()).resize(400).jpeg().toBuffer());
  const recaps = await Promise.all(Array.from({ length: 50 }, () => recapOf(target, token, photo)));
  for (const recap of recaps) expect(recap.status, recap.error?.message).toBe('READY');
}, 300_000);
