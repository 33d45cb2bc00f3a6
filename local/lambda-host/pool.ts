import { randomUUID } from 'node:crypto';
import { AppError } from '../../core/errors.ts';
import { Instance, type InstanceSurroundings } from './instance.ts';
import type { FunctionError, InvokeResult, LambdaFunctionConfig } from './types.ts';

/** A caller whose invocation no instance has taken yet. */
interface Waiting {
  requestId: string;
  body: string;
  resolve: (result: InvokeResult) => void;
  reject: (reason: unknown) => void;
}

/**
 * The instances of one function. A warm one takes the next invocation; otherwise one more is started, up to the limit,
 * and whichever is free first serves the caller who waits longest.
 */
export class FunctionPool {
  readonly config: LambdaFunctionConfig;
  readonly #surroundings: InstanceSurroundings;
  readonly #maxInstances: number;
  readonly #instances = new Set<Instance>();
  readonly #starting = new Set<Instance>();
  /** Last in, first out: the busiest stay warm and the rest can be reaped. */
  readonly #idle: Instance[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #prewarming: (() => void)[] = [];
  #closed = false;

  constructor(config: LambdaFunctionConfig, surroundings: InstanceSurroundings, maxInstances: number) {
    this.config = config;
    this.#surroundings = surroundings;
    this.#maxInstances = maxInstances;
  }

  /** Number of live child processes. */
  get size(): number {
    return this.#instances.size;
  }

  /** `body` is JSON text. An aborted caller stops waiting; work that has begun runs on, as it does in the cloud. */
  run(body: string, options: { requestId?: string; signal?: AbortSignal | undefined } = {}): Promise<InvokeResult> {
    const { signal } = options;
    if (this.#closed) return Promise.reject(closedError());
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const stopListening = () => signal?.removeEventListener('abort', onAbort);
      const waiting: Waiting = {
        requestId: options.requestId ?? randomUUID(),
        body,
        resolve: (result) => {
          stopListening();
          resolve(result);
        },
        reject: (reason) => {
          stopListening();
          reject(reason);
        },
      };
      const onAbort = () => {
        const position = this.#waiting.indexOf(waiting);
        if (position >= 0) this.#waiting.splice(position, 1);
        waiting.reject(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(waiting);
      this.#serve();
    });
  }

  /** Starts one instance where there is none and resolves when it is ready, or has failed to load. */
  async prewarm(): Promise<void> {
    if (this.#closed || this.#idle.length > 0) return;
    if (this.#starting.size === 0) {
      if (this.#instances.size >= this.#maxInstances) return;
      this.#start();
    }
    await new Promise<void>((resolve) => this.#prewarming.push(resolve));
  }

  /** Ends every instance that has been without work since before `before` (epoch milliseconds). */
  reap(before: number): void {
    for (const instance of [...this.#idle]) {
      if (instance.idleSince === null || instance.idleSince >= before) continue;
      this.#idle.splice(this.#idle.indexOf(instance), 1);
      void instance.end();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(closedError());
    this.#idle.length = 0;
    await Promise.all([...this.#instances].map((instance) => instance.end()));
  }

  #serve(): void {
    while (this.#waiting.length > 0 && this.#idle.length > 0) {
      const waiting = this.#waiting.shift()!;
      this.#idle.pop()!.run(waiting.requestId, waiting.body).then(waiting.resolve, waiting.reject);
    }
    while (this.#waiting.length > this.#starting.size && this.#instances.size < this.#maxInstances) this.#start();
  }

  #start(): void {
    const instance: Instance = new Instance(this.config, this.#surroundings, {
      idle: (ready) => {
        if (this.#closed) return;
        if (this.#starting.delete(ready)) this.#prewarmed();
        this.#idle.push(ready);
        this.#serve();
      },
      ended: (gone, initError) => this.#gone(gone, initError),
    });
    this.#instances.add(instance);
    this.#starting.add(instance);
  }

  #gone(instance: Instance, initError: FunctionError | undefined): void {
    this.#instances.delete(instance);
    this.#starting.delete(instance);
    const position = this.#idle.indexOf(instance);
    if (position >= 0) this.#idle.splice(position, 1);
    if (this.#closed) return;
    if (initError) {
      this.#prewarmed();
      this.#waiting.shift()?.resolve({ payload: initError, functionError: 'Unhandled' });
    }
    this.#serve();
  }

  #prewarmed(): void {
    for (const resolve of this.#prewarming.splice(0)) resolve();
  }
}

function closedError(): AppError {
  return new AppError('HostClosed', 503, 'The local cloud is shutting down.');
}
