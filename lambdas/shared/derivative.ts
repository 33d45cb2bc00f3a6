import sharp from 'sharp';
import { SMALL_SIDE } from '../../core/contracts/media.ts';
import { damagedPhoto, derivativeSize, MAX_PIXELS, photoFormat, photoTooLarge } from '../../core/photo.ts';

/**
 * Decodes a photo of any accepted format and writes it again as a JPEG without any metadata, upright, in sRGB, of the
 * size core gives. Throws the AppErrors of core/photo.ts for what is no photo, is damaged or is too large.
 */
export async function makeDerivative(bytes: Uint8Array): Promise<{ jpeg: Buffer; width: number; height: number }> {
  const format = photoFormat(bytes);
  // SVG and the like never reach the decoder: photoFormat lets only the five formats through. `failOn` is strict, so
  // that a picture cut off in the middle is refused and not half grey.
  const photo = sharp(bytes, { limitInputPixels: MAX_PIXELS[format], failOn: 'warning', sequentialRead: true });
  try {
    const { autoOrient } = await photo.metadata();
    const size = derivativeSize(autoOrient.width, autoOrient.height);
    const { data, info } = await photo
      .autoOrient()
      .resize({ ...size, fit: 'fill' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 85 })
      .toBuffer({ resolveWithObject: true });
    return { jpeg: data, width: info.width, height: info.height };
  } catch (error) {
    if (error instanceof Error && /pixel limit/i.test(error.message)) throw photoTooLarge(format);
    throw damagedPhoto(error);
  }
}

/** A derivative once more, SMALL_SIDE at its longest side: what a list or a phone loads in its place. */
export function makeSmall(jpeg: Uint8Array): Promise<Buffer> {
  return sharp(jpeg)
    .resize({ width: SMALL_SIDE, height: SMALL_SIDE, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 75 })
    .toBuffer();
}
