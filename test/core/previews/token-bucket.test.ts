import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BucketState, draw, fullBucket, pause } from '../../../core/previews/token-bucket.ts';

const rules = { capacity: 9, perMinute: 10 };
const START = 1_700_000_000_000;

describe('draw', () => {
  test('hands out what is there, then tells how long the next takes', () => {
    let state = fullBucket(rules, START);
    for (let taken = 0; taken < 9; taken++) {
      const drawn = draw(state, rules, START);
      expect(drawn).toMatchObject({ granted: true, waitMs: 0 });
      state = drawn.state;
    }
    const empty = draw(state, rules, START);
    expect(empty).toEqual({ granted: false, state, waitMs: 6_000 });
    expect(draw(state, rules, START + 6_000).granted).toBe(true);
  });

  test('keeps a reserve for those who may go below it', () => {
    const state: BucketState = { tokens: 6, at: START, pausedUntil: 0 };
    expect(draw(state, rules, START, 6)).toMatchObject({ granted: false, waitMs: 6_000 });
    expect(draw(state, rules, START, 5).granted).toBe(true);
    expect(draw(state, rules, START).granted).toBe(true);
  });

  test('in no minute hands out more than capacity and refill, whoever asks whenever, with whatever clock', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2_000, max: 20_000 }), { maxLength: 300 }), (steps) => {
        let state = fullBucket(rules, START);
        let now = START;
        const granted: number[] = [];
        for (const step of steps) {
          now += step;
          const drawn = draw(state, rules, now);
          state = drawn.state;
          if (drawn.granted) granted.push(state.at);
        }
        for (const from of granted) {
          expect(granted.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(19);
        }
      }),
    );
  });
});

test('a refusal by the service empties the bucket and closes it', () => {
  const closed = pause(fullBucket(rules, START), START, 60_000);
  expect(draw(closed, rules, START + 1_000)).toMatchObject({ granted: false, waitMs: 59_000 });
  expect(draw(closed, rules, START + 60_000).granted).toBe(true);
  // A second refusal does not shorten the first.
  expect(pause(closed, START + 10, 5_000).pausedUntil).toBe(START + 60_000);
  // A clock that runs behind.
  expect(pause(closed, START - 10_000, 1_000)).toMatchObject({ at: START });
});
