import type { DeadLetter, FunctionError, InvokeResult } from './types.ts';

/** Lambda runs a failed asynchronous invocation twice more. */
const RETRIES = 2;

/** An accepted asynchronous invocation. */
export interface AsyncInvocation {
  functionArn: string;
  requestId: string;
  payload: unknown;
  /** One attempt. */
  attempt: () => Promise<InvokeResult>;
}

/**
 * Runs asynchronous invocations: each up to three times, then hands it to the dead-letter callback. They live in memory
 * only: those not finished when the host closes are handed over too, so that nothing vanishes without a word.
 */
export class AsyncInvocations {
  readonly #retryDelayMs: number;
  readonly #onDeadLetter: (letter: DeadLetter) => void;
  readonly #running = new Set<Promise<void>>();
  readonly #closing = new AbortController();

  constructor(retryDelayMs: number, onDeadLetter: (letter: DeadLetter) => void) {
    this.#retryDelayMs = retryDelayMs;
    this.#onDeadLetter = onDeadLetter;
  }

  accept(invocation: AsyncInvocation): void {
    const run = this.#run(invocation).finally(() => this.#running.delete(run));
    this.#running.add(run);
  }

  /** Resolves when everything accepted so far has succeeded or was handed to the dead-letter callback. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Stops waiting for further attempts; call it before the functions are ended. */
  close(): void {
    this.#closing.abort();
  }

  async #run(invocation: AsyncInvocation): Promise<void> {
    let error: FunctionError = { errorType: 'HostClosed', errorMessage: 'The local cloud was closed.', trace: [] };
    let attempts = 0;
    while (attempts <= RETRIES && !this.#closing.signal.aborted) {
      if (attempts > 0) await this.#pause(this.#retryDelayMs * attempts);
      if (this.#closing.signal.aborted) break;
      attempts += 1;
      const failure = await attemptOnce(invocation);
      if (!failure) return;
      error = failure;
    }
    const { functionArn, requestId, payload } = invocation;
    this.#onDeadLetter({ functionArn, requestId, payload, error, attempts });
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#closing.signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#closing.signal.addEventListener('abort', done, { once: true });
    });
  }
}

async function attemptOnce(invocation: AsyncInvocation): Promise<FunctionError | null> {
  try {
    const result = await invocation.attempt();
    return result.functionError ? (result.payload as FunctionError) : null;
  } catch (error) {
    const { name, message } = error as Error;
    return { errorType: name, errorMessage: message, trace: [] };
  }
}
