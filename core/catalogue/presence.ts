/**
 * The presence table: for everything a filter may ask of a song, the clusters that hold such songs, so that a filtered
 * lookup reads no cluster in vain. One row a value, one bit a cluster: cluster c is bit c % 8 of byte c / 8; a row ends
 * with its last byte that is not 0.
 */
import type { SongFilters } from '../contracts/filters.ts';
import { FLAGS, type PostingRecord } from '../posting-block.ts';
import { type Dictionaries, idsOf, yearsOf } from '../ranking/filters.ts';

/** Rows by name. */
export type Presence = ReadonlyMap<string, Uint8Array>;

const DECADE = 10;

/** Names of rows. Genres and languages go by their ids, since they are any text. */
export const presenceRows = {
  clean: 'clean',
  explicit: 'explicit',
  unchecked: 'unchecked',
  decade: (year: number) => `decade-${Math.floor(year / DECADE) * DECADE}`,
  genre: (id: number) => `genre-${id}`,
  language: (id: number) => `language-${id}`,
} as const;

type RecordFacts = Pick<PostingRecord, 'year' | 'genre' | 'language' | 'flags'>;

/** The table of clusters and the records they hold. */
export function buildPresence(clusters: Iterable<readonly [number, readonly RecordFacts[]]>): Map<string, Uint8Array> {
  const found = new Map<string, number[]>();
  for (const [cluster, records] of clusters) {
    for (const row of new Set(records.flatMap(rowsOf))) {
      const list = found.get(row);
      if (list) list.push(cluster);
      else found.set(row, [cluster]);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([row, list]) => [row, bitsOf(list)]));
}

/**
 * The rows that filters ask for: of each group a cluster has to be in at least one. Empty where no filter is one that
 * the table can tell of; feature ranges move the target instead, and songs to be left out are nearly everywhere absent.
 * Asked for clean songs, clusters that only hold unchecked ones are not among the wanted.
 */
export function presenceGroups(filters: SongFilters, dictionaries: Dictionaries): string[][] {
  const { explicit, languages, genres } = filters;
  const groups: string[][] = [];
  if (explicit === 'clean') groups.push([presenceRows.clean]);
  if (explicit === 'only') groups.push([presenceRows.explicit]);
  if (languages) groups.push([...idsOf(dictionaries.languages, languages)].map(presenceRows.language));
  if (genres?.include) groups.push([...idsOf(dictionaries.genres, genres.include)].map(presenceRows.genre));
  const years = yearsOf(filters.decades);
  if (years) groups.push(decadesOf(years).map(presenceRows.decade));
  return groups;
}

/** Tells of a cluster whether it may hold a song that meets all groups; a row that is not there holds none. */
export function presenceTest(groups: readonly (readonly string[])[], rows: Presence): (cluster: number) => boolean {
  const bits = groups.map((group) => group.flatMap((row) => rows.get(row) ?? []));
  return (cluster) =>
    bits.every((group) => group.some((row) => ((row[cluster >> 3] ?? 0) & (1 << (cluster & 7))) !== 0));
}

function rowsOf({ year, genre, language, flags }: RecordFacts): string[] {
  const rows: string[] = [
    (flags & FLAGS.explicit) !== 0
      ? presenceRows.explicit
      : (flags & FLAGS.explicitKnown) !== 0
        ? presenceRows.clean
        : presenceRows.unchecked,
  ];
  if (year !== null) rows.push(presenceRows.decade(Math.min(LAST_YEAR, Math.max(FIRST_YEAR, year))));
  if (genre !== 0) rows.push(presenceRows.genre(genre));
  if (language !== 0) rows.push(presenceRows.language(language));
  return rows;
}

/** Posting records keep years outside these as the outermost. */
const [FIRST_YEAR, LAST_YEAR] = [1901, 2155];

function decadesOf({ from, to }: { from: number; to: number }): number[] {
  const first = Math.min(LAST_YEAR, Math.max(FIRST_YEAR, from));
  const last = Math.min(LAST_YEAR, Math.max(FIRST_YEAR, to));
  const decades: number[] = [];
  for (let year = Math.floor(first / DECADE) * DECADE; year <= last; year += DECADE) decades.push(year);
  return decades;
}

function bitsOf(clusters: readonly number[]): Uint8Array {
  const bits = new Uint8Array((Math.max(...clusters) >> 3) + 1);
  for (const cluster of clusters) bits[cluster >> 3]! |= 1 << (cluster & 7);
  return bits;
}
