/** From clusters to a list: read their blocks and the themes' blocks, and the tracks that core chooses of them. */
import { changedBlocks } from '../../core/catalogue/changes.ts';
import type { ClusterHit, Reading } from '../../core/contracts/pipeline.ts';
import type { CandidateBlock } from '../../core/ranking/candidates.ts';
import { type FindRequest, findInBlocks } from '../../core/ranking/find.ts';
import type { SongList } from '../../core/ranking.ts';
import { readBlocks, readChanges, readTracks } from './catalogue-store.ts';

/** What `findSongs` takes. */
export interface SongQuery extends Omit<FindRequest, 'today'> {
  readonly version: number;
  readonly clusters: readonly ClusterHit[];
}

/** The list; where no song met every filter, one made with fewer of them, which its first note says. */
export async function findSongs(query: SongQuery): Promise<SongList> {
  const now = new Date();
  const today = { month: now.getUTCMonth() + 1, day: now.getUTCDate() };
  return findInBlocks(await readCandidateBlocks(query), { ...query, today }, readTracks);
}

/** The posting blocks of the clusters and of the target's themes, with the version's changes. */
export async function readCandidateBlocks({
  reading,
  version,
  clusters,
}: Pick<SongQuery, 'version' | 'clusters'> & { readonly reading: Pick<Reading, 'target'> }): Promise<CandidateBlock[]> {
  const themes = reading.target.themes.map(({ theme }) => theme);
  const ids = clusters.map(({ cluster }) => cluster);
  const [{ clusterBlocks, themeBlocks }, changes] = await Promise.all([
    readBlocks(version, ids, themes),
    readChanges(version),
  ]);
  const blocks = [
    ...clusterBlocks.map((block) => ({ block, theme: null })),
    ...themes.flatMap((theme) => (themeBlocks.get(theme) ?? []).map((block) => ({ block, theme }))),
  ];
  return changedBlocks(blocks, changes, themes);
}
