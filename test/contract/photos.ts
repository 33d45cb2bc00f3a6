import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
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

/** A white PNG of any size, one bit a pixel: small as a file, large once it is decoded. */
export function blankPng(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  // Each row begins with its filter, 0.
  const row = Buffer.alloc(1 + Math.ceil(width / 8), 0xff).fill(0, 0, 1);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(
    Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]),
  );
}
