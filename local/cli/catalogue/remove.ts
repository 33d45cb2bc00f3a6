/** `catalogue remove`: takes one song out, at once and without building the index anew. */
import { catalogueKeys } from '../../../core/contracts/names.ts';
import { removeFromIndex } from './change.ts';
import { reindex } from './reindex.ts';
import { findSong } from './similar.ts';
import type { CatalogueTable } from './table.ts';

/** Removes "TITLE - ARTIST". Throws `SongNotFound`, `CatalogueChanged` and what `reindex` throws. */
export async function removeSong(table: CatalogueTable, wanted: string) {
  const { tracks, versions } = await table.read();
  const { ordinal, trackId, title, artist } = findSong(tracks, wanted);
  // Lookups leave out songs that are not there, so a crash from here on shows nobody a removed one.
  await table.remove([catalogueKeys.track(trackId)]);
  if (!(await removeFromIndex(table, [ordinal]))) {
    const left = tracks.filter((track) => track.ordinal !== ordinal);
    await reindex(table, left, versions);
  }
  return { removed: { trackId, title, artist }, version: await table.version() };
}
