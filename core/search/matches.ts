/** Which songs the words of a search name: first by the text index alone, then by their titles and artists. */
import type { Track } from '../catalogue/track.ts';
import type { WordEntry } from './text-index.ts';
import { likeness, wordsOf } from './words.ts';

/** A song scored below this share of the best one was not meant. */
const MEANT = 0.6;
/** How much being known by everybody counts beside one word that is met exactly. */
const POPULARITY_SHARE = 0.2;

/** Ordinals of the `limit` songs that meet the words best, best first; a rare word counts more than a common one. */
export function songsNamed(words: readonly string[], entries: readonly WordEntry[], limit: number): number[] {
  const scores = new Map<number, number>();
  for (const asked of words) {
    const best = new Map<number, number>();
    for (const { word, ordinals } of entries) {
      const like = likeness(asked, word);
      if (like === 0) continue;
      const score = like / (1 + Math.log(ordinals.length));
      // Earlier ones are better known, which decides among equals.
      ordinals.forEach((ordinal, at) => {
        const ranked = score * (1 - (0.01 * at) / ordinals.length);
        best.set(ordinal, Math.max(best.get(ordinal) ?? 0, ranked));
      });
    }
    for (const [ordinal, score] of best) scores.set(ordinal, (scores.get(ordinal) ?? 0) + 1 + score);
  }
  return [...scores]
    .sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || a - b)
    .slice(0, limit)
    .map(([ordinal]) => ordinal);
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
