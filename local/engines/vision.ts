/** What stands behind the local Rekognition: picture models on threads of their own, loaded once and kept. */
import { createHash } from 'node:crypto';
import type { ModelSet } from '../models/table.ts';
import type { SeenFace, SeenLabels, SeenModeration } from './vision/types.ts';
import type { VisionOperation, VisionQuestion, VisionResults, VisionSettings } from './vision/worker.ts';
import { linkWorker } from './worker-link.ts';
import { linkPair } from './worker-pair.ts';

/**
 * JPEG or PNG in, what is seen out. Every call may come before the models are loaded, it then waits for them. Throws
 * `InvalidImage` (400) for a picture that cannot be decoded; `VisionFailed` or `EngineFailed` (500) where a model fails.
 */
export interface VisionEngine {
  /** Resolves when the models are loaded; rejects with `VisionUnavailable` or `PackageMissing` (500) where not. */
  readonly ready: Promise<void>;
  /** `sets`: which fetched models take part; all that are there where absent. */
  detectLabels(image: Uint8Array, sets?: readonly ModelSet[]): Promise<SeenLabels>;
  /** Largest face first. */
  detectFaces(image: Uint8Array): Promise<readonly SeenFace[]>;
  /** What is likelier than not comes with 50 and more, what is hinted at with less. */
  detectModeration(image: Uint8Array): Promise<readonly SeenModeration[]>;
  close(): Promise<void>;
}

/**
 * Starts the worker at once and returns without waiting for it. `modelsFolder`: where the fetched models lie; they may
 * come later, from then on labels are more detailed. Without them, or without a folder, the packaged models answer alone.
 */
export function startVision({ modelsFolder = null }: Partial<Pick<VisionSettings, 'modelsFolder'>> = {}): VisionEngine {
  const start = (which: 'first' | 'second') =>
    linkWorker<VisionQuestion, VisionResults[VisionOperation]>(
      new URL('./vision/worker.ts', import.meta.url),
      { code: 'VisionFailed', message: 'The picture models are not running.' },
      { name: 'vision', workerData: { modelsFolder, warm: which === 'first' } satisfies VisionSettings },
    );
  // A photo brings three questions, a video a dozen times as many.
  const link = linkPair(start, { thingOf: ({ image }) => createHash('sha1').update(image).digest('base64') });
  const ask = async <O extends VisionOperation>(operation: O, image: Uint8Array, sets?: readonly ModelSet[]) =>
    (await link.ask({ operation, image, ...(sets ? { sets } : {}) })) as VisionResults[O];
  return {
    ready: link.ready,
    detectLabels: (image, sets) => ask('detectLabels', image, sets),
    detectFaces: (image) => ask('detectFaces', image),
    detectModeration: (image) => ask('detectModeration', image),
    close: () => link.close(),
  };
}
