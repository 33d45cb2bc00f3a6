/** Which songs the words of a search name: first by the text index alone, then by their titles and artists. */
import type { Track } from '../catalogue/track.ts';
import { type DictionaryEntry, pairName, type WordEntry } from './text-index.ts';
import { likeness, wordsOf } from './words.ts';

/** A song scored below this share of the best one was not meant. */
const MEANT = 0.6;
/** How much being known by everybody counts beside one word that is met exactly. */
const POPULARITY_SHARE = 0.2;

/** Songs that have a word of the query, or another that may have been meant. */
export interface WordMatch {
  /** Which word of the query. */
  readonly asked: number;
  /** How well it is met, 0..1. */
  readonly like: number;
  readonly ordinals: Uint32Array;
}

/** A song that some words name. */
export interface Scored {
  readonly ordinal: number;
  /** Words of the query that it has. */
  readonly met: number;
}

/** The names to look up for the words as they are spelled: each, and each with its neighbour, the last with the first. */
export function namesOf(words: readonly string[]): string[] {
  const pairs = words.map((word, at) => pairName(word, words[(at + 1) % words.length]!));
  return words.length < 2 ? [...words] : [...new Set([...words, ...pairs])];
}

/** What was found of `namesOf(words)`. */
export function exactMatches(words: readonly string[], entries: readonly WordEntry[]): WordMatch[] {
  return entries.flatMap(({ name, ordinals }) => {
    const parts = name.split(' ');
    return words.flatMap((word, asked) => (parts.includes(word) ? [{ asked, like: 1, ordinals }] : []));
  });
}

/** Words that may have been meant by `asked`, itself not among them: the most alike first, then the most frequent. */
export function alternativesOf(
  asked: string,
  dictionary: readonly DictionaryEntry[],
  most: number,
): { readonly word: string; readonly like: number }[] {
  const found = new Map<string, { word: string; like: number; songs: number }>();
  const [start, end] = [asked.slice(0, 2), asked.slice(-2)];
  for (const { word, songs } of dictionary) {
    // A block holds words of other ends too, which are too far away to be counted letter by letter.
    if (!word.startsWith(start) && !word.endsWith(end)) continue;
    if (word === asked || found.has(word)) continue;
    const like = likeness(asked, word);
    if (like > 0) found.set(word, { word, like, songs });
  }
  return [...found.values()]
    .sort((a, b) => b.like - a.like || b.songs - a.songs || (a.word < b.word ? -1 : 1))
    .slice(0, most)
    .map(({ word, like }) => ({ word, like }));
}

/** The `limit` songs that meet the words best, best first; a rare word counts more than a common one. */
export function songsNamed(matches: readonly WordMatch[], limit: number): Scored[] {
  const byWord = new Map<number, Map<number, number>>();
  for (const { asked, like, ordinals } of matches) {
    const best = byWord.get(asked) ?? new Map<number, number>();
    byWord.set(asked, best);
    const score = like / (1 + Math.log(ordinals.length));
    // Earlier ones are likelier meant, which decides among equals.
    ordinals.forEach((ordinal, at) => {
      const ranked = score * (1 - (0.01 * at) / ordinals.length);
      if (ranked > (best.get(ordinal) ?? 0)) best.set(ordinal, ranked);
    });
  }
  const scores = new Map<number, { score: number; met: number }>();
  for (const best of byWord.values()) {
    for (const [ordinal, score] of best) {
      const known = scores.get(ordinal);
      if (!known) scores.set(ordinal, { score: 1 + score, met: 1 });
      else {
        known.score += 1 + score;
        known.met += 1;
      }
    }
  }
  return [...scores]
    .sort(([a, { score: scoreA }], [b, { score: scoreB }]) => scoreB - scoreA || a - b)
    .slice(0, limit)
    .map(([ordinal, { met }]) => ({ ordinal, met }));
}

/** A song and how well its title and artist meet the words, 0..1. */
export interface NamedSong {
  readonly track: Track;
  readonly match: number;
}

/** Those of the songs that were meant, best first: how many words are met and how well, then how well known it is. */
export function rankNamed(words: readonly string[], tracks: readonly Track[]): NamedSong[] {
  const scored = tracks.map((track) => {
    const own = [...new Set(wordsOf(`${track.title} ${track.artist}`))];
    const met = words.map((asked) => Math.max(0, ...own.map((word) => likeness(asked, word))));
    const match = met.reduce((sum, like) => sum + like, 0) / words.length;
    // Of songs that meet all words the one is meant that has few others.
    const whole = words.length / Math.max(words.length, wordsOf(track.title).length);
    const score = match + 0.1 * whole + (POPULARITY_SHARE * track.popularity) / 100 / words.length;
    return { track, match, score };
  });
  const best = Math.max(0, ...scored.map(({ match }) => match));
  return scored
    .filter(({ match }) => match > 0 && match >= MEANT * best)
    .sort((a, b) => b.score - a.score || a.track.ordinal - b.track.ordinal)
    .map(({ track, match }) => ({ track, match }));
}
