/** What may be uploaded. Apart from the schemas, so that a page can know it without them. */

/** Content types that an upload may have; the bytes decide in the end. */
export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const;
export const VIDEO_TYPES = ['video/mp4', 'video/quicktime', 'video/webm'] as const;
/** Largest photo accepted, bytes: what Rekognition reads from S3. */
export const MAX_PHOTO_BYTES = 15 * 1024 * 1024;
/** Largest video accepted, bytes. */
export const MAX_VIDEO_BYTES = 100 * 1024 * 1024;
/** How much of a video is taken, seconds. */
export const MAX_VIDEO_SECONDS = 60;

/** Longest side of the smaller picture of a recap, for lists and phones, pixels. */
export const SMALL_SIDE = 800;

export const isVideoType = (type: string): boolean => (VIDEO_TYPES as readonly string[]).includes(type);
/** Largest upload of a content type, bytes. */
export const maxUploadBytes = (type: string): number => (isVideoType(type) ? MAX_VIDEO_BYTES : MAX_PHOTO_BYTES);
