/** Signed addresses: a presigned POST for one upload, short-lived GET addresses for media. */
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { maxUploadBytes } from '../../core/contracts/media.ts';
import { MEDIA_URL_SECONDS, UPLOAD_SECONDS } from '../../core/contracts/recaps.ts';
import { requireEnv } from './env.ts';
import { s3 } from './s3.ts';

/** A presigned POST for exactly this key and content type, of 1 byte to what such a type may have. */
export async function signUpload(key: string, contentType: string) {
  return createPresignedPost(s3(), {
    Bucket: requireEnv('mediaBucket'),
    Key: key,
    Expires: UPLOAD_SECONDS,
    Fields: { 'Content-Type': contentType },
    Conditions: [
      ['content-length-range', 1, maxUploadBytes(contentType)],
      ['eq', '$Content-Type', contentType],
    ],
  });
}

/** A GET address that stops working after MEDIA_URL_SECONDS. */
export function signMedia(key: string): Promise<string> {
  return getSignedUrl(s3(), new GetObjectCommand({ Bucket: requireEnv('mediaBucket'), Key: key }), {
    expiresIn: MEDIA_URL_SECONDS,
  });
}
