/** Nothing of a person stays longer than it must, and nothing of it stands in a log. */

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { mediaKeys } from '../../core/contracts/names.ts';
import { BETWEEN_STEPS } from '../../core/contracts/recap-item.ts';
import type { RecapCreated } from '../../core/contracts/recaps.ts';
import { GENERIC_FAILURE } from '../../core/errors.ts';
import { ofType } from '../../local/hosting/properties.ts';
import { expiryOf } from '../../local/lifecycle.ts';
import { UploadStore } from '../../local/services/s3/uploads.ts';
import { grantsOf, withoutGrant } from '../local/iam/grants.ts';
import { itemsOf } from './executions.ts';
import { leaksIn, leaksInLogs, logLines, metadataOf, storedObjects } from './leaks.ts';
import { plainPhoto, samplePhoto } from './photos.ts';
import { EXPLICIT, quickEngines } from './quick-engines.ts';
import { ended, recapOf, request, upload } from './requests.ts';
import { newPerson, startTarget } from './target.ts';

const HOUR_MS = 3_600_000;

// Polls, not clocks, say when something is over; a busy machine may take its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const engines = quickEngines();
const target = await startTarget({ engines, random: () => 0 });
const { hosted } = target;
const token = await newPerson(target);
const photo = await plainPhoto();
const withPlace = await photoWithPlace();

afterAll(() => target.close());

