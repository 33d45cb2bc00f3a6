import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DERIVATIVE_SIDE,
  damagedPhoto,
  derivativeSize,
  MAX_PIXELS,
  MIN_SIDE,
  photoFormat,
  photoTooLarge,
} from '../../core/photo.ts';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)));
const isoFile = (brand: string) => bytes([0, 0, 0, 24], 'ftyp', brand, [0, 0, 0, 0]);
const code = (value: string) => expect.objectContaining({ code: value, status: 422 });

describe('photoFormat', () => {
  it.each([
    ['jpeg', bytes([0xff, 0xd8, 0xff, 0xe0], 'JFIF')],
    ['png', bytes([0x89], 'PNG\r\n\x1a\n', [0, 0, 0, 13])],
    ['webp', bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 ')],
    ['gif', bytes('GIF89a')],
    ['gif', bytes('GIF87a')],
    ['avif', isoFile('avif')],
    ['avif', isoFile('avis')],
  ])('knows %s by its first bytes', (format, start) => {
    expect(photoFormat(start)).toBe(format);
  });

  it.each([
    ['EmptyFile', bytes()],
    ['HeicNotSupported', isoFile('heic')],
    ['HeicNotSupported', isoFile('mif1')],
    ['NotAPhoto', isoFile('isom')],
    ['NotAPhoto', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['NotAPhoto', bytes('<?xml version="1.0"?><svg/>')],
    ['NotAPhoto', bytes('%PDF-1.7')],
    ['NotAPhoto', bytes('Hello')],
    ['NotAPhoto', bytes([0x89], 'PNX')],
    ['NotAPhoto', bytes([0xff, 0xd8])],
    ['NotAPhoto', bytes('RIFF', [1, 2, 3, 4], 'WAVE')],
    ['NotAPhoto', bytes('GIF88a')],
  ])('refuses as %s: %o', (refusal, start) => {
    expect(() => photoFormat(start)).toThrow(code(refusal));
  });

  it('answers any bytes with a format or a refusal of ours', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 24 }), (start) => {
        try {
          expect(Object.keys(MAX_PIXELS)).toContain(photoFormat(start));
        } catch (error) {
          expect(error).toMatchObject({ status: 422 });
        }
      }),
    );
  });
});

describe('the sentences for photos that cannot be used', () => {
  it('say what is wrong', () => {
    const cause = new Error('VipsJpeg: premature end');
    expect(damagedPhoto(cause)).toMatchObject({ code: 'PhotoDamaged', status: 422, cause });
    expect(damagedPhoto(cause).publicMessage).not.toContain('Vips');
    expect(photoTooLarge('jpeg').publicMessage).toContain('110 megapixels');
    expect(photoTooLarge('png')).toMatchObject({ code: 'PhotoTooLarge', status: 422 });
  });
});

describe('derivativeSize', () => {
  const side = fc.integer({ min: 1, max: 65_535 });

  it.each([
    [
      [4000, 3000],
      [2048, 1536],
    ],
    [
      [3000, 4000],
      [1536, 2048],
    ],
    [
      [640, 480],
      [640, 480],
    ],
    [
      [2048, 100],
      [2048, 100],
    ],
    // A strip grows until Rekognition can read it; one too long for that is stretched.
    [
      [100, 50],
      [160, 80],
    ],
    [
      [10_000, 10],
      [2048, 80],
    ],
    [
      [1, 1],
      [80, 80],
    ],
  ])('makes %j into %j', ([width, height], [newWidth, newHeight]) => {
    expect(derivativeSize(width!, height!)).toEqual({ width: newWidth, height: newHeight });
  });

  it('stays within what Rekognition reads', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        for (const length of Object.values(derivativeSize(width, height))) {
          expect(length).toBeGreaterThanOrEqual(MIN_SIDE);
          expect(length).toBeLessThanOrEqual(DERIVATIVE_SIDE);
          expect(Number.isInteger(length)).toBe(true);
        }
      }),
    );
  });

  it('keeps proportions to the pixel wherever both bounds can hold', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const ratio = Math.max(width, height) / Math.min(width, height);
        fc.pre(ratio <= DERIVATIVE_SIDE / MIN_SIDE);
        const size = derivativeSize(width, height);
        const [long, short] = [Math.max(size.width, size.height), Math.min(size.width, size.height)];
        // Rounding moves each side by half a pixel at most.
        expect(Math.abs(long - short * ratio)).toBeLessThanOrEqual(0.5 + 0.5 * ratio + 1e-9);
      }),
    );
  });

  it('turns with the picture', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const { width: turnedHeight, height: turnedWidth } = derivativeSize(height, width);
        expect(derivativeSize(width, height)).toEqual({ width: turnedWidth, height: turnedHeight });
      }),
    );
  });
});
