/** From posting blocks to a list: choose candidates under the filters, read their tracks in full, compose. */
import type { Track } from '../catalogue/track.ts';
import type { SongFilters } from '../contracts/filters.ts';
import { trackIds } from '../contracts/names.ts';
import type { Reading } from '../contracts/pipeline.ts';
import { composeList, type SongList } from '../ranking.ts';
import { CANDIDATE_LIMIT, type CandidateBlock } from './candidates.ts';
import { candidatesUnder, limitsOf } from './filtered-list.ts';
import { type Dictionaries, matchesFilters, relaxationsOf } from './filters.ts';
import type { CalendarDay } from './suitability.ts';

/** More candidates than this are not read for the sake of those that may not be listed. */
const MOST_SPARE = 200;

/** What a list is made for. */
export interface FindRequest {
  /** As it stands under the filters. */
  readonly reading: Reading;
  readonly today: CalendarDay;
  /** With the index's dictionaries, which the filters' names are looked up in. */
  readonly filtered?: { readonly filters: SongFilters; readonly dictionaries: Dictionaries };
  /** Ids of songs that were shown before, for `again`. */
  readonly shown?: readonly string[];
  /** A song that must not be listed. */
  readonly except?: (track: Track) => boolean;
  /** How many songs `except` may keep out; as many more are looked at. */
  readonly spare?: number;
  readonly count?: number;
}

/** Gives tracks by id in the order asked; unknown ids are left out. */
export type TrackReader = (trackIds: readonly string[]) => Promise<Track[]>;

const UNFILTERED = { filters: {}, dictionaries: { genres: [], languages: [] } };

/** The list; where no song met every filter, one made with fewer of them, which its first note says. */
export async function findInBlocks(
  blocks: readonly CandidateBlock[],
  request: FindRequest,
  readTracks: TrackReader,
): Promise<SongList> {
  const { filters, dictionaries } = request.filtered ?? UNFILTERED;
  let list: SongList = { songs: [], notes: [] };
  for (const relaxed of relaxationsOf(filters)) {
    list = await composeUnder(relaxed.filters, dictionaries, blocks, request, readTracks);
    if (list.songs.length > 0) return relaxed.note === null ? list : { ...list, notes: [relaxed.note, ...list.notes] };
  }
  return list;
}

async function composeUnder(
  filters: SongFilters,
  dictionaries: Dictionaries,
  blocks: readonly CandidateBlock[],
  { reading, today, shown = [], except = () => false, spare = 0, count }: FindRequest,
  readTracks: TrackReader,
): Promise<SongList> {
  const found = candidatesUnder(
    blocks,
    reading.target,
    filters,
    dictionaries,
    CANDIDATE_LIMIT + Math.min(spare, MOST_SPARE),
  );
  const distances = new Map(found.map(({ ordinal, distance }) => [ordinal, distance]));
  const tracks = await readTracks(found.map(({ ordinal }) => trackIds.fromOrdinal(ordinal)));
  return composeList({
    candidates: tracks
      .filter((track) => matchesFilters(track, filters) && !except(track))
      .map((track) => ({ track, distance: distances.get(track.ordinal) ?? 1 })),
    reading,
    today,
    popularity: filters.popularity,
    limits: limitsOf(filters, shown),
    ...(count === undefined ? {} : { count }),
  });
}
