import sharp, { type Sharp } from 'sharp';
import type { Box, Picture } from './types.ts';

/** Longest side that any model or measure looks at, pixels. */
const WORKING_SIZE = 1024;

async function toPicture(image: Sharp): Promise<Picture> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

const fromRaw = ({ data, width, height }: Picture) => sharp(data, { raw: { width, height, channels: 3 } });

/** Decodes JPEG or PNG: upright by its EXIF orientation, on white, at most 1024 pixels a side. Throws sharp's error. */
export function decodePicture(bytes: Uint8Array): Promise<Picture> {
  return toPicture(
    sharp(bytes, { limitInputPixels: 110e6, failOn: 'error' })
      .rotate()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .removeAlpha()
      .resize(WORKING_SIZE, WORKING_SIZE, { fit: 'inside', withoutEnlargement: true }),
  );
}

/** The picture stretched to exactly this size. */
export function stretchTo(picture: Picture, width: number, height: number): Promise<Picture> {
  return toPicture(fromRaw(picture).resize(width, height, { fit: 'fill' }));
}

/** The picture scaled into a square of this side from the top left corner; the rest is black. */
export function fitIntoSquare(picture: Picture, side: number): Promise<Picture> {
  return toPicture(
    fromRaw(picture).resize(side, side, { fit: 'contain', position: 'left top', background: { r: 0, g: 0, b: 0 } }),
  );
}

/** The middle of the picture, as large as a square of this side takes in. */
export function coverSquare(picture: Picture, side: number): Promise<Picture> {
  return toPicture(fromRaw(picture).resize(side, side, { fit: 'cover' }));
}

/** A square part of the picture scaled to this side; `left`, `top` and `size` in pixels of the picture. */
export function squareAt(picture: Picture, left: number, top: number, size: number, side: number): Promise<Picture> {
  return toPicture(fromRaw(picture).extract({ left, top, width: size, height: size }).resize(side, side));
}

/** The part of the picture inside a box, clamped to the picture, scaled into a centred square of this side. */
export function cropToSquare(picture: Picture, box: Box, side: number): Promise<Picture> {
  const left = Math.min(picture.width - 1, Math.max(0, Math.floor(box.left * picture.width)));
  const top = Math.min(picture.height - 1, Math.max(0, Math.floor(box.top * picture.height)));
  const width = Math.max(1, Math.min(picture.width - left, Math.round(box.width * picture.width)));
  const height = Math.max(1, Math.min(picture.height - top, Math.round(box.height * picture.height)));
  return toPicture(
    fromRaw(picture)
      .extract({ left, top, width, height })
      .resize(side, side, { fit: 'contain', background: { r: 0, g: 0, b: 0 } }),
  );
}
