import { expect, it } from 'vitest';
import { Tally } from '../../scripts/test/tally.ts';

it('ends with one line of sums, after what was skipped and what failed', () => {
  const tally = new Tally();
  tally.count('lint', 'passed');
  tally.count('reads the norms (no data folder)', 'skipped');
  tally.count('adds', 'failed');
  tally.count('types', 'passed');
  expect(tally.failed).toBe(1);
  expect(tally.lines()).toEqual([
    'skipped: reads the norms (no data folder)',
    'failed: adds',
    '2 passed, 1 failed, 1 skipped',
  ]);
});
