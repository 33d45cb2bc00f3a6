/** Which bucket and key a path-style address names. */
import { S3Error } from './errors.ts';

const MAX_KEY_BYTES = 1024;

/** Bucket and key of a raw path; the key is empty for the bucket itself. Throws `InvalidURI`, `KeyTooLongError`. */
export function parsePath(path: string): { bucket: string; key: string } {
  const match = /^\/([^/]*)(?:\/(.*))?$/s.exec(path);
  if (!match) throw new S3Error('InvalidURI', "Couldn't parse the specified URI.");
  try {
    const key = decodeURIComponent(match[2] ?? '');
    checkKey(key);
    return { bucket: decodeURIComponent(match[1]!), key };
  } catch (error) {
    if (error instanceof S3Error) throw error;
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.", { cause: error });
  }
}

/** Throws `KeyTooLongError` for a key over S3's limit. */
export function checkKey(key: string): void {
  const bytes = Buffer.byteLength(key, 'utf8');
  if (bytes > MAX_KEY_BYTES) {
    throw new S3Error('KeyTooLongError', 'Your key is too long', {
      details: { Size: bytes, MaxSizeAllowed: MAX_KEY_BYTES },
    });
  }
}
