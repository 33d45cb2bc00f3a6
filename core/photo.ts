/** What a file is by its first bytes, and the sentences for files that are no photo. */
import { AppError } from './errors.ts';

export type PhotoFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';

/** Longest side of the derivative that everything after PrepareMedia reads, pixels. */
export const DERIVATIVE_SIDE = 2048;
/** Rekognition reads no picture with a side shorter than this, pixels. */
export const MIN_SIDE = 80;
/** Most pixels decoded: JPEG shrinks while it loads and phones make 108-megapixel ones, the other formats do not. */
export const MAX_PIXELS: Record<PhotoFormat, number> = {
  jpeg: 110e6,
  png: 40e6,
  webp: 40e6,
  avif: 40e6,
  gif: 40e6,
};

const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

/** The photo format of the bytes. Throws `EmptyFile`, `HeicNotSupported` or `NotAPhoto` (422) for everything else. */
export function photoFormat(bytes: Uint8Array): PhotoFormat {
  if (bytes.length === 0) throw new AppError('EmptyFile', 422, 'The file is empty. Please choose a photo.');
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (bytes[0] === 0x89 && ascii(bytes, 1, 8) === 'PNG\r\n\x1a\n') return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return 'gif';
  if (ascii(bytes, 4, 8) === 'ftyp') return fileTypeBox(ascii(bytes, 8, 12));
  throw notAPhoto();
}

function fileTypeBox(brand: string): PhotoFormat {
  if (brand === 'avif' || brand === 'avis') return 'avif';
  if (/^(heic|heix|hevc|heim|heis|mif1|msf1)$/.test(brand)) {
    throw new AppError(
      'HeicNotSupported',
      422,
      'This is a HEIC photo, which only its phone can open. Please save it as JPEG and try again.',
    );
  }
  throw notAPhoto();
}

function notAPhoto(): AppError {
  return new AppError(
    'NotAPhoto',
    422,
    'This file is not a photo or video we can read. Please choose a JPEG, PNG, WebP, AVIF or GIF picture, or upload an MP4, MOV or WebM video.',
  );
}

/** The error for a file that begins like a photo and cannot be decoded to its end. */
export function damagedPhoto(cause: unknown): AppError {
  return new AppError(
    'PhotoDamaged',
    422,
    'This photo is damaged or cut off, so we could not open it. Please choose another one.',
    { cause },
  );
}

/** The error for a picture with more pixels than are decoded. */
export function photoTooLarge(format: PhotoFormat): AppError {
  return new AppError(
    'PhotoTooLarge',
    422,
    `This photo has more than ${Math.round(MAX_PIXELS[format] / 1e6)} megapixels. Please choose a smaller one.`,
  );
}

/**
 * Size of the derivative of a `width` x `height` picture: the longest side at most DERIVATIVE_SIDE, the shortest at
 * least MIN_SIDE (thin strips grow until it is), proportions kept unless both cannot hold.
 */
export function derivativeSize(width: number, height: number): { width: number; height: number } {
  const shrink = Math.min(1, DERIVATIVE_SIDE / Math.max(width, height));
  const grow = Math.max(1, MIN_SIDE / (Math.min(width, height) * shrink));
  const fit = (side: number) => Math.max(MIN_SIDE, Math.min(DERIVATIVE_SIDE, Math.round(side * shrink * grow)));
  return { width: fit(width), height: fit(height) };
}
