/** Builds the text index of a catalogue. */
import type { Track } from '../catalogue/track.ts';
import { MAX_BLOCK_BYTES } from '../posting-block.ts';
import {
  type DictionaryEntry,
  dictionaryBlocksOf,
  encodeDictionary,
  encodeWords,
  MAX_SONGS_PER_WORD,
  pairName,
  type WordEntry,
  wordBlockOf,
} from './text-index.ts';
import { wordsOf } from './words.ts';

/** Parts of every block that holds anything, by its number, and how many blocks there are. */
export interface Blocks {
  readonly count: number;
  readonly parts: ReadonlyMap<number, Uint8Array[]>;
}

export interface TextIndex {
  readonly words: Blocks;
  readonly dictionary: Blocks;
}

/** What of a track is searched. */
export type Searchable = Pick<Track, 'ordinal' | 'title' | 'artist' | 'popularity'>;

/** Two reads of DynamoDB's unit; a smaller block would cost the same. */
const USUAL_BLOCK_BYTES = 8192;
const MIN_BLOCKS = 16;
const MAX_BLOCKS = 65_536;
/** Nobody types a longer one. */
const LONGEST_NAME = 60;
/** How much it counts, in points of popularity, that a word is all of a title, or all of an artist's name. */
const WHOLE_TITLE = 50;
const WHOLE_ARTIST = 25;

/** The index of all tracks; does not depend on their order. */
export function buildTextIndex(tracks: readonly Searchable[]): TextIndex {
  const known = [...tracks].sort((a, b) => b.popularity - a.popularity || a.ordinal - b.ordinal);
  const words = new Words();
  known.forEach((track, row) => {
    words.add(track, row);
  });
  const lists = words.lists();
  const dictionary = lists.map(({ name, songs }) => ({ word: name, songs }));
  const entries: WordEntry[] = [...lists, ...pairsOf(known, lists)].map(({ name, rows }) => ({
    name,
    ordinals: Uint32Array.from(rows, (row) => known[row]!.ordinal),
  }));
  return {
    words: packed(entries, {
      bytesOf: ({ name, ordinals }) => 3 * name.length + 5 + 4 * ordinals.length,
      blocksOf: ({ name }, count) => [wordBlockOf(name, count)],
      encode: encodeWords,
    }),
    dictionary: packed<DictionaryEntry>(dictionary, {
      bytesOf: ({ word }) => 3 * word.length + 5,
      blocksOf: ({ word }, count) => dictionaryBlocksOf(word, count),
      encode: encodeDictionary,
    }),
  };
}

/** A word or pair with its songs, as rows of the catalogue in order of popularity; the likeliest meant first. */
interface Named {
  readonly name: string;
  readonly rows: ArrayLike<number>;
  /** Of how many songs these are kept. */
  readonly songs: number;
}

/** Every word of every song in typed columns: a large catalogue has millions. */
class Words {
  readonly #ids = new Map<string, number>();
  readonly #counts: number[] = [];
  readonly #rows: number[] = [];
  readonly #words: number[] = [];
  readonly #strengths: number[] = [];

  add({ title, artist, popularity }: Searchable, row: number): void {
    const strengths = new Map<string, number>();
    const inArtist = wordsOf(artist);
    for (const word of inArtist) strengths.set(word, WHOLE_ARTIST / inArtist.length);
    const inTitle = wordsOf(title);
    for (const word of inTitle) strengths.set(word, (strengths.get(word) ?? 0) + WHOLE_TITLE / inTitle.length);
    for (const [word, strength] of strengths) {
      if (word.length > LONGEST_NAME) continue;
      let id = this.#ids.get(word);
      if (id === undefined) {
        id = this.#ids.size;
        this.#ids.set(word, id);
        this.#counts.push(0);
      }
      this.#counts[id]! += 1;
      this.#words.push(id);
      this.#rows.push(row);
      this.#strengths.push(popularity + strength);
    }
  }

