/** Multipart uploads of one bucket: a folder each, kept across restarts until completed or aborted. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import { CHECKSUM_ALGORITHMS, type Checksum, startChecksum } from './checksums.ts';
import { S3Error } from './errors.ts';
import { discard, type Staged, type StageOptions, stage } from './staging.ts';

const uploadSchema = z.strictObject({
  key: z.string(),
  attributes: z.strictObject({
    contentType: z.string(),
    headers: z.record(z.string(), z.string()),
    metadata: z.record(z.string(), z.string()),
  }),
  checksum: z
    .strictObject({ algorithm: z.enum(CHECKSUM_ALGORITHMS), type: z.enum(['FULL_OBJECT', 'COMPOSITE']) })
    .optional(),
});
export type Upload = z.infer<typeof uploadSchema>;

const partSchema = z.strictObject({
  file: z.string().regex(/^[0-9a-f-]{36}\.bin$/),
  size: z.number().int().min(0),
  etag: z.string().regex(/^[0-9a-f]{32}$/),
  checksum: z.string().optional(),
});
type Part = z.infer<typeof partSchema>;

/** One part as the client lists it at completion. */
export interface ListedPart {
  readonly number: number;
  /** Without quotes. */
  readonly etag: string;
}

/** Every part but the last has at least this many bytes. */
const MIN_PART_BYTES = 5 * 1024 * 1024;
export const MAX_PARTS = 10_000;

export class UploadStore {
  readonly #folder: string;

  constructor(bucketFolder: string) {
    this.#folder = join(bucketFolder, 'uploads');
  }

  /** Begins an upload and returns its id. */
  async create(upload: Upload): Promise<string> {
    const id = randomUUID();
    await writeJsonFile(join(this.#folder, id, 'upload.json'), upload);
    return id;
  }

  /** The upload of an id and key. Throws `NoSuchUpload`. */
  async get(id: string, key: string): Promise<Upload> {
    const stored = /^[0-9a-f-]{36}$/.test(id) ? await readJsonFile(join(this.#folder, id, 'upload.json')) : undefined;
    const upload = stored === undefined ? undefined : uploadSchema.parse(stored);
    if (upload?.key !== key) {
      throw new S3Error('NoSuchUpload', 'The specified upload does not exist; it may have been aborted or completed.', {
        details: { UploadId: id },
      });
    }
    return upload;
  }

  /** The folder in which an upload's parts are staged. */
  partsFolder(id: string): string {
    return join(this.#folder, id);
  }

  /** Makes staged data (of `partsFolder`) a part, in place of one of the same number. */
  async putPart(id: string, number: number, staged: Staged, checksum: string | undefined): Promise<void> {
    const path = this.#partPath(id, number);
    const previous = await this.#part(id, number);
    const part: Part = {
      file: staged.file,
      size: staged.size,
      etag: staged.md5.toString('hex'),
      ...(checksum === undefined ? {} : { checksum }),
    };
    await writeJsonFile(path, part);
    if (previous) await discard(this.partsFolder(id), previous.file);
  }

  /**
   * Joins the listed parts in a new staged file of `dataFolder`. Throws `InvalidPartOrder`, `InvalidPart`,
   * `EntityTooSmall` or `EntityTooLarge`; the upload stays until `remove`.
   */
  async assemble(
    id: string,
    upload: Upload,
    listed: readonly ListedPart[],
    dataFolder: string,
    options: Pick<StageOptions, 'maxBytes'>,
  ): Promise<{ staged: Staged; etag: string; checksum?: Checksum }> {
    const parts: Part[] = [];
    if (listed.some(({ number }, index) => index > 0 && number <= listed[index - 1]!.number)) {
      throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.');
    }
    for (const [index, { number, etag }] of listed.entries()) {
      const part = await this.#part(id, number);
      if (part?.etag !== etag) {
        throw new S3Error('InvalidPart', 'One or more of the specified parts could not be found.', {
          details: { PartNumber: number, ETag: etag },
        });
      }
      if (part.size < MIN_PART_BYTES && index < listed.length - 1) {
        throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size.', {
          details: { ProposedSize: part.size, MinSizeAllowed: MIN_PART_BYTES, PartNumber: number },
        });
      }
      parts.push(part);
    }
    const { algorithm, type } = upload.checksum ?? {};
    const folder = this.partsFolder(id);
    const staged = await stage(dataFolder, concatenated(parts.map((part) => join(folder, part.file))), {
      ...options,
      algorithms: algorithm && type === 'FULL_OBJECT' ? [algorithm] : [],
    });
    const md5 = createHash('md5');
    for (const part of parts) md5.update(part.etag, 'hex');
    const checksum = upload.checksum && checksumOf(upload.checksum, staged, parts);
    return { staged, etag: `${md5.digest('hex')}-${parts.length}`, ...(checksum ? { checksum } : {}) };
  }

  /** Forgets the uploads of keys under `prefix` begun before `time` (milliseconds since the epoch). Gives how many. */
  async removeBegunBefore(time: number, prefix: string): Promise<number> {
    let removed = 0;
    for (const id of await readdir(this.#folder).catch(() => [])) {
      const folder = join(this.#folder, id);
      const record = join(folder, 'upload.json');
      // Without its record an upload is one whose beginning was cut off.
      const stored = await readJsonFile(record).catch(() => undefined);
      const begun = await stat(stored ? record : folder).catch(() => null);
      if (!begun || begun.mtimeMs >= time || (stored && !uploadSchema.parse(stored).key.startsWith(prefix))) continue;
      await this.remove(id);
      removed += 1;
    }
    return removed;
  }

  /** Forgets an upload and its parts. */
  async remove(id: string): Promise<void> {
    await rm(this.partsFolder(id), { recursive: true, force: true });
  }

  async #part(id: string, number: number): Promise<Part | undefined> {
    const stored = await readJsonFile(this.#partPath(id, number));
    return stored === undefined ? undefined : partSchema.parse(stored);
  }

  #partPath(id: string, number: number): string {
    return join(this.partsFolder(id), `part-${number}.json`);
  }
}

function checksumOf(
  { algorithm, type }: NonNullable<Upload['checksum']>,
  staged: Staged,
  parts: readonly Part[],
): Checksum | undefined {
  if (type === 'FULL_OBJECT') return { algorithm, type, value: staged.checksums.get(algorithm)! };
  if (parts.some((part) => part.checksum === undefined)) return undefined;
  const composite = startChecksum(algorithm);
  for (const part of parts) composite.update(Buffer.from(part.checksum!, 'base64'));
  return { algorithm, type, value: `${composite.digest()}-${parts.length}` };
}

async function* concatenated(paths: readonly string[]): AsyncGenerator<Buffer, void> {
  for (const path of paths) yield* createReadStream(path) as AsyncIterable<Buffer>;
}
