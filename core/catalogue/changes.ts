/**
 * Changes of an index that is served: songs added since it was built, as one posting block that every lookup reads beside
 * the clusters it probes, and songs taken out of it, as a list that lookups leave out. All of it is one item, which is
 * written in one go: a reader sees it before a change or after. Where it would grow large, the index is built anew.
 */
import * as z from 'zod/mini';
import { catalogueKeys } from '../contracts/names.ts';
import { decodeBlock, encodeBlock, ordinalsOf, type PostingBlock, recordAt, selectRows } from '../posting-block.ts';
import type { CandidateBlock } from '../ranking/candidates.ts';
import { wordsOf } from '../search/words.ts';
import { THEMES, type Theme } from '../themes.ts';
import { recordOf } from './index-builder.ts';
import { toUnitPoint } from './indexed-vector.ts';
import type { Track } from './track.ts';

/** Songs that are added before an index is built anew: 64 KB that every lookup reads. */
export const MOST_ADDED = 2_000;
export const MOST_REMOVED = 10_000;

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'is not binary');

/** `v{N}#changes`. */
export const changesItemSchema = z.strictObject({
  pk: z.string(),
  /** Counts the changes, so that of two made at once one is refused. */
  revision: z.int().check(z.positive()),
  /** A posting block. */
  added: bytes,
  /** Ordinals, 32 bits each, little-endian. */
  removed: bytes,
  /** For each added song, in the block's order, its words and its themes. */
  words: z.array(z.string()),
  themes: z.array(z.array(z.enum(THEMES))),
  /** What follows on the dictionaries of the version's meta item. */
  genres: z.array(z.string()),
  languages: z.array(z.string()),
});
export type ChangesItem = z.infer<typeof changesItemSchema>;

interface BaseDictionaries {
  readonly genres: readonly string[];
  readonly languages: readonly string[];
}

const LARGEST_ID = { genres: 0xffff, languages: 0xff } as const;

/** The changes of a version before the first. */
export function noChanges(version: number): Omit<ChangesItem, 'revision'> & { revision: 0 } {
  return {
    pk: catalogueKeys.changes(version),
    revision: 0,
    added: encodeBlock([]),
    removed: new Uint8Array(0),
    words: [],
    themes: [],
    genres: [],
    languages: [],
  };
}

export type Changes = ChangesItem | ReturnType<typeof noChanges>;

/** With tracks added to `changes`; null where there is no room for them. `base`: of the version's meta item. */
export function withAdded(changes: Changes, tracks: readonly Track[], base: BaseDictionaries): ChangesItem | null {
  const block = decodeBlock(changes.added);
  if (block.count + tracks.length > MOST_ADDED) return null;
  const genres = [...base.genres, ...changes.genres];
  const languages = [...base.languages, ...changes.languages];
  const idIn = (list: string[], value: string | null) => {
    const id = list.indexOf(value ?? '');
    return id >= 0 ? id : list.push(value!) - 1;
  };
  const records = tracks.map((track) =>
    recordOf(track, toUnitPoint(track), idIn(genres, track.genre), idIn(languages, track.language)),
  );
  if (genres.length - 1 > LARGEST_ID.genres || languages.length - 1 > LARGEST_ID.languages) return null;
  return {
    ...changes,
    revision: changes.revision + 1,
    added: encodeBlock([...Array.from({ length: block.count }, (_, row) => recordAt(block, row)), ...records]),
    words: [...changes.words, ...tracks.map(({ title, artist }) => wordsOf(`${title} ${artist}`).join(' '))],
    themes: [...changes.themes, ...tracks.map((track) => [...track.themes])],
    genres: genres.slice(base.genres.length),
    languages: languages.slice(base.languages.length),
  };
}

/** With songs taken out; null where the list would grow too long. */
export function withRemoved(changes: Changes, ordinals: readonly number[]): ChangesItem | null {
  const gone = new Set([...removedOrdinals(changes), ...ordinals]);
  if (gone.size > MOST_REMOVED) return null;
  const removed = new Uint8Array(gone.size * 4);
  const view = new DataView(removed.buffer);
  [...gone]
    .sort((a, b) => a - b)
    .forEach((ordinal, at) => {
      view.setUint32(at * 4, ordinal, true);
    });
  return { ...changes, revision: changes.revision + 1, removed };
}

/** Songs taken out of a version. */
export function removedOrdinals({ removed }: Pick<Changes, 'removed'>): Set<number> {
  const view = new DataView(removed.buffer, removed.byteOffset, removed.byteLength);
  return new Set(Array.from({ length: removed.length / 4 }, (_, at) => view.getUint32(at * 4, true)));
}

/**
 * What a lookup works with: the blocks it read without the songs taken out, and the added songs, once more under each
 * wanted theme that they have.
 */
export function changedBlocks(
  blocks: readonly CandidateBlock[],
  changes: Changes,
  themes: readonly Theme[],
): CandidateBlock[] {
  const gone = removedOrdinals(changes);
  const added = decodeBlock(changes.added);
  const ofTheme = themes.map((theme) => ({
    block: selectRows(
      added,
      rowsWhere(added, (row) => changes.themes[row]!.includes(theme)),
    ),
    theme,
  }));
  const all = [...blocks, { block: added }, ...ofTheme].filter(({ block }) => block.count > 0);
  return gone.size === 0 ? all : all.map((each) => ({ ...each, block: withoutOrdinals(each.block, gone) }));
}

/** Ordinals of added songs that have every word of a query. */
export function addedWithWords(changes: Changes, words: readonly string[]): number[] {
  const ordinals = ordinalsOf(decodeBlock(changes.added));
  const gone = removedOrdinals(changes);
  return changes.words.flatMap((text, row) => {
    const own = text.split(' ');
    return words.every((word) => own.includes(word)) && !gone.has(ordinals[row]!) ? [ordinals[row]!] : [];
  });
}

function withoutOrdinals(block: PostingBlock, gone: ReadonlySet<number>): PostingBlock {
  const kept = rowsWhere(block, (row) => !gone.has(block.ordinal(row)));
  return kept.length === block.count ? block : selectRows(block, kept);
}

function rowsWhere(block: PostingBlock, keeps: (row: number) => boolean): number[] {
  return Array.from({ length: block.count }, (_, row) => row).filter(keeps);
}
