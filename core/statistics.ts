/** Rank correlation and what it is made of. */
import { AppError } from './errors.ts';

/** Ranks from 1; equal values share their mean rank. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const result = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let at = from; at < to; at++) result[order[at]!] = (from + to + 1) / 2;
    from = to;
  }
  return result;
}

/** Pearson's correlation, -1..1; 0 where either side does not vary. Throws `InvalidSample` for unequal lengths. */
export function pearson(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new AppError('InvalidSample', 500, 'Both samples need the same length.');
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanA = mean(a);
  const meanB = mean(b);
  let covariance = 0;
  let varianceA = 0;
  let varianceB = 0;
  a.forEach((value, at) => {
    const deltaA = value - meanA;
    const deltaB = b[at]! - meanB;
    covariance += deltaA * deltaB;
    varianceA += deltaA * deltaA;
    varianceB += deltaB * deltaB;
  });
  if (varianceA === 0 || varianceB === 0) return 0;
  // Two roots, since the product of two variances can overflow; rounding may leave the range by a last digit.
  return Math.min(1, Math.max(-1, covariance / Math.sqrt(varianceA) / Math.sqrt(varianceB)));
}

/** Spearman's rank correlation: Pearson's of the ranks. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  return pearson(ranks(a), ranks(b));
}
