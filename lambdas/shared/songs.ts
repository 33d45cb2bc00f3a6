/** From clusters to a list: read their blocks and the themes' blocks, choose, hydrate, compose. */
import type { Track } from '../../core/catalogue/track.ts';
import type { SongFilters } from '../../core/contracts/filters.ts';
import { trackIds } from '../../core/contracts/names.ts';
import type { ClusterHit, Reading } from '../../core/contracts/pipeline.ts';
import type { CandidateBlock } from '../../core/ranking/candidates.ts';
import { candidatesUnder, limitsOf } from '../../core/ranking/filtered-list.ts';
import { type Dictionaries, matchesFilters, relaxationsOf } from '../../core/ranking/filters.ts';
import { composeList, type SongList } from '../../core/ranking.ts';
import { readBlocks, readTracks } from './catalogue-store.ts';

/** What `findSongs` takes. */
export interface SongQuery {
  /** As it stands under the filters. */
  readonly reading: Reading;
  readonly version: number;
  readonly clusters: readonly ClusterHit[];
  /** With the index's dictionaries, which the filters' names are looked up in. */
  readonly filtered?: { readonly filters: SongFilters; readonly dictionaries: Dictionaries };
  /** Ids of songs that were shown before, for `again`. */
  readonly shown?: readonly string[];
  /** A song that must not be listed. */
  readonly except?: (track: Track) => boolean;
  readonly count?: number;
}

const UNFILTERED = { filters: {}, dictionaries: { genres: [], languages: [] } };

/** The list; where no song met every filter, one made with fewer of them, which its first note says. */
export async function findSongs(query: SongQuery): Promise<SongList> {
  const { filters, dictionaries } = query.filtered ?? UNFILTERED;
  const blocks = await readCandidateBlocks(query);
  let list: SongList = { songs: [], notes: [] };
  for (const relaxed of relaxationsOf(filters)) {
    list = await composeUnder(relaxed.filters, blocks, query, dictionaries);
    if (list.songs.length > 0) return relaxed.note === null ? list : { ...list, notes: [relaxed.note, ...list.notes] };
  }
  return list;
}

/** The posting blocks of the clusters and of the target's themes. */
export async function readCandidateBlocks({
  reading,
  version,
  clusters,
}: Pick<SongQuery, 'version' | 'clusters'> & { readonly reading: Pick<Reading, 'target'> }): Promise<CandidateBlock[]> {
  const themes = reading.target.themes.map(({ theme }) => theme);
  const ids = clusters.map(({ cluster }) => cluster);
  const { clusterBlocks, themeBlocks } = await readBlocks(version, ids, themes);
  return [
    ...clusterBlocks.map((block) => ({ block, theme: null })),
    ...themes.flatMap((theme) => (themeBlocks.get(theme) ?? []).map((block) => ({ block, theme }))),
  ];
}

async function composeUnder(
  filters: SongFilters,
  blocks: readonly CandidateBlock[],
  { reading, shown = [], except = () => false, count }: SongQuery,
  dictionaries: Dictionaries,
): Promise<SongList> {
  const found = candidatesUnder(blocks, reading.target, filters, dictionaries);
  const distances = new Map(found.map(({ ordinal, distance }) => [ordinal, distance]));
  const tracks = await readTracks(found.map(({ ordinal }) => trackIds.fromOrdinal(ordinal)));
  const now = new Date();
  return composeList({
    candidates: tracks
      .filter((track) => matchesFilters(track, filters) && !except(track))
      .map((track) => ({ track, distance: distances.get(track.ordinal) ?? 1 })),
    reading,
    today: { month: now.getUTCMonth() + 1, day: now.getUTCDate() },
    popularity: filters.popularity,
    limits: limitsOf(filters, shown),
    ...(count === undefined ? {} : { count }),
  });
}
