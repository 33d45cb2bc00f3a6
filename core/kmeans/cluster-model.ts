/**
 * The trained clusters as they are stored, sent and asked. One query form and one distance serve the endpoint and
 * whoever has to answer in its place from the index's own centroids.
 */
import * as z from 'zod/mini';
import type { ClusterHit, Target } from '../contracts/pipeline.ts';
import { AppError } from '../errors.ts';
import { FEATURES, toUnitVector, VECTOR_DIMENSIONS } from '../features.ts';
import { nearestClusters } from '../kmeans.ts';

/** What `model.json` says about the file `centroids.bin` beside it. */
export const modelDescriptionSchema = z.strictObject({
  /** Version of the index whose posting blocks these clusters number. */
  version: z.int().check(z.positive()),
  dimensions: z.literal(VECTOR_DIMENSIONS),
  k: z.int().check(z.positive()),
  /** The weights the dimensions were stretched by before training. */
  weights: z.array(z.number().check(z.positive())).check(z.length(VECTOR_DIMENSIONS)),
});
export type ModelDescription = z.infer<typeof modelDescriptionSchema>;

/** Clusters ready to be asked: k centroids of stretched dimensions, one after another. */
export interface ClusterModel extends ModelDescription {
  readonly centroids: Float32Array;
}

/** One question: nine features as a point of the unit cube, in the order of FEATURES, and how much each counts. */
export interface ClusterQuery {
  readonly features: number[];
  readonly weights: number[];
}

/** The question that a target asks. */
export function clusterQuery(target: Pick<Target, 'features' | 'weights'>): ClusterQuery {
  return {
    features: [...toUnitVector(target.features)],
    weights: FEATURES.map((feature) => target.weights[feature]),
  };
}

/**
 * The `n` nearest clusters to a query, nearest first; the distance is sqrt(sum of weight x difference^2) over the nine
 * features. Without weights the model's own count.
 *
 * The centroids are stretched by the model's weights m, so a query weight w becomes w / m there; mode and duration,
 * which no query names, count nothing.
 */
export function nearestInModel(
  model: ClusterModel,
  query: { readonly features: readonly number[]; readonly weights?: readonly number[] | undefined },
  n: number,
): ClusterHit[] {
  if (query.features.length !== FEATURES.length || (query.weights ?? query.features).length !== FEATURES.length) {
    throw new AppError('InvalidVectors', 422, `A query has to have ${FEATURES.length} figures.`);
  }
  const point = new Float64Array(model.dimensions);
  const weights = new Float64Array(model.dimensions);
  for (let d = 0; d < FEATURES.length; d++) {
    point[d] = query.features[d]! * Math.sqrt(model.weights[d]!);
    weights[d] = query.weights === undefined ? 1 : query.weights[d]! / model.weights[d]!;
  }
  return nearestClusters(model.centroids, model.dimensions, point, weights, n);
}

/** Names of the files that make up a stored model. */
export const MODEL_FILES = { description: 'model.json', centroids: 'centroids.bin' } as const;

/** The model as the files that the endpoint loads: `model.json` and `centroids.bin` (32-bit floats, little-endian). */
export function encodeModel(model: ClusterModel): Map<string, Uint8Array> {
  const { version, dimensions, k, weights } = model;
  const description: ModelDescription = { version, dimensions, k, weights };
  return new Map([
    [MODEL_FILES.description, new TextEncoder().encode(`${JSON.stringify(description, null, 2)}\n`)],
    [MODEL_FILES.centroids, encodeFloats(model.centroids)],
  ]);
}

/** The inverse of `encodeModel`. Throws `InvalidModel` where a file is missing or they contradict each other. */
export function decodeModel(files: ReadonlyMap<string, Uint8Array>): ClusterModel {
  const description = files.get(MODEL_FILES.description);
  const centroids = files.get(MODEL_FILES.centroids);
  if (!description || !centroids) {
    throw new AppError('InvalidModel', 500, `A model is made of ${Object.values(MODEL_FILES).join(' and ')}.`);
  }
  return toClusterModel(parseDescription(description), centroids);
}

/** A model from its description and the bytes of its centroids. Throws `InvalidModel` where they do not fit together. */
export function toClusterModel(description: ModelDescription, bytes: Uint8Array): ClusterModel {
  const { version, dimensions, k, weights } = description;
  const centroids = decodeFloats(bytes);
  if (centroids.length !== k * dimensions || bytes.length % 4 !== 0 || !centroids.every(Number.isFinite)) {
    throw new AppError('InvalidModel', 500, `The model's centroids are not ${k} rows of ${dimensions} finite figures.`);
  }
  return { version, dimensions, k, weights, centroids };
}

function parseDescription(bytes: Uint8Array): ModelDescription {
  try {
    return modelDescriptionSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new AppError('InvalidModel', 500, `${MODEL_FILES.description} does not describe a model.`, { cause });
  }
}

/** 32-bit floats as little-endian bytes. */
export function encodeFloats(values: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, at) => {
    view.setFloat32(at * 4, value, true);
  });
  return new Uint8Array(view.buffer);
}

function decodeFloats(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) => view.getFloat32(at * 4, true));
}
