/** What must stand in no log and in no stored picture. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const captions = new Set<string>();

/** Remembers a caption that a test gave, so that no log may hold it. */
export function rememberCaption(caption: string): void {
  captions.add(caption.toLowerCase());
}

const FORBIDDEN: Readonly<Record<string, RegExp>> = {
  'a token': /eyJ[\w-]{8,}/,
  'an e-mail address': /[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,}/i,
  'a signature': /x-amz-(signature|credential|security-token)/i,
  'the address of a medium': /https?:\/\/[^\s"]+\/(uploads|derivatives)\//i,
  'a password of a guest': /Aa1-[\w-]{8,}|Correct-Horse-9/,
  'an API key': /\bsk-[\w-]{8,}/,
};

/** Every line of the logs that holds what it must not, with why. */
export function leaksInLogs(dataDir: string): string[] {
  return globSync('logs/*', { cwd: dataDir }).flatMap((file) =>
    readFileSync(join(dataDir, file), 'utf8')
      .split('\n')
      .flatMap((line) => leaksIn(line).map((what) => `${file} holds ${what}: ${line.slice(0, 400)}`)),
  );
}

/** What a line holds that it must not. */
export function leaksIn(line: string): string[] {
  const found = Object.entries(FORBIDDEN).flatMap(([what, pattern]) => (pattern.test(line) ? [what] : []));
  const lower = line.toLowerCase();
  return [...captions].some((caption) => lower.includes(caption)) ? [...found, 'a caption'] : found;
}

/** Number of lines in the logs. */
export function logLines(dataDir: string): number {
  return globSync('logs/*', { cwd: dataDir }).reduce(
    (sum, file) => sum + readFileSync(join(dataDir, file), 'utf8').split('\n').length - 1,
    0,
  );
}

/** EXIF, GPS, XMP and IPTC, by how each begins in a JPEG, PNG or WebP. */
const MARKERS = [
  'Exif\0\0',
  'eXIf',
  'EXIF',
  'GPSLatitude',
  'http://ns.adobe.com/xap/1.0/',
  '<x:xmpmeta',
  'Photoshop 3.0',
];

export type StoredObject = { key: string; bytes: Buffer };

/** Every object of every bucket. */
export function storedObjects(dataDir: string): StoredObject[] {
  return globSync('s3/*/objects/*/*.json', { cwd: dataDir }).map((record) => {
    const { key, file } = JSON.parse(readFileSync(join(dataDir, record), 'utf8')) as { key: string; file: string };
    const bucket = record.split(/[\\/]/)[1]!;
    return { key, bytes: readFileSync(join(dataDir, 's3', bucket, 'data', file)) };
  });
}

/** The metadata that an object carries, by its markers. */
export const metadataOf = ({ bytes }: StoredObject): string[] => MARKERS.filter((marker) => bytes.includes(marker));
