/** Fetches pinned models: https only, every byte checked, a file appears only when it is whole. */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../core/errors.ts';
import { modelState } from './files.ts';
import type { Model } from './table.ts';

/** A connection that sends nothing for so long is given up. */
const SILENCE_MS = 20_000;
const MAX_REDIRECTS = 5;

export interface FetchOptions {
  /** Plain http is taken from this machine itself; only tests say so. */
  readonly loopbackHttp?: boolean;
  readonly signal?: AbortSignal;
  readonly silenceMs?: number;
}

/**
 * Fetches each model that `folder` does not hold yet, one after another. A file with other bytes is replaced.
 * Returns those that were fetched. Throws `ModelNotFetched` (502) where the network or the server does not give it, and
 * `ModelWrong` (502) where it gives other bytes than the pinned ones; nothing is kept of those.
 */
export async function fetchModels(
  models: readonly Model[],
  folder: string,
  options: FetchOptions & { readonly onFetch?: (model: Model) => void } = {},
): Promise<Model[]> {
  const fetched: Model[] = [];
  for (const model of models) {
    if (modelState(folder, model) === 'ready') continue;
    options.onFetch?.(model);
    await fetchModel(model, folder, options);
    fetched.push(model);
  }
  return fetched;
}

async function fetchModel(model: Model, folder: string, options: FetchOptions): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const partial = join(folder, `${model.name}.${randomUUID()}.partial`);
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), options.silenceMs ?? SILENCE_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, silence.signal]) : silence.signal;
  try {
    const body = await open(model, signal, options.loopbackHttp ?? false);
    const hash = createHash('sha256');
    let length = 0;
    await pipeline(
      body,
      async function* check(chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          timer.refresh();
          length += chunk.length;
          if (length > model.bytes) throw wrong(model);
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(partial),
      { signal },
    );
    if (length !== model.bytes || hash.digest('hex') !== model.sha256) throw wrong(model);
    renameSync(partial, join(folder, model.name));
  } catch (error) {
    rmSync(partial, { force: true });
    if (error instanceof AppError) throw error;
    if (options.signal?.aborted) throw error;
    throw notFetched(model, silence.signal.aborted ? 'the server fell silent' : reasonOf(error), error);
  } finally {
    clearTimeout(timer);
  }
}

/** Follows redirects by hand: each address on the way has to be https as well. */
async function open(model: Model, signal: AbortSignal, loopbackHttp: boolean): Promise<Readable> {
  let url = new URL(model.url);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const onLoopback = loopbackHttp && url.protocol === 'http:' && url.hostname === '127.0.0.1';
    if (url.protocol !== 'https:' && !onLoopback) throw notFetched(model, `${url.origin} is not https`);
    const reply = await fetch(url, { redirect: 'manual', signal });
    const location = reply.headers.get('location');
    if (reply.status >= 300 && reply.status < 400 && location) {
      await reply.body?.cancel();
      url = new URL(location, url);
      continue;
    }
    if (reply.status !== 200 || !reply.body) {
      await reply.body?.cancel();
      throw notFetched(model, `${url.host} answered ${reply.status}`);
    }
    return Readable.fromWeb(reply.body);
  }
  throw notFetched(model, 'it was redirected too often');
}

const wrong = (model: Model) =>
  new AppError(
    'ModelWrong',
    502,
    `The model ${model.name} came with other bytes than the pinned ones and was thrown away.`,
  );

const notFetched = (model: Model, reason: string, cause?: unknown) =>
  new AppError('ModelNotFetched', 502, `The model ${model.name} could not be fetched: ${reason}.`, { cause });

/** The innermost reason: what fetch wraps is "fetch failed", which says nothing. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (/ENOTFOUND|EAI_AGAIN|ENETUNREACH|ECONNREFUSED|TIMEOUT|ETIMEDOUT/.test(code)) {
    return `there is no way to the server (${code})`;
  }
  return cause instanceof Error ? cause.message : String(cause);
}
