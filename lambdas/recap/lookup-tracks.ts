/** From clusters to the list: read their blocks and the themes' blocks, rank, hydrate, compose, say why. */
import { trackIds } from '../../core/contracts/names.ts';
import { chooseCandidates } from '../../core/ranking/candidates.ts';
import { composeList } from '../../core/ranking.ts';
import { readBlocks, readTracks } from '../shared/catalogue-store.ts';
import { step } from '../shared/step.ts';

export const handler = step('LookupTracks', 'FindingSongs', async ({ reading, version, clusters, final }) => {
  const themes = reading.target.themes.map(({ theme }) => theme);
  const { clusterBlocks, themeBlocks } = await readBlocks(
    version,
    clusters.map(({ cluster }) => cluster),
    themes,
  );
  const found = chooseCandidates(
    [
      ...clusterBlocks.map((block) => ({ block, theme: null })),
      ...themes.flatMap((theme) => (themeBlocks.get(theme) ?? []).map((block) => ({ block, theme }))),
    ],
    reading.target,
  );
  const distances = new Map(found.map(({ ordinal, distance }) => [ordinal, distance]));
  const tracks = await readTracks(found.map(({ ordinal }) => trackIds.fromOrdinal(ordinal)));
  const now = new Date();
  const output = composeList({
    candidates: tracks.map((track) => ({ track, distance: distances.get(track.ordinal) ?? 1 })),
    reading,
    today: { month: now.getUTCMonth() + 1, day: now.getUTCDate() },
  });
  return { output, findings: { ...output, songsFinal: final } };
});
