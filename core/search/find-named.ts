/** Songs by the words of their titles and artists: as they are spelled, and where that meets no song, as they may be meant. */
import { alternativesOf, exactMatches, namesOf, type Scored, songsNamed, type WordMatch } from './matches.ts';
import { blocksOfAlternatives, type DictionaryEntry, type WordEntry, wordBlockOf } from './text-index.ts';

/** How one version's text index is read. */
export interface TextIndexReader {
  /** Blocks of each kind. */
  readonly counts: { readonly words: number; readonly dictionary: number };
  readWords(blocks: readonly number[], names: readonly string[]): Promise<WordEntry[]>;
  readDictionary(blocks: readonly number[]): Promise<DictionaryEntry[]>;
}

/** Of the reads of one search: blocks of words that may be meant, and blocks of their songs. */
const DICTIONARY_READS = 10;
const ALTERNATIVE_READS = 6;
const ALTERNATIVES_PER_WORD = 3;

export interface NamedOrdinals {
  /** Best first. */
  readonly songs: readonly Scored[];
  /** Blocks that were read. */
  readonly reads: number;
}

/** At most `limit` songs, from at most 28 blocks for six words. */
export async function findNamed(
  words: readonly string[],
  index: TextIndexReader,
  limit: number,
): Promise<NamedOrdinals> {
  const { counts } = index;
  const names = namesOf(words);
  const blocks = blocksOfNames(names, counts.words);
  const exact = exactMatches(words, await index.readWords(blocks, names));
  const spelled = songsNamed(exact, limit);
  if (spelled[0]?.met === words.length) return { songs: spelled, reads: blocks.length };

  const doubted = doubtedWords(words, exact);
  const dictionaryBlocks: number[] = [];
  const asked = doubted.filter((word) => {
    const wanted = blocksOfAlternatives(words[word]!, counts.dictionary);
    const fresh = wanted.filter((block) => !dictionaryBlocks.includes(block));
    if (dictionaryBlocks.length + fresh.length > DICTIONARY_READS) return false;
    dictionaryBlocks.push(...fresh);
    return true;
  });
  const dictionary = await index.readDictionary(dictionaryBlocks);
  const alternatives = inTurns(
    asked.map((word) =>
      alternativesOf(words[word]!, dictionary, ALTERNATIVES_PER_WORD).map((found) => ({ ...found, asked: word })),
    ),
  ).slice(0, ALTERNATIVE_READS);
  const meant = alternatives.map(({ word }) => word);
  const further = blocksOfNames(meant, counts.words);
  const entries = new Map((await index.readWords(further, meant)).map(({ name, ordinals }) => [name, ordinals]));
  const matches: WordMatch[] = alternatives.flatMap(({ word, like, asked }) => {
    const ordinals = entries.get(word);
    return ordinals ? [{ asked, like, ordinals }] : [];
  });
  const reads = blocks.length + dictionaryBlocks.length + further.length;
  return { songs: songsNamed([...exact, ...matches], limit), reads };
}

function blocksOfNames(names: readonly string[], count: number): number[] {
  return [...new Set(names.map((name) => wordBlockOf(name, count)))];
}

/** Places of words that may be misspelled, the surest first: those that no song has, then those that the fewest have. */
function doubtedWords(words: readonly string[], exact: readonly WordMatch[]): number[] {
  const songs = words.map((_, at) =>
    Math.max(0, ...exact.filter(({ asked }) => asked === at).map(({ ordinals }) => ordinals.length)),
  );
  return [...words.keys()].sort((a, b) => songs[a]! - songs[b]! || a - b);
}

/** The first of each list, then the second of each, and so on. */
function inTurns<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}
