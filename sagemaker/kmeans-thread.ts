/** A thread that helps with a training: takes chunks of rows until the training is done. */
import { workerData } from 'node:worker_threads';
import { helpSweeping } from '../core/kmeans/simd-assigner.ts';

helpSweeping(workerData);
