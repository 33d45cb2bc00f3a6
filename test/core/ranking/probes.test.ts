import { expect, test } from 'vitest';
import { FILTERED_PROBES, PROBES, probesUnder } from '../../../core/ranking/probes.ts';

const nearest = Array.from({ length: 1000 }, (_, cluster) => ({ cluster, distance: cluster / 1000 }));
const numbers = (hits: readonly { cluster: number }[]) => hits.map(({ cluster }) => cluster);

test('reads the nearest clusters that may hold a match', () => {
  const even = numbers(probesUnder(nearest, (cluster) => cluster % 2 === 0));
  expect(even).toHaveLength(FILTERED_PROBES);
  expect(even.every((cluster, at) => cluster === 2 * at)).toBe(true);
});

test('where few may, the nearest others are read too, for a list that has to leave a filter aside', () => {
  const few = numbers(probesUnder(nearest, (cluster) => cluster === 0 || cluster === 900));
  expect(few).toEqual([...Array.from({ length: PROBES - 1 }, (_, at) => at), 900]);
  expect(probesUnder(nearest.slice(0, 5), () => false)).toHaveLength(5);
});
