import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { SMALL_SIDE } from '../../../core/contracts/media.ts';
import { makeDerivative, makeSmall } from '../../../lambdas/shared/derivative.ts';

type Colour = { r: number; g: number; b: number; alpha?: number };
const RED: Colour = { r: 220, g: 30, b: 30 };
const BLUE: Colour = { r: 30, g: 30, b: 220 };

const plain = (width: number, height: number, background: Colour = RED) =>
  sharp({ create: { width, height, channels: background.alpha === undefined ? 3 : 4, background } });

/** Red on the left, blue on the right: shows which way up a picture is. */
const twoColours = (width: number, height: number) =>
  plain(width, height).composite([
    { input: { create: { width: width / 2, height, channels: 3, background: BLUE } }, left: width / 2, top: 0 },
  ]);

/** Noise, so that the compressed file is long enough to be cut in the middle. */
const noisy = () =>
  sharp({
    create: {
      width: 400,
      height: 300,
      channels: 3,
      background: RED,
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });

async function colourAt(jpeg: Buffer, left: number, top: number): Promise<number[]> {
  const { data } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const { width = 0 } = await sharp(jpeg).metadata();
  const at = (top * width + left) * 3;
  return [...data.subarray(at, at + 3)];
}
const isNear = (colour: number[], { r, g, b }: Colour) =>
  [r, g, b].every((channel, at) => Math.abs(channel - colour[at]!) < 20);

describe('what a derivative leaves behind', () => {
  it('is every piece of metadata: EXIF, the place, the profile', async () => {
    const source = await plain(640, 480)
      .withExif({
        IFD0: { Make: 'Camera & Sons', Copyright: 'Ada', Software: 'Darkroom 3' },
        IFD3: {
          GPSLatitude: '52/1 31/1 0/1',
          GPSLatitudeRef: 'N',
          GPSLongitude: '13/1 24/1 0/1',
          GPSLongitudeRef: 'E',
        },
      })
      .withIccProfile('p3')
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>Ada</creator></x:xmpmeta>')
      .jpeg()
      .toBuffer();
    const before = await sharp(source).metadata();
    expect([before.exif, before.icc, before.xmp].every(Boolean)).toBe(true);

    const { jpeg } = await makeDerivative(source);
    const after = await sharp(jpeg).metadata();
    expect(after).toMatchObject({ format: 'jpeg', space: 'srgb', channels: 3 });
    for (const kind of ['exif', 'icc', 'xmp', 'iptc', 'orientation', 'comments'] as const) {
      expect(after[kind], kind).toBeUndefined();
    }
    for (const trace of ['Exif', 'Camera', 'Ada', 'GPS']) expect(jpeg.includes(trace), trace).toBe(false);
  });

  it('is the orientation, which is applied', async () => {
    // Orientation 6: the camera lay on its side, what is left in the file is up in the world.
    const source = await twoColours(400, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { jpeg, width, height } = await makeDerivative(source);
    expect([width, height]).toEqual([200, 400]);
    expect(isNear(await colourAt(jpeg, 100, 20), RED)).toBe(true);
    expect(isNear(await colourAt(jpeg, 100, 380), BLUE)).toBe(true);
    expect((await sharp(jpeg).metadata()).orientation).toBeUndefined();
  });

  it('is transparency, which becomes white', async () => {
    const source = await plain(200, 200, { ...RED, alpha: 0 })
      .png()
      .toBuffer();
    const { jpeg } = await makeDerivative(source);
    expect(await sharp(jpeg).metadata()).toMatchObject({ channels: 3, hasAlpha: false });
    expect(isNear(await colourAt(jpeg, 100, 100), { r: 255, g: 255, b: 255 })).toBe(true);
  });
});

describe('the size of a derivative', () => {
  it.each([
    [640, 480, 640, 480],
    [3000, 1500, 2048, 1024],
    [1000, 10, 2048, 80],
    [100, 50, 160, 80],
    [1, 1, 80, 80],
  ])('of %i x %i is %i x %i', async (fromWidth, fromHeight, width, height) => {
    const derivative = await makeDerivative(await plain(fromWidth, fromHeight).png().toBuffer());
    expect([derivative.width, derivative.height]).toEqual([width, height]);
    expect(await sharp(derivative.jpeg).metadata()).toMatchObject({ width, height });
  });
});

describe('the formats it reads', () => {
  it.each([
    ['jpeg', () => plain(120, 90).jpeg()],
    ['CMYK jpeg', () => plain(120, 90).toColourspace('cmyk').jpeg()],
    ['grey jpeg', () => plain(120, 90).greyscale().jpeg()],
    ['16-bit png', () => plain(120, 90).toColourspace('rgb16').png()],
    ['webp', () => plain(120, 90).webp()],
    ['avif', () => plain(120, 90).avif({ effort: 0 })],
    ['gif', () => plain(120, 90).gif()],
  ])('include %s', async (_, make) => {
    const { jpeg, width, height } = await makeDerivative(await make().toBuffer());
    expect([width, height]).toEqual([120, 90]);
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', space: 'srgb', channels: 3 });
  });

  it.each([
    ['EmptyFile', ''],
    ['NotAPhoto', 'Dear diary, today I took a photo.'],
    ['NotAPhoto', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'],
    ['HeicNotSupported', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
  ])('leave out a file of %s', async (code, text) => {
    await expect(makeDerivative(Buffer.from(text, 'latin1'))).rejects.toMatchObject({ code, status: 422 });
  });

  it.each([
    ['JPEG', () => noisy().jpeg()],
    ['PNG', () => noisy().png()],
    ['WebP', () => noisy().webp()],
  ])('leave out a %s that is cut off', async (_, make) => {
    const whole = await make().toBuffer();
    for (const share of [0.9, 0.5, 0.1]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share));
      await expect(makeDerivative(cut), `${share} of it`).rejects.toMatchObject({ code: 'PhotoDamaged', status: 422 });
    }
  });

  it('leave out what only begins like a photo', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('no photo at all')]);
    await expect(makeDerivative(bytes)).rejects.toMatchObject({ code: 'PhotoDamaged' });
  });

  it('leave out more pixels than are decoded', async () => {
    // One colour compresses to nothing: 49 million pixels in a few kilobytes.
    const source = await plain(7000, 7000).png({ compressionLevel: 9 }).toBuffer();
    await expect(makeDerivative(source)).rejects.toMatchObject({
      code: 'PhotoTooLarge',
      publicMessage: 'This photo has more than 40 megapixels. Please choose a smaller one.',
    });
  });
});

describe('makeSmall', () => {
  it.each([
    [1600, 1200, SMALL_SIDE, 600],
    [300, 1600, 150, SMALL_SIDE],
    [400, 300, 400, 300],
  ])('makes %i x %i to %i x %i', async (width, height, ...small) => {
    const made = await sharp(await makeSmall(await plain(width, height).jpeg().toBuffer())).metadata();
    expect([made.format, made.width, made.height]).toEqual(['jpeg', ...small]);
  });
});
