/** What stands behind the local Rekognition: picture models on their own thread, loaded once and kept. */
import { Worker } from 'node:worker_threads';
import { AppError } from '../../core/errors.ts';
import type { SeenFace, SeenLabels, SeenModeration } from './vision/types.ts';
import type { VisionOperation, VisionReply, VisionRequest, VisionResults } from './vision/worker.ts';

/**
 * JPEG or PNG in, what is seen out. Every call may come before the models are loaded, it then waits for them. Throws
 * `InvalidImage` (400) for a picture that cannot be decoded, `VisionFailed` (500) where a model fails.
 */
export interface VisionEngine {
  /** Resolves when the models are loaded; rejects with `VisionUnavailable` (500) where they cannot be. */
  readonly ready: Promise<void>;
  detectLabels(image: Uint8Array): Promise<SeenLabels>;
  /** Largest face first. */
  detectFaces(image: Uint8Array): Promise<readonly SeenFace[]>;
  /** Only what is nearly certain; empty for an everyday photo. */
  detectModeration(image: Uint8Array): Promise<readonly SeenModeration[]>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(result: VisionResults[VisionOperation]): void;
  reject(error: AppError): void;
}

/** Starts the worker at once and returns without waiting for it. */
export function startVision(): VisionEngine {
  const worker = new Worker(new URL('./vision/worker.ts', import.meta.url), { name: 'vision' });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended: AppError | undefined;
  const ready = Promise.withResolvers<void>();
  // Whoever only calls the operations hears of the failure there.
  ready.promise.catch(() => undefined);

  const end = (error: AppError) => {
    ended ??= error;
    ready.reject(ended);
    for (const one of waiting.values()) one.reject(ended);
    waiting.clear();
  };
  worker.on('error', (cause) => end(new AppError('VisionFailed', 500, 'Looking at the picture failed.', { cause })));
  worker.on('exit', () => end(new AppError('VisionFailed', 500, 'The picture models were shut down.')));
  worker.on('message', (reply: VisionReply) => {
    if (reply.kind === 'ready') return ready.resolve();
    if (reply.kind === 'unavailable') return end(new AppError('VisionUnavailable', 500, reply.message));
    const one = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === 'result') one?.resolve(reply.result);
    else one?.reject(new AppError(reply.code, reply.code === 'InvalidImage' ? 400 : 500, reply.message));
  });

  const ask = <O extends VisionOperation>(operation: O, image: Uint8Array): Promise<VisionResults[O]> => {
    if (ended) return Promise.reject(ended);
    const id = ++lastId;
    const request: VisionRequest = { id, operation, image };
    return new Promise<VisionResults[O]>((resolve, reject) => {
      waiting.set(id, { resolve: (result) => resolve(result as VisionResults[O]), reject });
      worker.postMessage(request);
    });
  };

  return {
    ready: ready.promise,
    detectLabels: (image) => ask('detectLabels', image),
    detectFaces: (image) => ask('detectFaces', image),
    detectModeration: (image) => ask('detectModeration', image),
    async close() {
      end(new AppError('VisionFailed', 500, 'The picture models were shut down.'));
      await worker.terminate();
    },
  };
}
