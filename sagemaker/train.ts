/** `train`: clusters the rows of the training channel and leaves the model where SageMaker collects it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterVectors } from '../core/catalogue/clustering.ts';
import { INDEX_WEIGHTS, stretch } from '../core/catalogue/indexed-vector.ts';
import { AppError } from '../core/errors.ts';
import { VECTOR_DIMENSIONS } from '../core/features.ts';
import { encodeModel } from '../core/kmeans/cluster-model.ts';
import { simdAssigner } from '../core/kmeans/simd-assigner.ts';
import { type ContainerFolders, foldersFrom } from './environment.ts';
import { type Hyperparameters, parseHyperparameters } from './hyperparameters.ts';
import { workerThreads } from './threads.ts';
import { readTrainingRows } from './training-rows.ts';

const folders = foldersFrom(process.env);
try {
  await train(folders);
} catch (error) {
  const reason = error instanceof AppError ? error.publicMessage : `The training broke off: ${String(error)}`;
  console.error(error);
  await mkdir(folders.output, { recursive: true });
  // SageMaker shows the beginning of this file as the job's failure reason.
  await writeFile(join(folders.output, 'failure'), reason);
  process.exitCode = 1;
}

async function train(folders: ContainerFolders): Promise<void> {
  const { version, ...options } = await readHyperparameters(folders.inputConfig);
  const { points, refused } = await readTrainingRows(folders.trainChannel);
  for (const line of refused) console.warn(`left out ${line}`);

  const { k, centroids, inertia, iterations, trainedOn } = clusterVectors(stretch(points), {
    ...options,
    assigner: simdAssigner(workerThreads()),
  });
  await writeFiles(
    folders.model,
    encodeModel({ version, dimensions: VECTOR_DIMENSIONS, k, weights: [...INDEX_WEIGHTS], centroids }),
  );

  const metrics = {
    rows: points.length / VECTOR_DIMENSIONS,
    trained_on: trainedOn,
    left_out: refused.length,
    k,
    iterations,
    mean_squared_distance: inertia / trainedOn,
  };
  for (const [name, value] of Object.entries(metrics)) console.log(`${name}=${value};`);
  await writeFiles(folders.outputData, new Map([['metrics.json', `${JSON.stringify(metrics, null, 2)}\n`]]));
}

/** SageMaker writes the file even where it is empty; whoever trains by hand may leave it out. */
async function readHyperparameters(folder: string): Promise<Hyperparameters> {
  const text = await readFile(join(folder, 'hyperparameters.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  return parseHyperparameters(text);
}

async function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array | string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of files) await writeFile(join(folder, name), content);
}
