/** Questions to a worker thread that loads something slow once and then answers one question after another. */
import { parentPort, Worker, type WorkerOptions } from 'node:worker_threads';
import { AppError } from '../../core/errors.ts';

interface Question<Q> {
  readonly id: number;
  readonly question: Q;
}

type Reply<A> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unavailable'; readonly code: string; readonly message: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: A }
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly code: string;
      readonly status: number;
      readonly message: string;
    };

export interface WorkerLink<Q, A> {
  /** Resolves when the worker has loaded; rejects with its error where it cannot. */
  readonly ready: Promise<void>;
  /** May be asked before the worker has loaded. Rejects with the worker's AppError, or with `failure` for any other. */
  ask(question: Q): Promise<A>;
  /** Ends the thread; every open and later question is refused. */
  close(): Promise<void>;
}

/** What a person reads where the worker breaks or is closed. */
export interface WorkerFailure {
  readonly code: string;
  readonly message: string;
}

/** Starts a worker at once and returns without waiting for it. */
export function linkWorker<Q, A>(file: URL, failure: WorkerFailure, options: WorkerOptions): WorkerLink<Q, A> {
  const worker = new Worker(file, options);
  const waiting = new Map<number, PromiseWithResolvers<A>>();
  const ready = Promise.withResolvers<void>();
  // Whoever only asks hears of a failed start there.
  ready.promise.catch(() => undefined);
  let lastId = 0;
  let ended: AppError | undefined;

  const end = (error: AppError) => {
    ended ??= error;
    ready.reject(ended);
    for (const one of waiting.values()) one.reject(ended);
    waiting.clear();
  };
  worker.on('error', (cause) => end(new AppError(failure.code, 500, failure.message, { cause })));
  worker.on('exit', () => end(new AppError(failure.code, 500, failure.message)));
  worker.on('message', (reply: Reply<A>) => {
    if (reply.kind === 'ready') return ready.resolve();
    if (reply.kind === 'unavailable') return end(new AppError(reply.code, 500, reply.message));
    const one = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === 'answer') one?.resolve(reply.answer);
    else one?.reject(new AppError(reply.code, reply.status, reply.message));
  });

  return {
    ready: ready.promise,
    ask(question) {
      if (ended) return Promise.reject(ended);
      const id = ++lastId;
      const answer = Promise.withResolvers<A>();
      waiting.set(id, answer);
      worker.postMessage({ id, question } satisfies Question<Q>);
      return answer.promise;
    },
    async close() {
      end(new AppError(failure.code, 500, failure.message));
      await worker.terminate();
    },
  };
}

/**
 * The worker's side: loads, then answers one question at a time, since two at once would only share one core and double
 * the memory. Does nothing outside a worker thread.
 */
export function serveQuestions<T, Q, A>(load: () => Promise<T>, answer: (loaded: T, question: Q) => Promise<A>): void {
  const port = parentPort;
  if (!port) return;
  const reply = (message: Reply<A>) => port.postMessage(message);
  const describe = (error: unknown) => ({
    code: error instanceof AppError ? error.code : 'EngineFailed',
    status: error instanceof AppError ? error.status : 500,
    message: error instanceof Error ? error.message : String(error),
  });
  const loaded = load();
  loaded.then(
    () => reply({ kind: 'ready' }),
    (error: unknown) => reply({ kind: 'unavailable', ...describe(error) }),
  );
  let turn: Promise<void> = Promise.resolve();
  port.on('message', ({ id, question }: Question<Q>) => {
    turn = turn.then(async () => {
      try {
        reply({ kind: 'answer', id, answer: await answer(await loaded, question) });
      } catch (error) {
        reply({ kind: 'failed', id, ...describe(error) });
      }
    });
  });
}
