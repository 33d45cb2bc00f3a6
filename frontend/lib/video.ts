/** A video as it is sent: the file itself, and a picture of it to show meanwhile. */
import { isVideoType, MAX_VIDEO_BYTES } from '../../core/contracts/media.ts';
import { PhotoError, type PreparedPhoto } from './photo';
import { strings } from './strings';

/** Longest that a browser is given to open it, milliseconds; what it cannot open the service may. */
const OPEN_MS = 8000;
const POSTER_SIDE = 1280;

/** Throws `PhotoError` for what the service would refuse before looking at it. */
export async function prepareVideo(file: File): Promise<PreparedPhoto> {
  if (!isVideoType(file.type)) throw new PhotoError(strings.photo.videoKind);
  if (file.size > MAX_VIDEO_BYTES) throw new PhotoError(strings.photo.videoTooLarge);
  const address = URL.createObjectURL(file);
  const player = document.createElement('video');
  player.muted = true;
  player.playsInline = true;
  player.preload = 'auto';
  const seconds = await opened(player, address);
  const poster = await posterOf(player);
  URL.revokeObjectURL(address);
  return { blob: file, ...poster, video: { seconds } };
}

/** Its length in seconds, its first picture being there; null where this browser cannot open it or does not know. */
async function opened(player: HTMLVideoElement, address: string): Promise<number | null> {
  const isThere = new Promise<boolean>((resolve) => {
    player.addEventListener('loadeddata', () => resolve(true), { once: true });
    player.addEventListener('error', () => resolve(false), { once: true });
    setTimeout(() => resolve(false), OPEN_MS);
  });
  player.src = address;
  return (await isThere) && Number.isFinite(player.duration) ? player.duration : null;
}

async function posterOf(player: HTMLVideoElement): Promise<Pick<PreparedPhoto, 'url' | 'width' | 'height'>> {
  const { videoWidth, videoHeight } = player;
  const scale = Math.min(1, POSTER_SIDE / Math.max(videoWidth, videoHeight, 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(videoWidth * scale) || 16;
  canvas.height = Math.round(videoHeight * scale) || 9;
  const context = canvas.getContext('2d');
  if (videoWidth > 0) context?.drawImage(player, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg'));
  if (!blob) throw new PhotoError(strings.photo.unreadable);
  return { url: URL.createObjectURL(blob), width: canvas.width, height: canvas.height };
}
