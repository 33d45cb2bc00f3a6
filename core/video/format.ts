/** What a video is by its first bytes, how much of one is taken, and the sentences for those that cannot be read. */
import { AppError } from '../errors.ts';

export type VideoFormat = 'mp4' | 'mov' | 'webm';

/** Most pixels of a frame that are decoded: DCI 4K with room for padding. */
export const MAX_FRAME_PIXELS = 4096 * 2304;
/** Longest video that is searched for its liveliest minute, seconds. */
export const MAX_SOURCE_SECONDS = 3600;
/** Most frames that are looked at. */
export const MAX_FRAMES = 12;

const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

/** Brands of pictures, which share their box with videos. */
const PICTURE_BRANDS = /^(avif|avis|heic|heix|hevc|heim|heis|mif1|msf1)$/;

/** The video format of a file's first bytes (64 are enough); null where they are of no video that is read. */
export function videoFormat(bytes: Uint8Array): VideoFormat | null {
  const box = ascii(bytes, 4, 8);
  if (box === 'ftyp') {
    const brand = ascii(bytes, 8, 12);
    if (PICTURE_BRANDS.test(brand)) return null;
    return brand === 'qt  ' ? 'mov' : 'mp4';
  }
  // QuickTime files of old begin with their data.
  if (/^(moov|mdat|wide)$/.test(box)) return 'mov';
  // EBML, whose header names the kind of document within its first bytes.
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3) {
    return ascii(bytes, 0, 64).includes('webm') ? 'webm' : null;
  }
  return null;
}

const sentence = (code: string, message: string) => (cause?: unknown) =>
  new AppError(code, 422, message, cause === undefined ? undefined : { cause });

export const videoDamaged = sentence(
  'VideoDamaged',
  'This video is damaged or cut off, so we could not read it. Please choose another one.',
);
export const noVideoStream = sentence(
  'NoVideoStream',
  'This file holds no moving picture, perhaps only sound. Please choose a video or a photo.',
);
export const frameTooLarge = sentence(
  'VideoTooLarge',
  'The pictures of this video are larger than 4K (4096 x 2304). Please save it smaller and try again.',
);
export const videoTooLong = sentence(
  'VideoTooLong',
  'This video is longer than an hour. Please cut out the part you want and try again.',
);
export const videoTooSlow = sentence(
  'VideoTooSlow',
  'Reading this video takes too long. Please save it shorter or smaller and try again.',
);
export const videosUnavailable = sentence(
  'VideosUnavailable',
  'Videos cannot be opened here, because no ffmpeg is set up. Please choose a photo.',
);
