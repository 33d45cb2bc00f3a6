/** From clusters to the list of the recap. */
import { findSongs } from '../shared/songs.ts';
import { readingFor, step, written } from '../shared/step.ts';

export const handler = step('LookupTracks', 'FindingSongs', async ({ final }, item) => {
  const { clusters: found } = written(item, 'clusters');
  const reading = readingFor(item, final);
  const { songs, notes } = await findSongs({ reading, version: found.version, clusters: found.clusters });
  return { output: {}, findings: { reading, songs, notes: [...found.notes, ...notes], songsFinal: final } };
});
