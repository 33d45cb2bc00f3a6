import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';

const require = createRequire(import.meta.url);

/** A photo with people that ships inside an installed package. */
export const SAMPLE_PHOTO = join(require.resolve('@vladmandic/face-api/package.json'), '..', 'demo', 'sample1.jpg');

/** The folder of shared photos, where it is at hand. */
export const SHARED_PHOTOS = join(
  process.env.SIGHTSONG_DATA ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'data'),
  'media',
  'photos',
);
export const hasSharedPhotos = existsSync(SHARED_PHOTOS);

export const samplePhoto = () => new Uint8Array(readFileSync(SAMPLE_PHOTO));
export const sharedPhoto = (name: string) => new Uint8Array(readFileSync(join(SHARED_PHOTOS, name)));

/** A small photo of nothing. */
export const plainPhoto = async () =>
  new Uint8Array(
    await sharp({ create: { width: 320, height: 240, channels: 3, background: '#2060a0' } })
      .jpeg()
      .toBuffer(),
  );
