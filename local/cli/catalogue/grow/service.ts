/** Asks one outside service politely: never more often than it allows, waiting where it says so, trying again a few times. */
import { AppError } from '../../../../core/errors.ts';

export interface ServiceOptions {
  /** For a person. */
  readonly name: string;
  readonly baseUrl: string;
  /** Least milliseconds between two requests. */
  readonly gapMs: number;
  /** Whether an answer of status 200 says that too much was asked. */
  readonly isOverQuota?: (document: unknown) => boolean;
  readonly clock: Clock;
}

export interface Clock {
  /** Milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export const REAL_CLOCK: Clock = {
  now: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

const TRIES = 5;
const TIMEOUT_MS = 20_000;
/** Where a service asks for patience without saying how much; doubled with each try. */
const PATIENCE_MS = 5_000;
/** Longer than this nobody waits in front of a command; what was found is kept, and the next run goes on. */
const LONGEST_WAIT_MS = 120_000;

export class Service {
  readonly #options: ServiceOptions;
  #nextAt = 0;

  constructor(options: ServiceOptions) {
    this.#options = options;
  }

  /** The JSON document at `path`; null where there is none (404). Throws `ServiceBusy`, `ServiceUnreachable`. */
  async get(path: string): Promise<unknown> {
    const { name, baseUrl, isOverQuota } = this.#options;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      await this.#turn();
      const reply = await this.#fetch(`${baseUrl}${path}`);
      if (reply === null) {
        await this.#wait(PATIENCE_MS * 2 ** attempt);
        continue;
      }
      if (reply.status === 404) return null;
      if (reply.status === 200) {
        const document: unknown = await reply.json().catch(() => undefined);
        if (!isOverQuota?.(document)) return document;
        await this.#wait(PATIENCE_MS * 2 ** attempt);
        continue;
      }
      await reply.body?.cancel();
      // Apple's way to throttle is 403 with an empty body.
      if (reply.status !== 429 && reply.status !== 403 && reply.status < 500) {
        throw new AppError('ServiceUnreachable', 502, `${name} refused the request with status ${reply.status}.`);
      }
      await this.#wait(retryAfter(reply) ?? PATIENCE_MS * 2 ** attempt);
    }
    throw new AppError('ServiceBusy', 503, `${name} does not answer at the moment. Run this again later to go on.`);
  }

  /** Null where there was no answer. */
  async #fetch(url: string): Promise<Response | null> {
    try {
      return await fetch(url, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (cause) {
      const code = (cause as { cause?: { code?: string } }).cause?.code;
      if (code !== 'ENOTFOUND' && code !== 'EAI_AGAIN') return null;
      const message = `${this.#options.name} could not be reached: there is no way to ${new URL(url).host} (${code}).`;
      throw new AppError('ServiceUnreachable', 502, message, { cause });
    }
  }

  /** Waits until the next request may leave. */
  async #turn(): Promise<void> {
    const { clock, gapMs } = this.#options;
    const now = clock.now();
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + gapMs;
    if (at > now) await clock.sleep(at - now);
  }

  async #wait(ms: number): Promise<void> {
    if (ms > LONGEST_WAIT_MS) {
      const seconds = Math.ceil(ms / 1000);
      const message = `${this.#options.name} asks to wait ${seconds} s. Run this again after that to go on.`;
      throw new AppError('ServiceBusy', 503, message);
    }
    await this.#options.clock.sleep(ms);
  }
}

/** Milliseconds; a date in place of seconds is rare enough to count as not said. */
function retryAfter({ headers }: Response): number | undefined {
  const seconds = Number(headers.get('retry-after') || Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
