import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startVision, type VisionEngine } from '../../../local/engines/vision.ts';

const photos = join(process.env.SIGHTSONG_DATA ?? '../shared/data', 'media', 'photos');
const missing = !existsSync(photos);
const photo = (name: string) => readFileSync(join(photos, `${name}.jpg`));
const why = 'needs the photos of the data folder';

let vision: VisionEngine;
beforeAll(() => {
  vision = startVision();
  return vision.ready;
});
afterAll(() => vision.close());

const plain = (background: string) => sharp({ create: { width: 320, height: 240, channels: 3, background } });

describe('the vision engine', () => {
  test('says nothing about an empty picture but its colours', async () => {
    const image = await plain('#1e70c8').png().toBuffer();
    const [{ labels, properties }, faces, moderation] = await Promise.all([
      vision.detectLabels(image),
      vision.detectFaces(image),
      vision.detectModeration(image),
    ]);
    expect(labels).toEqual([]);
    expect(faces).toEqual([]);
    expect(moderation).toEqual([]);
    expect(properties.colours).toMatchObject([{ simplified: 'blue', pixelPercent: 100 }]);
  });

  test('a broken picture is refused and the next one is still answered', async () => {
    await expect(vision.detectLabels(Buffer.from('not a picture'))).rejects.toMatchObject({
      code: 'InvalidImage',
      status: 400,
    });
    const jpeg = await plain('#ffffff').jpeg().toBuffer();
    await expect(vision.detectFaces(jpeg.subarray(0, 200))).rejects.toMatchObject({ code: 'InvalidImage' });
    expect((await vision.detectLabels(jpeg)).properties.quality.brightness).toBeGreaterThan(99);
  });

  test.skipIf(missing)(`a dog on a pier: dog, no person, no face (${why})`, async () => {
    const { labels } = await vision.detectLabels(photo('azure_dog'));
    const dog = labels.find(({ name }) => name === 'Dog');
    expect(dog?.confidence).toBeGreaterThan(80);
    expect(dog?.instances).toHaveLength(1);
    expect(dog?.instances[0]?.box.left).toBeGreaterThan(0.4);
    expect(labels.some(({ name }) => name === 'Person')).toBe(false);
    expect(await vision.detectFaces(photo('azure_dog'))).toEqual([]);
  });

  test.skipIf(missing)(`a laughing family: persons, six happy faces, nothing to moderate (${why})`, async () => {
    const { labels } = await vision.detectLabels(photo('azure_faces'));
    expect(labels.map(({ name }) => name)).toEqual(expect.arrayContaining(['Person', 'People']));
    const faces = await vision.detectFaces(photo('azure_faces'));
    expect(faces.length).toBeGreaterThanOrEqual(5);
    for (const { emotions, smile, box } of faces) {
      expect(emotions.HAPPY).toBeGreaterThan(50);
      expect(smile.value).toBe(true);
      expect(box.left + box.width).toBeLessThanOrEqual(1);
    }
    expect(await vision.detectModeration(photo('azure_faces'))).toEqual([]);
  });

  test.skipIf(missing)(`colours of a place: sky, grass, sunset and night (${why})`, async () => {
    const names = async (name: string) => (await vision.detectLabels(photo(name))).labels.map((label) => label.name);
    expect(await names('azure_switzerland')).toContain('Sky');
    expect(await names('lomiri_aitzgorri')).toContain('Grass');
    expect(await names('mdn_elephant')).toContain('Sunset');
    expect(await names('immich_japanese_shop')).toContain('Night');
  });

  test('after closing, every call says so', async () => {
    const closing = startVision();
    const pending = expect(closing.detectLabels(new Uint8Array(3))).rejects.toMatchObject({ code: 'VisionFailed' });
    await closing.close();
    await pending;
    await expect(closing.detectFaces(new Uint8Array(3))).rejects.toMatchObject({ code: 'VisionFailed' });
  });
});
