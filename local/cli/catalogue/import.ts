/** `catalogue import`: a dataset's songs into the table, then into a new version of the index. */
import { MOST_ADDED } from '../../../core/catalogue/changes.ts';
import type { Track } from '../../../core/catalogue/track.ts';
import { catalogueKeys, trackIds } from '../../../core/contracts/names.ts';
import { ImportLedger } from '../../../core/import/ledger.ts';
import { Refusals, type Refused } from '../../../core/import/refusals.ts';
import type { ImportedSong } from '../../../core/import/song.ts';
import { addToIndex } from './change.ts';
import { joinRows } from './join.ts';
import { reindex } from './reindex.ts';
import { type Row, readRows } from './rows.ts';
import { readSongs } from './songs.ts';
import type { CatalogueTable } from './table.ts';

/** Below this many songs an index is built anew in a moment. */
const LEAST_TO_ADD_TO = 20_000;

/** Songs written at once; ordinals are taken for as many. */
const CHUNK = 1_000;

export interface Imported {
  readonly read: number;
  readonly imported: number;
  /** Of the imported: songs whose estimated figures were replaced by measured ones. */
  readonly measured: number;
  readonly duplicates: number;
  readonly refused: Refused[];
  readonly seconds: number;
  /** The version that is served now. */
  readonly version: number;
}

export interface ImportOptions {
  /** Field to column, where columns are not recognised. */
  readonly columns: Readonly<Record<string, string>>;
  /** Told the share of the file that is read, 0..1, or what is done after it. */
  readonly report: (progress: number | string) => void;
}

/** Imports a file. Throws `DatasetNotFound`, `DatasetUnreadable`, `UnknownLayout` and what `reindex` throws. */
export function importSongs(
  table: CatalogueTable,
  path: string,
  { joined = [], ...options }: ImportOptions & { readonly joined?: readonly string[] },
): Promise<Imported> {
  const rows = readRows(path, (at, size) => options.report(at / size));
  return importRows(table, joined.length === 0 ? rows : joinRows(rows, joined, options), options);
}

/** Imports rows, the columns' names first. Throws `DatasetUnreadable`, `UnknownLayout` and what `reindex` throws. */
export async function importRows(
  table: CatalogueTable,
  rows: AsyncIterable<Row>,
  { columns, report }: ImportOptions,
): Promise<Imported> {
  const began = performance.now();
  const { tracks: stored, versions } = await table.read();
  const tracks = new Map(stored.map((track) => [track.ordinal, track]));
  const highest = stored.reduce((most, { ordinal }) => Math.max(most, ordinal), -1);
  await table.prepare(highest, Math.max(await table.version(), ...versions.keys()));
  const ledger = new ImportLedger(stored);
  const refusals = new Refusals();
  let [read, imported, measured, duplicates] = [0, 0, 0, 0];
  let fresh: ImportedSong[] = [];
  let changed: Track[] = [];
  let isMarked = await table.isUnindexed();
  // Of an index that knows all songs, a few more are an addition.
  const canAdd = !isMarked && stored.length >= LEAST_TO_ADD_TO;
  let additions: Track[] = [];

  const flush = async () => {
    if (fresh.length + changed.length === 0) return;
    // First, so that a crash from here on is made good by the next import.
    if (!isMarked) await table.setUnindexed(true);
    isMarked = true;
    const first = fresh.length === 0 ? 0 : await table.reserve('nextOrdinal', fresh.length);
    const added = fresh.map((song, at) => ({
      ...song,
      ordinal: first + at,
      trackId: trackIds.fromOrdinal(first + at),
    }));
    const written: Track[] = [...added, ...changed];
    await table.put(written.map((track) => ({ pk: catalogueKeys.track(track.trackId), ...track })));
    for (const track of written) tracks.set(track.ordinal, track);
    if (additions.length <= MOST_ADDED) additions = [...additions, ...added];
    [fresh, changed] = [[], []];
  };

  for await (const song of readSongs(rows, columns, refusals)) {
    read++;
    if (song === null) continue;
    const decision = ledger.decide(song);
    if (decision.kind === 'duplicate') duplicates++;
    else imported++;
    if (decision.kind === 'new') fresh.push(decision.song);
    if (decision.kind === 'measured') {
      measured++;
      changed.push(decision.track);
    }
    if (fresh.length + changed.length >= CHUNK) await flush();
  }
  await flush();

  let version = await table.version();
  if (isMarked && canAdd && measured === 0 && (await addToIndex(table, additions))) {
    await table.setUnindexed(false);
  } else if (isMarked) {
    report('Indexing');
    ({ version } = await reindex(table, [...tracks.values()], versions));
  }
  const seconds = Math.round(performance.now() - began) / 1000;
  return { read, imported, measured, duplicates, refused: refusals.list(), seconds, version };
}