  /** Sorted by name. */
  lists(): Named[] {
    const starts = new Uint32Array(this.#counts.length + 1);
    this.#counts.forEach((count, id) => {
      starts[id + 1] = starts[id]! + count;
    });
    const next = starts.slice();
    const places = new Uint32Array(this.#words.length);
    this.#words.forEach((id, place) => {
      places[next[id]!++] = place;
    });
    const strengths = this.#strengths;
    const rows = this.#rows;
    return [...this.#ids]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, id]) => {
        const own = places.subarray(starts[id], starts[id + 1]);
        // Places are in order of popularity, so that order decides among equals.
        own.sort((a, b) => strengths[b]! - strengths[a]! || a - b);
        return {
          name,
          rows: Uint32Array.from(own.subarray(0, MAX_SONGS_PER_WORD), (at) => rows[at]!),
          songs: own.length,
        };
      });
  }
}

/** Neighbouring words that are each in more songs than are kept: together they are in few. */
function pairsOf(known: readonly Searchable[], lists: readonly Named[]): Named[] {
  const common = lists.filter(({ songs }) => songs > MAX_SONGS_PER_WORD).map(({ name }) => name);
  if (common.length === 0) return [];
  const ids = new Map(common.map((word, id) => [word, id]));
  const keys: number[] = [];
  known.forEach(({ title, artist }, row) => {
    const sequence = wordsOf(`${title} ${artist}`);
    const pairs = new Set<number>();
    sequence.forEach((word, at) => {
      // The last one's neighbour is the first: some name the artist before the title.
      const [a, b] = [ids.get(word), ids.get(sequence[(at + 1) % sequence.length]!)];
      if (a === undefined || b === undefined || a === b) return;
      pairs.add(Math.min(a, b) * common.length + Math.max(a, b));
    });
    for (const pair of pairs) keys.push(pair * known.length + row);
  });
  const sorted = Float64Array.from(keys).sort();
  const found: Named[] = [];
  for (let from = 0; from < sorted.length; ) {
    const pair = Math.floor(sorted[from]! / known.length);
    const rows: number[] = [];
    let to = from;
    for (; to < sorted.length && Math.floor(sorted[to]! / known.length) === pair; to++) {
      if (rows.length < MAX_SONGS_PER_WORD) rows.push(sorted[to]! % known.length);
    }
    const name = pairName(common[Math.floor(pair / common.length)]!, common[pair % common.length]!);
    found.push({ name, rows, songs: to - from });
    from = to;
  }
  return found;
}

interface Packing<Entry> {
  /** At most; UTF-8 needs up to three bytes for a UTF-16 unit. */
  readonly bytesOf: (entry: Entry) => number;
  readonly blocksOf: (entry: Entry, count: number) => number[];
  readonly encode: (entries: readonly Entry[]) => Uint8Array;
}

/** Spreads entries over a power of two of blocks of about the usual size, each in as many parts as it needs. */
function packed<Entry>(entries: readonly Entry[], { bytesOf, blocksOf, encode }: Packing<Entry>): Blocks {
  const total = entries.reduce((sum, entry) => sum + bytesOf(entry), 0);
  const wanted = 2 ** Math.ceil(Math.log2(Math.max(1, total / USUAL_BLOCK_BYTES)));
  const count = Math.min(MAX_BLOCKS, Math.max(MIN_BLOCKS, wanted));
  const blocks = new Map<number, Entry[]>();
  for (const entry of entries) {
    for (const block of blocksOf(entry, count)) {
      const list = blocks.get(block);
      if (list) list.push(entry);
      else blocks.set(block, [entry]);
    }
  }
  const inOrder = [...blocks].sort(([a], [b]) => a - b);
  return { count, parts: new Map(inOrder.map(([block, list]) => [block, inParts(list, bytesOf).map(encode)])) };
}

/** Entries one after another, as many in a part as can be stored in one item. */
function inParts<Entry>(entries: readonly Entry[], bytesOf: (entry: Entry) => number): Entry[][] {
  const parts: Entry[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    if (size + bytesOf(entry) > MAX_BLOCK_BYTES - 16) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)!.push(entry);
    size += bytesOf(entry);
  }
  return parts;
}