/** A photo that says where, when and with what it was taken, in EXIF and in XMP. */
async function photoWithPlace(): Promise<Uint8Array> {
  const picture = sharp(samplePhoto())
    .withExif({
      IFD0: { Make: 'Secret Camera', Artist: 'Jane Doe' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '2/1 21/1 0/1' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret>Jane Doe</secret></x:xmpmeta>');
  return new Uint8Array(await picture.jpeg().toBuffer());
}

const sourceOf = (recapId: string) =>
  storedObjects(target.dataDir).find(({ key }) => key.startsWith(mediaKeys.uploadsPrefix) && key.includes(recapId));
const derivativesOf = (recapId: string) =>
  storedObjects(target.dataDir).filter(({ key }) => key.startsWith('derivatives/') && key.includes(recapId));

/** A recap that fails for a reason that may pass. */
async function failing(bytes: Uint8Array) {
  const narrating = grantsOf(hosted.assembly).find(({ action }) => action === 'polly:SynthesizeSpeech')!;
  hosted.iam.update(withoutGrant(hosted.assembly, narrating));
  try {
    return await recapOf(target, token, bytes);
  } finally {
    hosted.iam.update(hosted.assembly);
  }
}

/** One that fails before its photo was read. */
async function unread(bytes: Uint8Array) {
  const reading = grantsOf(hosted.assembly).find(
    ({ action, actors }) => action === 's3:PutObject' && actors.includes('PrepareMedia'),
  )!;
  hosted.iam.update(withoutGrant(hosted.assembly, reading));
  try {
    return await recapOf(target, token, bytes);
  } finally {
    hosted.iam.update(hosted.assembly);
  }
}

describe('what a photo knows of place and person', () => {
  test('is in the photo that is sent, by the markers looked for', () => {
    const object = { key: '', bytes: Buffer.from(withPlace) };
    expect(metadataOf(object)).toEqual(expect.arrayContaining(['Exif\0\0', 'http://ns.adobe.com/xap/1.0/']));
    expect(object.bytes.includes('Jane Doe')).toBe(true);
  });

  test('is in no stored object once the recap is made', async () => {
    const recap = await recapOf(target, token, withPlace, 'our secret picnic in the hills');
    expect(recap.status).toBe('READY');
    expect(sourceOf(recap.recapId)).toBeUndefined();
    const objects = storedObjects(target.dataDir);
    expect(objects.length).toBeGreaterThanOrEqual(2);
    for (const object of objects) {
      expect(metadataOf(object), object.key).toEqual([]);
      expect(object.bytes.includes('Jane Doe'), object.key).toBe(false);
    }
    const image = objects.find(({ key }) => key.endsWith('image.jpg'))!;
    const { exif, xmp, iptc } = await sharp(image.bytes).metadata();
    expect([exif, xmp, iptc]).toEqual([undefined, undefined, undefined]);
  });
});

describe('the upload', () => {
  test('of a photo that is refused goes, and everything made of it', async () => {
    engines.moderation = [EXPLICIT];
    const recap = await recapOf(target, token, withPlace);
    engines.moderation = [];
    expect(recap.status).toBe('REFUSED');
    expect(recap.image).toBeNull();
    expect([sourceOf(recap.recapId), derivativesOf(recap.recapId)]).toEqual([undefined, []]);
  });

  test('of a photo at fault goes', async () => {
    const recap = await recapOf(target, token, withPlace.slice(0, withPlace.length / 2));
    expect(recap.error?.code).toBe('PhotoDamaged');
    expect(sourceOf(recap.recapId)).toBeUndefined();
  });

  test('goes once there is a clean picture, even where the recap fails later', async () => {
    const recap = await failing(withPlace);
    expect(recap.status).toBe('FAILED');
    expect(sourceOf(recap.recapId)).toBeUndefined();
    expect(derivativesOf(recap.recapId).flatMap(metadataOf)).toEqual([]);
  });

  test('stays a day after any other failure, for a retry, which then answers 409', async () => {
    const kept = await unread(withPlace);
    const tried = await unread(photo);
    expect([kept.status, tried.status]).toEqual(['FAILED', 'FAILED']);
    await hosted.sweep(Date.now() + 23 * HOUR_MS);
    expect(sourceOf(kept.recapId)).toBeDefined();
    expect((await request(target, 'POST', `/recaps/${tried.recapId}/retry`, { token })).status).toBe(202);
    expect((await ended(target, token, tried.recapId)).status).toBe('READY');
    await hosted.sweep(expiryOf(Date.now(), 1));
    expect(sourceOf(kept.recapId)).toBeUndefined();
    expect((await request(target, 'POST', `/recaps/${kept.recapId}/retry`, { token })).status).toBe(409);
    expect((await request(target, 'GET', `/recaps/${kept.recapId}`, { token })).status).toBe(200);
  });
});

describe('the history of the state machine', () => {
  /** Words of the sentence that is kept of executions which failed. */
  const isOurs = (word: string) => GENERIC_FAILURE.toLowerCase().includes(word.toLowerCase());
  /** Everything that is kept of executions, as text. */
  const history = () =>
    globSync('executions/**/*.*', { cwd: target.dataDir })
      .map((file) => readFileSync(join(target.dataDir, file), 'utf8'))
      .join('\n');

  test('holds nothing of the photo, the person’s words or what was made of them; so deleting leaves nothing', async () => {
    const caption = 'Grandmother Zuzanna on her ninetieth birthday';
    const recap = await recapOf(target, token, photo, caption);
    expect(recap.status).toBe('READY');
    await hosted.machines.idle();
    expect(history()).toContain(recap.recapId);
    const found = [
      caption,
      recap.story!.title,
      recap.story!.text,
      recap.narration!.script,
      recap.mood!.word,
      ...recap.labels!.map(({ name }) => name),
      ...recap.properties!.colours.map(({ hex }) => hex),
      ...recap.songs!.flatMap(({ title, trackId }) => [JSON.stringify(title), JSON.stringify(trackId)]),
      ...recap.narration!.words.map(({ word }) => word).filter((word) => word.length > 8 && !isOurs(word)),
    ];
    expect(found.length).toBeGreaterThan(20);
    expect((await request(target, 'DELETE', `/recaps/${recap.recapId}`, { token })).status).toBe(204);
    const kept = history().toLowerCase();
    expect(found.filter((text) => kept.includes(text.toLowerCase()))).toEqual([]);
    // Nor where the upload came from, which S3's own announcement tells.
    expect(kept).not.toContain('source-ip-address');
  });

  test('a recap that has ended keeps nothing that its steps left for each other', async () => {
    const recap = await recapOf(target, token, photo);
    const failed = await failing(photo);
    for (const { recapId } of [recap, failed]) {
      const item = (await itemsOf(target)).find((one) => one.recapId === recapId)!;
      expect(Object.keys(item)).toContain('labels');
      expect(BETWEEN_STEPS.filter((field) => field in item)).toEqual([]);
    }
  });
});

describe('what was never finished', () => {
  test('a recap whose upload never came is gone after 24 hours, and one that was made is not', async () => {
    const { recapId } = (await request(target, 'POST', '/recaps', { token, body: {} })).body as RecapCreated;
    const ready = await recapOf(target, token, photo);
    await hosted.sweep(Date.now() + 23.9 * HOUR_MS);
    expect((await request(target, 'GET', `/recaps/${recapId}`, { token })).status).toBe(200);
    await hosted.sweep(Date.now() + 24.1 * HOUR_MS);
    expect((await request(target, 'GET', `/recaps/${recapId}`, { token })).status).toBe(404);
    expect((await request(target, 'GET', `/recaps/${ready.recapId}`, { token })).status).toBe(200);
    // The picture, the smaller one and the recording.
    expect(derivativesOf(ready.recapId)).toHaveLength(3);
  });

  test('an upload of a recap that is gone by then goes at the next midnight, UTC', async () => {
    const created = (await request(target, 'POST', '/recaps', { token, body: {} })).body as RecapCreated;
    await hosted.sweep(Date.now() + 25 * HOUR_MS);
    // The policy outlives the item it was made for by no more than five minutes; what comes then belongs to nobody.
    expect((await upload(created.upload!, withPlace)).status).toBe(204);
    await hosted.bus.idle();
    await hosted.machines.idle();
    await hosted.sweep(expiryOf(Date.now(), 1));
    expect(sourceOf(created.recapId)).toBeUndefined();
  });

  test('a multipart upload goes after a day', async () => {
    const [bucket] = ofType(hosted.assembly, 'AWS::S3::Bucket');
    const uploads = new UploadStore(join(target.dataDir, 's3', bucket!.physicalId));
    const attributes = { contentType: 'image/jpeg', headers: {}, metadata: {} };
    const id = await uploads.create({ key: 'derivatives/a/b/image.jpg', attributes });
    await hosted.sweep(Date.now() + 23 * HOUR_MS);
    await expect(uploads.get(id, 'derivatives/a/b/image.jpg')).resolves.toBeDefined();
    await hosted.sweep(Date.now() + 25 * HOUR_MS);
    await expect(uploads.get(id, 'derivatives/a/b/image.jpg')).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  test('midnight is rounded up to, as S3 does', () => {
    const at = (text: string) => Date.parse(text);
    expect(expiryOf(at('2026-03-01T10:30:00Z'), 1)).toBe(at('2026-03-03T00:00:00Z'));
    expect(expiryOf(at('2026-03-01T00:00:00Z'), 1)).toBe(at('2026-03-02T00:00:00Z'));
  });
});

describe('the logs', () => {
  test.each([
    ['a token', 'authorization Bearer eyJraWQiOiJhYmMi.eyJzdWIi.c2ln'],
    ['an e-mail address', 'sent to jane.doe@example.com'],
    ['a signature', 'GET /x?X-Amz-Signature=abc'],
    ['the address of a medium', 'http://127.0.0.1:1/bucket/uploads/a/b/source'],
    ['a password of a guest', 'Aa1-c0ffee00_1234-4abc'],
    ['a caption', 'caption: Our Secret Picnic in the hills'],
  ])('would be found to hold %s', (what, line) => {
    expect(leaksIn(line)).toEqual([what]);
  });

  test('hold none of it, after hostile requests and failures of every kind', async () => {
    const caption = 'jane.doe@example.com at 5 rue Secrète';
    const hostile: [string, string, unknown][] = [
      ['POST', '/recaps', `{"caption": "${caption}"`],
      ['POST', '/recaps', { caption: caption.repeat(100) }],
      ['POST', '/recaps', { [caption]: 1 }],
      ['POST', '/recaps', { imageUrl: `https://user:${caption}@localhost/a` }],
      ['POST', '/recaps', { imageUrl: `https://127.0.0.1/?token=eyJhbGciOiJIUzI1NiJ9&x=${caption}` }],
      ['POST', '/recaps', { imageUrl: caption }],
      ['GET', `/recaps?cursor=${encodeURIComponent(caption)}`, undefined],
      ['GET', `/recaps/${encodeURIComponent(caption)}`, undefined],
    ];
    for (const [method, path, body] of hostile) {
      expect((await request(target, method, path, { token, body })).status).toBeLessThan(500);
    }
    await failing(withPlace);
    expect((await recapOf(target, token, photo, caption)).status).toBe('READY');
    expect(logLines(target.dataDir)).toBeGreaterThan(100);
    expect(leaksInLogs(target.dataDir)).toEqual([]);
  });
});
