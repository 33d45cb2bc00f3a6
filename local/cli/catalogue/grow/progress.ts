/** How far the catalogue has grown: what was looked for and what is still to do, in a file that survives a crash. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { WantedSong } from '../../../../core/import/feeds.ts';
import { recordingKeys } from '../../../../core/import/keys.ts';
import { damaged } from '../../../damaged.ts';

const wantedSchema = z.object({
  title: z.string(),
  artist: z.string(),
  source: z.string(),
  deezerId: z.number().optional(),
  isrc: z.string().optional(),
  genre: z.string().optional(),
  releaseDate: z.string().optional(),
  explicit: z.boolean().optional(),
});
const fileSchema = z.object({
  /** To be looked for. */
  pending: z.array(wantedSchema),
  /** Looked for, but not yet in the catalogue: what ReccoBeats told of them. */
  found: z.array(z.record(z.string(), z.unknown())),
  /** Keys of the songs that need not be looked for again. */
  done: z.array(z.string()),
});

export class GrowthFile {
  readonly #path: string;
  readonly #done: Set<string>;
  #pending: WantedSong[];
  #found: Record<string, unknown>[];

  /** Throws `DataFolderDamaged` where the file is none of ours. */
  constructor(path: string) {
    this.#path = path;
    const { pending, found, done } = existsSync(path) ? read(path) : { pending: [], found: [], done: [] };
    this.#pending = pending;
    this.#found = found;
    this.#done = new Set(done);
  }

  /** Takes up songs that were not looked for before; gives how many. */
  add(songs: readonly WantedSong[]): number {
    const known = new Set([...this.#done, ...this.#pending.map(keyOf)]);
    const fresh = songs.filter((song) => !known.has(keyOf(song)) && known.add(keyOf(song)));
    this.#pending.push(...fresh);
    this.#save();
    return fresh.length;
  }

  get pending(): readonly WantedSong[] {
    return this.#pending;
  }

  get found(): readonly Record<string, unknown>[] {
    return this.#found;
  }

  /** The first `count` were looked for, and `entries` found of them. */
  lookedFor(count: number, entries: readonly Record<string, unknown>[]): void {
    for (const song of this.#pending.splice(0, count)) this.#done.add(keyOf(song));
    this.#found.push(...entries);
    this.#save();
  }

  /** What was found is in the catalogue. */
  imported(): void {
    this.#found = [];
    this.#save();
  }

  /** Whole or not at all. */
  #save(): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    const content = { pending: this.#pending, found: this.#found, done: [...this.#done] };
    writeFileSync(`${this.#path}.new`, JSON.stringify(content));
    renameSync(`${this.#path}.new`, this.#path);
  }
}

const keyOf = ({ title, artist }: WantedSong) => recordingKeys({ title, artist })[0]!;

function read(path: string): z.infer<typeof fileSchema> {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw damaged(path, cause);
  }
}
