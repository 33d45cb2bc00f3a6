import { setTimeout as delay } from 'node:timers/promises';

/** Time as the interpreter sees it; injected, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `milliseconds`; rejects as soon as `signal` is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** A timer above this fires at once, so longer waits are made of several. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The wall clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    for (let left = milliseconds; left > 0; left -= LONGEST_TIMER) {
      await delay(Math.min(left, LONGEST_TIMER), undefined, { signal });
    }
    signal.throwIfAborted();
  },
};
