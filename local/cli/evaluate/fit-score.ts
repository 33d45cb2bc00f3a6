/** How well lists fit situations: what is measured, for any way of ranking. */
import type { Track } from '../../../core/catalogue/track.ts';
import type { Reading } from '../../../core/contracts/pipeline.ts';
import type { Situation } from './situations.ts';

/** A theme of the moment this sure counts as one that a song may match. */
const SURE_THEME = 0.3;

/** What one way of ranking gives for a situation. */
export interface Ranking {
  /** The list of ten. */
  readonly list: readonly Track[];
  /** Place from 0 among all songs of the catalogue; Infinity for one that would never be listed. */
  readonly placeOf: (track: Track) => number;
}

/** A situation beside what a way of ranking makes of it. */
export interface Judged {
  readonly situation: Situation;
  readonly reading: Reading;
  readonly ranking: Ranking;
}

export interface FitScore {
  readonly situations: number;
  /** Tone-deaf songs in the lists of ten, all situations together. */
  readonly toneDeafInTop10: number;
  /** Share of pairs of a friend's pick and a tone-deaf song where the pick stands strictly above. */
  readonly pairAccuracy: number;
  /** Songs of ten that carry a theme of the moment as it was read, in the median situation. */
  readonly themesMatchedMedian: number;
  /** Songs of ten that carry a theme of a friend's pick, in the median situation: asks nothing of the reading. */
  readonly friendThemesMatchedMedian: number;
  /** Friends' picks in the lists of ten, a situation. */
  readonly friendsInTop10: number;
}

export function scoreOf(judged: readonly Judged[]): FitScore {
  const pairs = judged.flatMap(pairsOf);
  return {
    situations: judged.length,
    toneDeafInTop10: judged.reduce((sum, one) => sum + toneDeafIn(one).length, 0),
    pairAccuracy: mean(pairs.map(({ right }) => (right ? 1 : 0))),
    themesMatchedMedian: median(judged.map((one) => themesMatched(one))),
    friendThemesMatchedMedian: median(judged.map((one) => friendThemesMatched(one))),
    friendsInTop10: mean(
      judged.map(({ situation, ranking }) => ranking.list.filter((track) => situation.friends.includes(track)).length),
    ),
  };
}

/** Mean of several scores, number by number. */
export function meanScore(scores: readonly FitScore[]): FitScore {
  const keys = Object.keys(scores[0]!) as (keyof FitScore)[];
  return Object.fromEntries(keys.map((key) => [key, mean(scores.map((score) => score[key]))])) as unknown as FitScore;
}

export function toneDeafIn({ situation, ranking }: Judged): Track[] {
  return ranking.list.filter((track) => situation.toneDeaf.includes(track));
}

/** Every pair of a friend's pick and a tone-deaf song. Where neither would be listed, the pick is not above. */
export function pairsOf({ situation, ranking }: Judged): { friend: Track; toneDeaf: Track; right: boolean }[] {
  return situation.friends.flatMap((friend) =>
    situation.toneDeaf.map((toneDeaf) => ({
      friend,
      toneDeaf,
      right: ranking.placeOf(friend) < ranking.placeOf(toneDeaf),
    })),
  );
}

export function themesMatched({ reading, ranking }: Judged): number {
  const wanted = new Set(reading.target.themes.filter(({ weight }) => weight >= SURE_THEME).map(({ theme }) => theme));
  return ranking.list.filter(({ themes }) => themes.some((theme) => wanted.has(theme))).length;
}

function friendThemesMatched({ situation, ranking }: Judged): number {
  const wanted = new Set(situation.friends.flatMap(({ themes }) => themes));
  return ranking.list.filter(({ themes }) => themes.some((theme) => wanted.has(theme))).length;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
