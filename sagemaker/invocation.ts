/** One call of /invocations: from the body's bytes to the answer. */
import * as z from 'zod/mini';
import '../core/contracts/english.ts';
import type { ClusterHit } from '../core/contracts/pipeline.ts';
import { AppError } from '../core/errors.ts';
import { FEATURES } from '../core/features.ts';
import { type ClusterModel, nearestInModel } from '../core/kmeans/cluster-model.ts';
import { parseFigures } from './figures.ts';

const MAX_INSTANCES = 1000;
const MAX_NEAREST = 1024;

const figures = (min: number, max: number) =>
  z
    .array(
      z
        .number(`has to be a figure from ${min} to ${max}`)
        .check(z.gte(min, `has to be at least ${min}`), z.lte(max, `has to be at most ${max}`)),
    )
    .check(z.length(FEATURES.length, `has to have ${FEATURES.length} figures`));

const requestSchema = z.strictObject({
  instances: z
    .array(z.strictObject({ features: figures(0, 1), weights: z.optional(figures(0, 3)) }))
    .check(
      z.minLength(1, 'has to name at least one'),
      z.maxLength(MAX_INSTANCES, `has to name at most ${MAX_INSTANCES}`),
    ),
  nearest: z._default(z.int('has to be a whole number').check(z.gte(1, 'has to be at least 1'), z.lte(MAX_NEAREST)), 1),
});
type Query = z.infer<typeof requestSchema>;

/** The built-in k-means answers the first two fields of a prediction; `nearest` is ours. */
export interface InvocationAnswer {
  readonly version: number;
  readonly predictions: readonly {
    readonly closest_cluster: number;
    readonly distance_to_cluster: number;
    readonly nearest: readonly ClusterHit[];
  }[];
}

/** Answers one call. Throws an AppError of status 400, 406 or 415. */
export function answerInvocation(
  model: ClusterModel,
  headers: { readonly contentType: string | undefined; readonly accept: string | undefined },
  body: Uint8Array,
): InvocationAnswer {
  if (!acceptsJson(headers.accept)) throw new AppError('NotAcceptable', 406, 'The answer is application/json only.');
  const { instances, nearest } = readQuery(headers.contentType, body);
  return {
    version: model.version,
    predictions: instances.map((instance) => {
      const hits = nearestInModel(model, instance, nearest);
      return { closest_cluster: hits[0]!.cluster, distance_to_cluster: hits[0]!.distance, nearest: hits };
    }),
  };
}

function acceptsJson(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  return accept.split(',').some((range) => {
    const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const refused = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
    return !refused && ['application/json', 'application/*', '*/*'].includes(type!);
  });
}

function readQuery(contentType: string | undefined, body: Uint8Array): Query {
  const type = (contentType ?? '').split(';')[0]!.trim().toLowerCase();
  if (type === 'application/json') return readJson(decodeText(body));
  if (type === 'text/csv') return readCsv(decodeText(body));
  throw new AppError('UnsupportedMediaType', 415, 'A query is sent as application/json or text/csv.');
}

function decodeText(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (cause) {
    throw new AppError('InvalidQuery', 400, 'The body is not UTF-8.', { cause });
  }
}

function readJson(text: string): Query {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('InvalidQuery', 400, 'The body is not valid JSON.', { cause });
  }
  const read = requestSchema.safeParse(value);
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0]!;
  throw new AppError('InvalidQuery', 400, path.length > 0 ? `${path.join('.')}: ${message}.` : `${message}.`);
}

function readCsv(text: string): Query {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length < 1 || lines.length > MAX_INSTANCES) {
    throw new AppError('InvalidQuery', 400, `A query has from 1 to ${MAX_INSTANCES} rows.`);
  }
  const instances = lines.map((line, at) => {
    const row = parseFigures(line, FEATURES.length);
    if (typeof row === 'string') throw new AppError('InvalidQuery', 400, `Row ${at + 1}: ${row}`);
    return { features: row };
  });
  return { instances, nearest: 1 };
}
