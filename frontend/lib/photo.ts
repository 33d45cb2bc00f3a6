/** Makes any picture the browser can open, and HEIC, into a JPEG of a size that is quick to send, without its metadata. */
import { decodeHeic } from './heic';
import { strings } from './strings';

/** Longest side that is sent, pixels: what the recap's own derivative needs, with room to crop. */
const LONGEST_SIDE = 2048;
const QUALITY = 0.9;
/** More than any phone's photo; keeps a mistaken choice from filling the memory. */
const MAX_FILE_BYTES = 60 * 1024 * 1024;

/** What was chosen, ready to be sent and shown. `url` is an object URL. */
export type PreparedPhoto = {
  blob: Blob;
  url: string;
  width: number;
  height: number;
  /** Of a video, whose picture `url` is; its length where this browser knows it. */
  video?: { seconds: number | null };
};

/** A file that cannot be used, with a sentence that may be shown as it is. */
export class PhotoError extends Error {}

/** Throws `PhotoError`. Drawing on a canvas leaves EXIF, GPS included, behind. */
export async function preparePhoto(file: File | null | undefined): Promise<PreparedPhoto> {
  if (!file) throw new PhotoError(strings.photo.none);
  if (file.size === 0) throw new PhotoError(strings.photo.empty);
  if (file.type.startsWith('video/')) return (await import('./video')).prepareVideo(file);
  if (file.size > MAX_FILE_BYTES) throw new PhotoError(strings.photo.tooLarge);
  const heic = await isHeic(file);
  if (!heic && !file.type.startsWith('image/')) throw new PhotoError(strings.photo.notPicture);
  const bitmap =
    (await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)) ??
    (heic ? await decodeHeic(file) : null);
  if (!bitmap) throw new PhotoError(heic ? strings.photo.heic : strings.photo.unreadable);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new PhotoError(strings.photo.unreadable);
  // JPEG has no transparency; without a ground it would turn black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  if (!blob) throw new PhotoError(strings.photo.unreadable);
  return { blob, url: URL.createObjectURL(blob), width: canvas.width, height: canvas.height };
}

/** By its brand at byte 8, since most browsers give HEIC files no type. */
async function isHeic(file: File): Promise<boolean> {
  const head = new TextDecoder('latin1').decode(await file.slice(4, 12).arrayBuffer());
  return /^ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/.test(head);
}

/** The first picture or video, or else the first file of any kind, so that a wrong one gets its own sentence. */
export function pickFile(files: Iterable<File>): File | null {
  const all = [...files];
  return all.find((file) => /^(image|video)\//.test(file.type)) ?? all[0] ?? null;
}
