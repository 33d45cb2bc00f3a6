/**
 * One bucket on disk. An object is a data file of random name and a JSON record named by the SHA-256 of its key: no key,
 * however strange, ever becomes a path, and two keys never meet on a file system that folds case. Renaming the record
 * into place is the moment a write happens; readers of the replaced data keep their open file.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../json-file.ts';
import { CHECKSUM_ALGORITHMS } from './checksums.ts';
import { noSuchKey, S3Error } from './errors.ts';
import { compareKeys } from './listing.ts';
import { discard, type Staged } from './staging.ts';

const attributesSchema = z.strictObject({
  contentType: z.string(),
  /** Cache-Control, Content-Disposition, Content-Encoding, Content-Language and Expires, in lower case. */
  headers: z.record(z.string(), z.string()),
  /** User metadata without the `x-amz-meta-` prefix. */
  metadata: z.record(z.string(), z.string()),
});

const recordSchema = z.strictObject({
  ...attributesSchema.shape,
  key: z.string(),
  file: z.string().regex(/^[0-9a-f-]{36}\.bin$/),
  size: z.number().int().min(0),
  /** Without quotes. */
  etag: z.string(),
  /** Milliseconds since the epoch. */
  lastModified: z.number(),
  checksum: z
    .strictObject({
      algorithm: z.enum(CHECKSUM_ALGORITHMS),
      value: z.string(),
      type: z.enum(['FULL_OBJECT', 'COMPOSITE']),
    })
    .optional(),
});

/** What a client sets beside the bytes. */
export type ObjectAttributes = z.infer<typeof attributesSchema>;
export type ObjectRecord = z.infer<typeof recordSchema>;

/** What must hold of the present object for a write to happen. */
export interface WriteCondition {
  /** `*` or an ETag without quotes. */
  readonly ifMatch?: string;
  /** `*` is the only value S3 takes. */
  readonly ifNoneMatch?: '*';
}

/** The record file of a key, relative to the bucket's folder. */
export function recordPath(key: string): string {
  const hash = createHash('sha256').update(key, 'utf8').digest('hex');
  return join('objects', hash.slice(0, 2), `${hash}.json`);
}

export class BucketStore {
  readonly folder: string;
  readonly dataFolder: string;
  readonly #records = new Map<string, ObjectRecord>();
  readonly #pending = new Map<string, Promise<unknown>>();
  #sorted: string[] | undefined;

  private constructor(folder: string) {
    this.folder = folder;
    this.dataFolder = join(folder, 'data');
  }

  /** Opens or creates a bucket's folder. Records that cannot be read are reported and left out; their files stay. */
  static async open(folder: string, onError: (error: unknown, where: string) => void): Promise<BucketStore> {
    const store = new BucketStore(folder);
    await mkdir(join(folder, 'objects'), { recursive: true });
    await mkdir(store.dataFolder, { recursive: true });
    const files = await readdir(join(folder, 'objects'), { recursive: true, withFileTypes: true });
    let unreadable = 0;
    for (const entry of files.filter((file) => file.isFile())) {
      const path = join(entry.parentPath, entry.name);
      if (entry.name.endsWith('.tmp')) {
        await rm(path, { force: true });
        continue;
      }
      try {
        const record = recordSchema.parse(await readJsonFile(path));
        const { size } = await stat(join(store.dataFolder, record.file));
        if (basename(recordPath(record.key)) !== entry.name || size !== record.size) throw new Error('Data differs.');
        store.#records.set(record.key, record);
      } catch (error) {
        unreadable += 1;
        onError(error, `s3 record ${entry.name}`);
      }
    }
    if (unreadable === 0) await store.#removeOrphans();
    return store;
  }

  /** Data files that no record names: uploads cut off by a crash. */
  async #removeOrphans(): Promise<void> {
    const named = new Set([...this.#records.values()].map((record) => record.file));
    for (const file of await readdir(this.dataFolder)) {
      if (!named.has(file)) await discard(this.dataFolder, file);
    }
  }

  /** The object's record; undefined where there is none. */
  find(key: string): ObjectRecord | undefined {
    return this.#records.get(key);
  }

  /** The object's record. Throws `NoSuchKey`. */
  get(key: string): ObjectRecord {
    const record = this.#records.get(key);
    if (!record) throw noSuchKey(key);
    return record;
  }

  /** All keys in listing order. */
  keys(): readonly string[] {
    this.#sorted ??= [...this.#records.keys()].sort(compareKeys);
    return this.#sorted;
  }

  /** Record and open data of an object, which belong together even while it is replaced. Throws `NoSuchKey`. */
  async openObject(key: string): Promise<{ record: ObjectRecord; handle: FileHandle }> {
    for (;;) {
      const record = this.get(key);
      try {
        return { record, handle: await open(join(this.dataFolder, record.file), 'r') };
      } catch (error) {
        // Replaced between the look-up and the opening: the new record names another file.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || this.#records.get(key) === record) throw error;
      }
    }
  }

  /**
   * Makes staged data (of `dataFolder`) the object. Throws `PreconditionFailed`, or `NoSuchKey` for an If-Match on
   * nothing; the staged file is gone then.
   */
  async commit(
    staged: Staged,
    object: Pick<ObjectRecord, 'key' | 'etag' | 'lastModified' | 'checksum'> & ObjectAttributes,
    condition: WriteCondition = {},
  ): Promise<ObjectRecord> {
    const record: ObjectRecord = { ...object, file: staged.file, size: staged.size };
    return this.#exclusively(record.key, async () => {
      const previous = this.#records.get(record.key);
      try {
        checkCondition(previous, record.key, condition);
        await writeJsonFile(join(this.folder, recordPath(record.key)), record);
      } catch (error) {
        await discard(this.dataFolder, staged.file);
        throw error;
      }
      this.#records.set(record.key, record);
      if (previous) await discard(this.dataFolder, previous.file);
      else this.#sorted = undefined;
      return record;
    });
  }

  /** Deletes an object; one that does not exist is no error. */
  async delete(key: string): Promise<void> {
    await this.#exclusively(key, async () => {
      const record = this.#records.get(key);
      if (!record) return;
      await rm(join(this.folder, recordPath(key)), { force: true });
      this.#records.delete(key);
      this.#sorted = undefined;
      await discard(this.dataFolder, record.file);
    });
  }

  /** Runs writes of one key one after the other. */
  async #exclusively<Result>(key: string, write: () => Promise<Result>): Promise<Result> {
    const before = this.#pending.get(key) ?? Promise.resolve();
    const result = before.then(write, write);
    const settled = result.catch(() => {});
    this.#pending.set(key, settled);
    try {
      return await result;
    } finally {
      if (this.#pending.get(key) === settled) this.#pending.delete(key);
    }
  }
}

function checkCondition(previous: ObjectRecord | undefined, key: string, condition: WriteCondition): void {
  const failed = (header: string) =>
    new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
      details: { Condition: header },
    });
  if (condition.ifNoneMatch === '*' && previous) throw failed('If-None-Match');
  if (condition.ifMatch === undefined) return;
  if (!previous) throw noSuchKey(key);
  if (condition.ifMatch !== '*' && condition.ifMatch !== previous.etag) throw failed('If-Match');
}
