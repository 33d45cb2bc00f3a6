/**
 * A token bucket that many callers share: its state is one small record, so that a conditional write can hand tokens out
 * one at a time across any number of functions.
 */

export interface BucketRules {
  /** Tokens it holds when full. */
  readonly capacity: number;
  /** Tokens that come back in a minute. In no minute more than `capacity + perMinute` are handed out. */
  readonly perMinute: number;
}

export interface BucketState {
  /** Tokens at `at`; may be a fraction. */
  readonly tokens: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Until then nothing is handed out: the service itself said that it was too much. */
  readonly pausedUntil: number;
}

export interface Draw {
  readonly granted: boolean;
  /** What has to be stored; the state as it was where nothing was taken. */
  readonly state: BucketState;
  /** Milliseconds after which to ask again; 0 where a token was granted. */
  readonly waitMs: number;
}

const MINUTE = 60_000;

export const fullBucket = ({ capacity }: BucketRules, now: number): BucketState => ({
  tokens: capacity,
  at: now,
  pausedUntil: 0,
});

/**
 * Takes one token, if more than `reserve` are left: those are for callers with a smaller reserve. A clock that runs behind
 * the last caller's takes that caller's time, so that skewed clocks hand out nothing twice.
 */
export function draw(state: BucketState, rules: BucketRules, now: number, reserve = 0): Draw {
  const time = Math.max(now, state.at);
  const tokens = Math.min(rules.capacity, state.tokens + ((time - state.at) * rules.perMinute) / MINUTE);
  const refused = (waitMs: number): Draw => ({ granted: false, state, waitMs: Math.max(1, Math.ceil(waitMs)) });
  if (time < state.pausedUntil) return refused(state.pausedUntil - time);
  const missing = 1 + reserve - tokens;
  if (missing > 0) return refused((missing * MINUTE) / rules.perMinute);
  return { granted: true, state: { tokens: tokens - 1, at: time, pausedUntil: 0 }, waitMs: 0 };
}

/** The bucket after the service refused a call: empty, and closed for a while. */
export function pause(state: BucketState, now: number, milliseconds: number): BucketState {
  const at = Math.max(now, state.at);
  return { tokens: 0, at, pausedUntil: Math.max(state.pausedUntil, at + milliseconds) };
}
