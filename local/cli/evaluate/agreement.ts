/** How well readings agree with ratings: correlations with bootstrap intervals, and the quadrant of the mood plane. */
import { seededRandom } from '../../../core/random.ts';
import { pearson, spearman } from '../../../core/statistics.ts';

export interface Agreement {
  pearson: number;
  spearman: number;
  /** Bootstrap 95 % interval of Pearson's r. */
  low: number;
  high: number;
}

export interface Difference {
  /** Pearson's r of the one minus that of the other. */
  difference: number;
  /** Bootstrap 95 % interval of it, both correlated on the same resampled images. */
  low: number;
  high: number;
}

const RESAMPLES = 1000;
const SEED = 20_261;
const TAIL = 0.025;

export function agreement(read: readonly number[], rated: readonly number[]): Agreement {
  const [low, high] = interval(rated.length, (at) => pearson(pick(read, at), pick(rated, at)));
  return { pearson: round(pearson(read, rated)), spearman: round(spearman(read, rated)), low, high };
}

/** How much better `read` agrees with the ratings than `other` does. */
export function advantage(read: readonly number[], other: readonly number[], rated: readonly number[]): Difference {
  const difference = (at: readonly number[]) =>
    pearson(pick(read, at), pick(rated, at)) - pearson(pick(other, at), pick(rated, at));
  const [low, high] = interval(rated.length, difference);
  return { difference: round(pearson(read, rated) - pearson(other, rated)), low, high };
}

const pick = (values: readonly number[], at: readonly number[]) => at.map((index) => values[index]!);

function interval(count: number, statistic: (at: readonly number[]) => number): [low: number, high: number] {
  const random = seededRandom(SEED);
  const values = Array.from({ length: RESAMPLES }, () =>
    statistic(Array.from({ length: count }, () => Math.floor(random() * count))),
  ).sort((a, b) => a - b);
  const at = (share: number) => round(values[Math.round(share * (RESAMPLES - 1))]!);
  return [at(TAIL), at(1 - TAIL)];
}

/**
 * Share of images whose reading lies in the same quadrant as their rating. Each side is parted at its own median, since
 * scales have no common middle; chance is about a quarter.
 */
export function quadrantAccuracy(
  read: readonly { valence: number; energy: number }[],
  rated: readonly { valence: number; arousal: number }[],
): number {
  const above = (values: readonly number[]) => {
    const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
    return values.map((value) => value >= middle);
  };
  const [v, e] = [above(read.map(({ valence }) => valence)), above(read.map(({ energy }) => energy))];
  const [rv, ra] = [above(rated.map(({ valence }) => valence)), above(rated.map(({ arousal }) => arousal))];
  const right = rated.filter((_, at) => v[at] === rv[at] && e[at] === ra[at]).length;
  return round(right / rated.length);
}

/** The values in another order. */
export function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const keyed = values.map((value) => ({ value, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ value }) => value);
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

export const round = (value: number): number => Math.round(value * 1000) / 1000;
