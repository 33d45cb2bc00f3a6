import type { Throttling } from './types.ts';

/** A token bucket: holds `burstLimit` tokens, gains `rateLimit` a second, and a request takes one. */
export class TokenBucket {
  readonly #limits: Throttling;
  readonly #now: () => number;
  #tokens: number;
  #filledAt: number;

  /** `now` gives milliseconds. */
  constructor(limits: Throttling, now: () => number) {
    this.#limits = limits;
    this.#now = now;
    this.#tokens = limits.burstLimit;
    this.#filledAt = now();
  }

  /** Whether the request may pass. */
  take(): boolean {
    const now = this.#now();
    const gained = (Math.max(0, now - this.#filledAt) / 1000) * this.#limits.rateLimit;
    this.#tokens = Math.min(this.#limits.burstLimit, this.#tokens + gained);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
