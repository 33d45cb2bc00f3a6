/** How far a song is from what is asked: in sound, in what it is about, and in both. */
import type { WeightedTheme } from '../contracts/pipeline.ts';
import { FEATURES, type FeatureWeights } from '../features.ts';
import type { PostingBlock } from '../posting-block.ts';
import type { Theme } from '../themes.ts';

/**
 * Weighted root mean square difference of two unrelated songs, which distances are divided by, so that 0 is the same
 * and about 1 is unrelated. Measured: the median over 20,000 random pairs of 97,000 measured songs is .29 under the
 * default weights.
 */
export const UNRELATED_DIFFERENCE = 0.3;

/** Share of the distance that themes decide where the moment surely has one; sound decides the rest. */
export const THEME_SHARE = 0.5;

/** How much a song's second, third and fourth theme count beside its first. */
const LATER_THEMES = [1, 0.85, 0.7, 0.6];

/** The nine weights in the order of FEATURES, and what squared differences are divided by. */
export interface FeatureScale {
  readonly weights: readonly number[];
  readonly total: number;
}

/** Prepares weights for many distances. Where all are 0, nothing is asked of the sound and every distance is 0. */
export function featureScale(weights: FeatureWeights): FeatureScale {
  const list = FEATURES.map((feature) => weights[feature]);
  return { weights: list, total: list.reduce((sum, weight) => sum + weight, 0) };
}

/**
 * Distance in sound of two points of the unit cube, the first nine figures from each offset: the weighted root mean
 * square difference over UNRELATED_DIFFERENCE.
 */
export function featureDistance(
  a: ArrayLike<number>,
  aStart: number,
  b: ArrayLike<number>,
  bStart: number,
  scale: FeatureScale,
): number {
  if (scale.total === 0) return 0;
  let sum = 0;
  for (let d = 0; d < FEATURES.length; d++) {
    const difference = a[aStart + d]! - b[bStart + d]!;
    sum += scale.weights[d]! * difference * difference;
  }
  return Math.sqrt(sum / scale.total) / UNRELATED_DIFFERENCE;
}

/** Distance in sound of a packed record from a point, as above. */
export function recordDistance(
  point: ArrayLike<number>,
  block: PostingBlock,
  row: number,
  { weights, total }: FeatureScale,
): number {
  if (total === 0) return 0;
  let sum = 0;
  for (let d = 0; d < FEATURES.length; d++) {
    const difference = point[d]! - block.figure(row, d);
    sum += weights[d]! * difference * difference;
  }
  return Math.sqrt(sum / total) / UNRELATED_DIFFERENCE;
}

/** How much themes that a title suggests count beside those that an editor wrote. */
export const TITLE_THEME_FACTOR = 0.5;

/**
 * How well a song's themes (the strongest first) meet the moment's, 0..1: the chance that at least one shared theme
 * is meant, each taken as likely as the moment's weight for it times `factor`.
 */
export function themeMatch(themes: readonly Theme[], wanted: readonly WeightedTheme[], factor = 1): number {
  let missed = 1;
  for (const { theme, weight } of wanted) {
    const at = themes.indexOf(theme);
    if (at >= 0) missed *= 1 - factor * weight * (LATER_THEMES[at] ?? LATER_THEMES.at(-1)!);
  }
  return 1 - missed;
}

/** Distance in sound and themes together; a moment that has no theme for sure leaves more to the sound. */
export function combinedDistance(inSound: number, match: number, wanted: readonly WeightedTheme[]): number {
  const { sound, themes } = sharesOf(wanted);
  return sound * inSound + themes * (1 - match);
}

/** How much of the distance is decided by sound and how much by themes; together 1. */
export function sharesOf(wanted: readonly WeightedTheme[]): { readonly sound: number; readonly themes: number } {
  const themes = THEME_SHARE * wanted.reduce((most, { weight }) => Math.max(most, weight), 0);
  return { sound: 1 - themes, themes };
}
