/** `catalogue grow`: songs of charts and searches, with audio features from ReccoBeats. Goes on where it was stopped. */

import { AppError } from '../../../core/errors.ts';
import type { WantedSong } from '../../../core/import/feeds.ts';
import { rowsOfJson } from '../../../core/import/json-rows.ts';
import { Feeds, RECCOBEATS_IDS } from './grow/find.ts';
import { GrowthFile } from './grow/progress.ts';
import { type Imported, importRows } from './import.ts';
import type { CatalogueTable } from './table.ts';

const COUNTRIES = ['us', 'gb', 'de', 'fr', 'es', 'it', 'br', 'mx', 'jp', 'kr', 'in', 'za', 'ng', 'au', 'se'] as const;

export interface GrowOptions {
  /** Where the progress is kept. */
  readonly progressFile: string;
  /** ISO 3166-1, lower case; by default fifteen of all continents. */
  readonly countries?: readonly string[] | undefined;
  /** Searched for instead of the charts. */
  readonly search?: string | undefined;
  readonly feeds?: Feeds;
  readonly report: (progress: number | string) => void;
}

export interface Grown extends Omit<Imported, 'read'> {
  /** Songs that were new to the feeds this time. */
  readonly wanted: number;
  /** Songs that were looked for. */
  readonly lookedFor: number;
  /** Of those: songs that have no ISRC or that ReccoBeats does not know. */
  readonly unknown: number;
  /** Songs still to be looked for; the next run goes on with them. */
  readonly pending: number;
  /** Why it ended before its time; null where nothing is left. */
  readonly stopped: string | null;
}

/** Throws what `importRows` throws, and what the services throw where none of them answers. */
export async function grow(table: CatalogueTable, options: GrowOptions): Promise<Grown> {
  const { feeds = new Feeds(), report } = options;
  const progress = new GrowthFile(options.progressFile);
  const wanted = progress.add(await wishes(feeds, options, progress.pending.length + progress.found.length > 0));
  const total = progress.pending.length;
  let [lookedFor, unknown] = [0, 0];
  let stopped: string | null = null;
  while (progress.pending.length > 0) {
    const batch = progress.pending.slice(0, RECCOBEATS_IDS);
    try {
      const named: WantedSong[] = [];
      for (const song of batch) named.push(await feeds.withIsrc(song));
      const entries = await feeds.entriesOf(named);
      progress.lookedFor(batch.length, entries);
      lookedFor += batch.length;
      unknown += batch.length - entries.length;
    } catch (error) {
      // What was found is worth keeping; the rest waits for the next run.
      if (!(error instanceof AppError)) throw error;
      stopped = error.publicMessage;
      break;
    }
    report(lookedFor / total);
  }
  const { read: _read, ...imported } = await importRows(table, rowsOf(progress.found), { columns: {}, report });
  progress.imported();
  return { wanted, lookedFor, unknown, pending: progress.pending.length, stopped, ...imported };
}

/** What charts or a search wish for; a feed that fails is no reason to leave what is pending. */
async function wishes(feeds: Feeds, options: GrowOptions, hasPending: boolean): Promise<WantedSong[]> {
  const { search, countries = COUNTRIES, report } = options;
  const sources =
    search === undefined
      ? [() => feeds.deezerChart(), ...countries.map((country) => () => feeds.appleChart(country))]
      : [() => feeds.search(search)];
  const songs: WantedSong[] = [];
  let failure: unknown;
  for (const [at, ask] of sources.entries()) {
    report(`Charts ${at + 1} of ${sources.length}`);
    try {
      songs.push(...(await ask()));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failure ??= error;
    }
  }
  if (songs.length === 0 && failure !== undefined && !hasPending) throw failure;
  return songs;
}

/** Without a song there are still columns. */
async function* rowsOf(entries: readonly Record<string, unknown>[]) {
  const [columns, ...rows] = rowsOfJson({ content: entries });
  yield entries.length === 0 ? ['id', 'trackTitle', 'artists'] : columns!;
  yield* rows;
}
