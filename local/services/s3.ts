/**
 * A small S3 on disk, an origin of its own: objects, listings, multipart uploads, presigned URLs and presigned POSTs with
 * their policies enforced, CORS and "Object Created" notifications. Addresses are path-style; every request is signed.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../core/errors.ts';
import type {
  Bucket,
  BucketConfig,
  FileSlice,
  ObjectCreated,
  S3Access,
  S3Call,
  S3Context,
  S3Reply,
} from './s3/call.ts';
import { corsHeaders, preflightHeaders, requestedHeaders } from './s3/cors.ts';
import { S3Error } from './s3/errors.ts';
import { parsePath } from './s3/keys.ts';
import { perform } from './s3/perform.ts';
import { BucketStore } from './s3/store.ts';
import { UploadStore } from './s3/uploads.ts';
import { writeXml } from './s3/xml.ts';
import { headersOf, type RequestHandler } from './wire/listen.ts';
import { parseQuery } from './wire/sigv4.ts';
import { splitTarget } from './wire.ts';

export type { BucketConfig, ObjectCreated, S3Access, S3Operation } from './s3/call.ts';
export type { CorsRule } from './s3/cors.ts';

export interface S3Options {
  /** Data folder; one folder a bucket inside. */
  readonly folder: string;
  readonly buckets: readonly BucketConfig[];
  /** The secret of an access key; undefined for one that does not exist. */
  readonly secretFor: (accessKeyId: string) => string | undefined;
  /** Throws an S3Error where whoever signed may not do this; without it, everybody who signs may do everything. */
  readonly authorise?: (access: S3Access) => void;
  readonly region?: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Largest object, bytes; 5 GiB by default. */
  readonly maxObjectBytes?: number;
  /** Told about every completed write in buckets with `eventBridge`; its failures reach `onError`, not the client. */
  readonly onObjectCreated?: (event: ObjectCreated) => void | Promise<void>;
  /** Told about failures that are not the caller's. */
  readonly onError?: (error: unknown, where: string) => void;
}

