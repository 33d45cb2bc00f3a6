import { readFileSync } from 'node:fs';
import sharp from 'sharp';

/** 12 megapixels, as phones take them. */
const WIDTH = 4032;
const HEIGHT = 3024;

/** The picture of a file, or a drawn one of 12 megapixels, with a mark that differs for each number from 0 to 12. */
export async function unseenPhoto(file: string | undefined, number: number): Promise<Buffer> {
  const base = file
    ? sharp(readFileSync(file))
    : sharp({
        create: {
          width: WIDTH,
          height: HEIGHT,
          channels: 3,
          background: '#5a7fa8',
          noise: { type: 'gaussian', mean: 120, sigma: 40 },
        },
      });
  const mark = { create: { width: 2, height: 2, channels: 3 as const, background: { r: number * 20, g: 0, b: 0 } } };
  return base
    .composite([{ input: mark, left: number, top: 0 }])
    .jpeg({ quality: 90 })
    .toBuffer();
}
