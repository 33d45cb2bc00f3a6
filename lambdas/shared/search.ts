/** The search box: songs by their words, or by how they sound and what they are about; at most 40 items are read. */

import { addedWithWords } from '../../core/catalogue/changes.ts';
import type { Track } from '../../core/catalogue/track.ts';
import { trackIds } from '../../core/contracts/names.ts';
import type { Song } from '../../core/contracts/pipeline.ts';
import type { FoundSongs } from '../../core/contracts/songs.ts';
import { candidatesUnder } from '../../core/ranking/filtered-list.ts';
import { matchesFilters, relaxationsOf } from '../../core/ranking/filters.ts';
import { isUnwanted } from '../../core/ranking/unwanted-recordings.ts';
import { findNamed, type TextIndexReader } from '../../core/search/find-named.ts';
import { foundSong } from '../../core/search/found-song.ts';
import { rankNamed } from '../../core/search/matches.ts';
import { parseQuery, type SearchQuery, targetOfQuery } from '../../core/search/query.ts';
import { currentVersion, readChanges, readDictionary, readMeta, readTracks, readWords } from './catalogue-store.ts';
import { nearestClustersOf } from './clusters.ts';
import { readCandidateBlocks } from './songs.ts';

/**
 * Of 40 reads: the pointer and the index's facts, each twice where clusters are asked for and the endpoint is away, the
 * index's changes, 13 clusters, 2 themes, 20 songs; or for a name up to 12 blocks of its words, 16 of what they may mean, and 10 songs or
 * as many more as are left.
 */
const READS = 40;
const FACTS_READ = 3;
const SONGS_READ = 20;
const CLUSTERS_READ = 13;
const THEMES_READ = 2;

type Meta = Awaited<ReturnType<typeof readMeta>>;

/** The songs, best first, without those to avoid, and how the text was understood. */
export async function searchSongs(
  text: string,
  limit: number,
  avoided: (song: Song) => boolean = () => false,
): Promise<FoundSongs> {
  const version = await currentVersion();
  const meta = await readMeta(version);
  const query = parseQuery(text, meta.genres);
  const all = query.words.length > 0 ? await byWords(query, meta) : await bySound(query, meta);
  const songs = all.songs.filter((song) => !avoided(song));
  const { words, sound, themes, filters } = query;
  const left = all.songs.length - songs.length;
  const notes = all.songs.length === 0 ? ['No song was found for these words.'] : all.notes;
  return {
    songs: songs.slice(0, limit),
    understood: { words: [...words], sound, themes: [...themes], filters },
    notes: left === 0 ? notes : [...notes, 'Songs that you hid and artists that you banned are left out.'],
  };
}

type Found = Pick<FoundSongs, 'songs' | 'notes'>;

async function byWords(query: SearchQuery, meta: Meta): Promise<Found> {
  const { version, textBlocks } = meta;
  if (!textBlocks) return { songs: [], notes: [] };
  const index: TextIndexReader = {
    counts: textBlocks,
    readWords: (blocks, names) => readWords(version, blocks, names),
    readDictionary: (blocks) => readDictionary(version, blocks),
  };
  const [changes, { songs: scored, reads }] = await Promise.all([
    readChanges(version),
    findNamed(query.words, index, SONGS_READ),
  ]);
  const ordinals = [...addedWithWords(changes, query.words), ...scored.map(({ ordinal }) => ordinal)];
  const tracks = await readOrdinals(ordinals.slice(0, Math.min(SONGS_READ, READS - FACTS_READ - reads)));
  const named = rankNamed(query.words, tracks);
  const matching = named.filter(({ track }) => matchesFilters(track, query.filters));
  const songs = (matching.length > 0 ? matching : named).map(({ track, match }) => foundSong(track, 1 - match, query));
  const notes = matching.length === 0 ? ['No song of this name met the rest of what you asked for.'] : [];
  return { songs, notes };
}

async function bySound(query: SearchQuery, meta: Meta): Promise<Found> {
  const target = targetOfQuery({ ...query, themes: query.themes.slice(0, THEMES_READ) });
  const { version, clusters } = await nearestClustersOf(target, CLUSTERS_READ);
  const blocks = await readCandidateBlocks({ reading: { target }, version, clusters });
  for (const { filters, note } of relaxationsOf({ popularity: 0.3, ...query.filters })) {
    const found = candidatesUnder(blocks, target, filters, meta, SONGS_READ);
    if (found.length === 0) continue;
    const distances = new Map(found.map(({ ordinal, distance }) => [ordinal, distance]));
    const tracks = await readOrdinals(found.map(({ ordinal }) => ordinal));
    const songs = tracks
      .filter((track) => !isUnwanted(track) && matchesFilters(track, filters))
      .map((track) => foundSong(track, distances.get(track.ordinal)!, query));
    return { songs, notes: note === null ? [] : [note] };
  }
  return { songs: [], notes: [] };
}

function readOrdinals(ordinals: readonly number[]): Promise<Track[]> {
  return readTracks(ordinals.map(trackIds.fromOrdinal));
}
