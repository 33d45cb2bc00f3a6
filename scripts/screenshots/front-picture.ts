import { join } from 'node:path';
import sharp from 'sharp';

/** What the README shows, left to right. */
const SHOWN = ['home-phone-light', 'recap-phone-light', 'recap-songs-phone-dark'];
const GAP = 44;
const WIDTH = 585;
const HEIGHT = 1266;

/** Three phones side by side on paper. */
export async function frontPicture(folder: string, file: string): Promise<void> {
  const phones = await Promise.all(
    SHOWN.map((name) =>
      sharp(join(folder, `${name}.webp`))
        .resize(WIDTH, HEIGHT, { fit: 'cover', position: 'top' })
        .toBuffer(),
    ),
  );
  const paper = {
    width: phones.length * WIDTH + (phones.length + 1) * GAP,
    height: HEIGHT + 2 * GAP,
    channels: 3 as const,
    background: '#ece8e1',
  };
  await sharp({ create: paper })
    .composite(phones.map((input, index) => ({ input, left: GAP + index * (WIDTH + GAP), top: GAP })))
    .png({ palette: true, quality: 80, compressionLevel: 9 })
    .toFile(file);
}