const DEFAULT_MAX_OBJECT_BYTES = 5 * 1024 ** 3;
const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Opens the buckets and returns the handler to `listen` with. Throws `InvalidBucketName` for names S3 would refuse. */
export async function openS3(options: S3Options): Promise<RequestHandler> {
  const onError = options.onError ?? (() => {});
  const buckets = new Map<string, Bucket>();
  for (const config of options.buckets) {
    if (!BUCKET_NAME.test(config.name) || config.name.includes('..')) {
      throw new AppError('InvalidBucketName', 500, `${config.name} is not a valid bucket name.`);
    }
    const folder = join(options.folder, config.name);
    const store = await BucketStore.open(folder, onError);
    buckets.set(config.name, { config, store, uploads: new UploadStore(folder) });
  }
  const context: S3Context = {
    buckets,
    region: options.region ?? 'us-east-1',
    maxObjectBytes: options.maxObjectBytes ?? DEFAULT_MAX_OBJECT_BYTES,
    secretFor: options.secretFor,
    authorise: options.authorise ?? (() => {}),
    now: options.now ?? Date.now,
    onError,
    created({ config }, event) {
      const { onObjectCreated } = options;
      if (!config.eventBridge || !onObjectCreated) return;
      // Notifications never delay or fail the write they tell of.
      Promise.resolve()
        .then(() => onObjectCreated({ bucket: config.name, ...event }))
        .catch((error: unknown) => onError(error, `s3 notification ${config.name}`));
    },
  };
  return (request, response) => {
    answer(request, response, context).catch((error: unknown) => {
      if (!request.destroyed) onError(error, 's3');
      response.destroy();
    });
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, context: S3Context): Promise<void> {
  const method = request.method ?? 'GET';
  let cors: Record<string, string> = {};
  let reply: S3Reply;
  try {
    const call = readCall(request, method, context);
    const { origin } = call.headers;
    const rules = call.bucket.config.corsRules ?? [];
    if (method === 'OPTIONS') {
      reply = preflight(call);
    } else {
      if (origin !== undefined) cors = corsHeaders(rules, origin, method);
      reply = await perform(call);
    }
  } catch (error) {
    if (response.destroyed) return;
    reply = errorReply(error, request, context);
  }
  await send(response, method, { ...reply, headers: { ...reply.headers, ...cors, ...hangUp(request) } });
}

function readCall(request: IncomingMessage, method: string, context: S3Context): S3Call {
  const { path, query: rawQuery } = splitTarget(request.url ?? '/');
  const { bucket: name, key } = parsePath(path);
  if (name === '') throw new S3Error('NotImplemented', `The local S3 does not support ${method} of the bucket list.`);
  const bucket = context.buckets.get(name);
  if (!bucket) {
    throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', { details: { BucketName: name } });
  }
  let pairs: Array<[string, string]>;
  try {
    pairs = parseQuery(rawQuery);
  } catch (error) {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.", { cause: error });
  }
  // Presigners move x-amz headers into the query, where they count as headers.
  const hoisted = pairs.filter(([field]) => field.startsWith('x-amz-'));
  const headers = { ...Object.fromEntries(hoisted), ...headersOf(request) };
  return { context, request, method, path, rawQuery, query: new URLSearchParams(pairs), headers, bucket, key };
}

function preflight(call: S3Call): S3Reply {
  const { headers, bucket } = call;
  const method = headers['access-control-request-method'];
  const { origin } = headers;
  if (origin === undefined || method === undefined) {
    throw new S3Error('InvalidRequest', 'Insufficient information. Origin and request method headers are needed.');
  }
  const requested = requestedHeaders(headers['access-control-request-headers']);
  const granted = preflightHeaders(bucket.config.corsRules ?? [], origin, method, requested);
  if (granted) return { status: 200, headers: granted };
  throw new S3Error('AccessDenied', 'CORSResponse: This CORS request is not allowed.');
}

function errorReply(error: unknown, request: IncomingMessage, context: S3Context): S3Reply {
  if (!(error instanceof S3Error))
    context.onError(error, `s3 ${request.method} ${splitTarget(request.url ?? '').path}`);
  const known =
    error instanceof S3Error
      ? error
      : new S3Error('InternalError', 'We encountered an internal error. Please try again.');
  return {
    status: known.status,
    headers: { 'content-type': 'application/xml' },
    body: writeXml('Error', {
      Code: known.code,
      Message: known.publicMessage,
      ...known.details,
      Resource: splitTarget(request.url ?? '').path,
    }),
  };
}

/**
 * A refusal may come before the body was read to its end. The rest is read away, since a client that is still sending
 * does not listen, and the connection is given up, as S3 does: what follows on it would not begin where a request does.
 */
function hangUp(request: IncomingMessage): Record<string, string> {
  if (request.complete) return {};
  request.resume();
  return request.httpVersionMajor === 1 ? { connection: 'close' } : {};
}

async function send(response: ServerResponse, method: string, reply: S3Reply): Promise<void> {
  const slice = typeof reply.body === 'object' ? reply.body : undefined;
  const text = typeof reply.body === 'string' && method !== 'HEAD' ? reply.body : '';
  const length: Record<string, string> = { 'content-length': String(Buffer.byteLength(text)) };
  try {
    response.writeHead(reply.status, {
      'x-amz-request-id': randomUUID(),
      server: 'AmazonS3',
      ...(reply.status === 304 || reply.status === 204 ? {} : length),
      ...reply.headers,
    });
    if (slice) await pipeline(Readable.from(readSlice(slice)), response);
    else response.end(text);
  } catch (error) {
    // A client that goes away in the middle of a download is no failure.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  } finally {
    await slice?.handle.close();
  }
}

const READ_BYTES = 256 * 1024;

async function* readSlice({ handle, start, length }: FileSlice): AsyncGenerator<Buffer, void> {
  for (let at = start; at < start + length; ) {
    const wanted = Math.min(READ_BYTES, start + length - at);
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(wanted), 0, wanted, at);
    if (bytesRead === 0) throw new Error('The data file is shorter than its record says.');
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
