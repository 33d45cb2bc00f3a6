/** From clusters to the list of the recap. */
import { findSongs } from '../shared/songs.ts';
import { step } from '../shared/step.ts';

export const handler = step('LookupTracks', 'FindingSongs', async ({ reading, version, clusters, final }) => {
  const output = await findSongs({ reading, version, clusters });
  return { output, findings: { ...output, songsFinal: final } };
});
