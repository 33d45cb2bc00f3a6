/** Writing incoming bytes to a file of their own while hashing them; nothing refers to the file until it is committed. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChecksumAlgorithm, startChecksum } from './checksums.ts';
import { S3Error } from './errors.ts';

/** Bytes on disk, complete but not yet part of any object. */
export interface Staged {
  /** File name inside the folder it was staged in. */
  readonly file: string;
  readonly size: number;
  readonly md5: Buffer;
  /** Lower-case hex; present where asked for. */
  readonly sha256?: string;
  /** Base64 of each algorithm asked for. */
  readonly checksums: ReadonlyMap<ChecksumAlgorithm, string>;
}

export interface StageOptions {
  readonly maxBytes: number;
  readonly algorithms?: readonly ChecksumAlgorithm[];
  readonly sha256?: boolean;
}

/** Stages a stream in a folder. Throws `EntityTooLarge` past `maxBytes`; a failed stage leaves no file. */
export async function stage(folder: string, source: AsyncIterable<Uint8Array>, options: StageOptions): Promise<Staged> {
  const file = `${randomUUID()}.bin`;
  await mkdir(folder, { recursive: true });
  const md5 = createHash('md5');
  const sha256 = options.sha256 ? createHash('sha256') : undefined;
  const running = (options.algorithms ?? []).map((algorithm) => [algorithm, startChecksum(algorithm)] as const);
  let size = 0;
  const handle = await open(join(folder, file), 'wx', 0o600);
  try {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > options.maxBytes) throw entityTooLarge(size, options.maxBytes);
      md5.update(chunk);
      sha256?.update(chunk);
      for (const [, checksum] of running) checksum.update(chunk);
      await handle.writeFile(chunk);
    }
  } catch (error) {
    await handle.close();
    await discard(folder, file);
    throw error;
  }
  await handle.close();
  return {
    file,
    size,
    md5: md5.digest(),
    ...(sha256 ? { sha256: sha256.digest('hex') } : {}),
    checksums: new Map(running.map(([algorithm, checksum]) => [algorithm, checksum.digest()])),
  };
}

/** Removes a staged or replaced file. One that cannot go now, being read on some systems, goes at the next start. */
export async function discard(folder: string, file: string): Promise<void> {
  await rm(join(folder, file), { force: true }).catch(() => {});
}

/** The error of a body past its limit. */
export function entityTooLarge(size: number, maxBytes: number): S3Error {
  return new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size.', {
    details: { ProposedSize: size, MaxSizeAllowed: maxBytes },
  });
}
