/** From clusters to the list of the recap. */
import { avoidance } from '../../core/taste.ts';
import { findSongs } from '../shared/songs.ts';
import { readingFor, step, written } from '../shared/step.ts';
import { readTaste } from '../shared/taste-store.ts';

export const handler = step('LookupTracks', 'FindingSongs', async ({ recap, final }, item) => {
  const {
    clusters: { version, clusters, notes: before },
  } = written(item, 'clusters');
  const reading = readingFor(item, final);
  const taste = avoidance(await readTaste(recap.userId));
  const { songs, notes } = await findSongs({ reading, version, clusters, ...taste });
  return { output: {}, findings: { reading, songs, notes: [...before, ...notes], songsFinal: final } };
});
