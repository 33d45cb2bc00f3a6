/** The songs of a dataset as an import would write them. */
import { FIRST_IMPORTED_ORDINAL, type Track } from '../../core/catalogue/track.ts';
import { trackIds } from '../../core/contracts/names.ts';

import { ImportLedger } from '../../core/import/ledger.ts';
import { Refusals } from '../../core/import/refusals.ts';
import { readRows } from '../../local/cli/catalogue/rows.ts';
import { readSongs } from '../../local/cli/catalogue/songs.ts';

/** Throws what reading a dataset throws. */
export async function tracksOfFile(path: string): Promise<Track[]> {
  const ledger = new ImportLedger([]);
  const tracks: Track[] = [];
  for await (const song of readSongs(readRows(path), {}, new Refusals())) {
    if (song === null || ledger.decide(song).kind !== 'new') continue;
    const ordinal = FIRST_IMPORTED_ORDINAL + tracks.length;
    tracks.push({ ...song, ordinal, trackId: trackIds.fromOrdinal(ordinal) });
  }
  return tracks;
}
