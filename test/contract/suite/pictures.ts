import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { runsOf } from '../executions.ts';
import { blankPng, samplePhoto } from '../photos.ts';
import { recapOf } from '../requests.ts';
import { isHosted, type Target } from '../target.ts';
import { storedFor } from './recaps.ts';
import { aPhoto, type People } from './support.ts';

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#6d8fb3' }, limitInputPixels: false });
const bytes = (buffer: Buffer) => new Uint8Array(buffer);
const text = (written: string) => new TextEncoder().encode(written);

const frames = () =>
  Promise.all(
    ['#803010', '#108030'].map((background) =>
      plain(160, 120)
        .composite([tile(background)])
        .png()
        .toBuffer(),
    ),
  );
const tile = (background: string) => ({
  input: { create: { width: 40, height: 40, channels: 3 as const, background } },
  left: 10,
  top: 10,
});

const WORKING: [name: string, photo: () => Promise<Buffer>][] = [
  ['a GIF', () => plain(320, 240).gif().toBuffer()],
  ['a WebP', () => plain(320, 240).webp().toBuffer()],
  [
    'an animated WebP',
    async () =>
      sharp(await frames(), { join: { animated: true } })
        .webp()
        .toBuffer(),
  ],
  ['an AVIF', () => plain(320, 240).avif({ effort: 0 }).toBuffer()],
  ['a picture in CMYK', () => plain(320, 240).toColourspace('cmyk').jpeg().toBuffer()],
  ['a PNG of 16 bits a channel', () => plain(320, 240).toColourspace('rgb16').png().toBuffer()],
  ['a PNG that says it is a JPEG', () => plain(320, 240).png().toBuffer()],
  ['a strip of 1 x 20000', () => plain(1, 20_000).png().toBuffer()],
  ['a JPEG of 48 megapixels', () => plain(8000, 6000).jpeg({ quality: 60 }).toBuffer()],
];

/** The first bytes of a phone's HEIC file; what follows is never read. */
const HEIC = new Uint8Array([0, 0, 0, 24, ...Buffer.from('ftypheic'), 0, 0, 0, 0, ...Buffer.from('mif1heic')]);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';

const FAILING: [name: string, code: string, photo: () => Promise<Uint8Array>][] = [
  ['a text named .jpg', 'NotAPhoto', async () => text('not a photo at all')],
  ['an SVG', 'NotAPhoto', async () => text(SVG)],
  ['an SVG named .png', 'NotAPhoto', async () => text(`<?xml version="1.0"?>\n${SVG}`)],
  ['a HEIC', 'HeicNotSupported', async () => HEIC],
  ['a one-colour PNG of 16000 x 16000', 'PhotoTooLarge', async () => blankPng(16_000, 16_000)],
  ['a JPEG cut off in the middle', 'PhotoDamaged', async () => samplePhoto().slice(0, 20_000)],
  [
    'a PNG cut off in the middle',
    'PhotoDamaged',
    async () => bytes(await sharp(samplePhoto()).png().toBuffer()).slice(0, 50_000),
  ],
  ['nothing but the first bytes of a JPEG', 'PhotoDamaged', async () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0])],
];

/** What people upload: what works, and what ends in a sentence. */
export function describePictures(target: Target, people: People): void {
  test.each(WORKING)('%s works', async (_name, photo) => {
    const recap = await recapOf(target, people.token, bytes(await photo()));
    expect(recap.error).toBeNull();
    expect(recap.status).toBe('READY');
  });

  describe('a picture that cannot be read', () => {
    test.each(FAILING)('%s ends at once with a sentence, and nothing of it stays', async (_name, code, photo) => {
      const runs = isHosted(target) ? runsOf(target, 'PrepareMedia') : 0;
      const recap = await recapOf(target, people.token, await photo());
      expect(recap.status).toBe('FAILED');
      expect(recap.error?.code).toBe(code);
      expect(recap.error?.message).toMatch(/^[A-Z].*[.?]$/);
      expect(storedFor(target, recap.recapId)).toEqual([]);
      // Whose fault is the photo's is not tried again.
      if (isHosted(target)) expect(runsOf(target, 'PrepareMedia')).toBe(runs + 1);
    });

    test('and the next good photo works', async () => {
      expect((await recapOf(target, people.token, await aPhoto(target))).status).toBe('READY');
    });
  });
}
