/** Worker threads for k-means. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Threads } from '../core/kmeans/simd-assigner.ts';

/** More threads than this wait for memory rather than compute. */
const MAX_THREADS = 16;

/** All processors this process may use, the calling thread among them. */
export function workerThreads(threads = Math.min(MAX_THREADS, availableParallelism())): Threads {
  // Beside this file lies the thread's, as source or, in the container, as a bundle.
  const program = new URL(`./kmeans-thread.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);
  return {
    helpers: Math.max(0, threads - 1),
    start(help) {
      new Worker(program, { workerData: help }).unref();
    },
  };
}
