import sharp from 'sharp';
import type { FrameLook } from '../../../core/video/cover.ts';

/** Side of the square that pictures are compared at, pixels: a blur shows at this size as it does on the page. */
const SIDE = 320;

/** How sharp, rich and light a picture is. */
export async function lookOf(jpeg: Uint8Array): Promise<Omit<FrameLook, 'share'>> {
  const small = await sharp(jpeg).resize(SIDE, SIDE, { fit: 'inside' }).png({ compressionLevel: 1 }).toBuffer();
  const { sharpness, entropy, channels } = await sharp(small).stats();
  return { sharpness, entropy, light: channels.reduce((sum, { mean }) => sum + mean, 0) / channels.length };
}
