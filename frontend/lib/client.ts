/** The HTTP API as the pages use it; shapes come from the contract. */

import { VIDEO_TYPES } from '../../core/contracts/media.ts';
import type { CreateRecap, RecapPage, RecapView } from '../../core/contracts/recaps.ts';
import type { AnswerOf, BodyOf, Filled, Path, VerbOf } from './api-calls';
import { webConfig } from './config';
import { ServiceError } from './service-error';
import { accessToken, renewSession } from './session';
import { strings } from './strings';

export { ServiceError } from './service-error';

/** The sentence to show for anything that was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof ServiceError ? error.message : strings.failure.unreachable;
}

/** Refusals that a fresh token may cure: the old one was revoked, or tells of a guest who has an account by now. */
const STALE = new Set(['GuestOver', 'MembersOnly']);

/** Asks the API; `P` is the path as the API's document names it. */
export async function call<P extends Path, V extends VerbOf<P>>(
  method: V,
  path: Filled<P>,
  body?: BodyOf<P, V>,
): Promise<AnswerOf<P, V>> {
  const reply = await send(method, path, body);
  return (reply.status === 204 ? undefined : await reply.json()) as AnswerOf<P, V>;
}

/** The answer to a request; one that is refused although a fresh token was tried is thrown. */
async function send(method: string, path: string, body?: unknown): Promise<Response> {
  try {
    return await sendOnce(method, path, body);
  } catch (error) {
    if (!(error instanceof ServiceError) || !(error.status === 401 || STALE.has(error.code))) throw error;
    await renewSession();
    return sendOnce(method, path, body);
  }
}

async function sendOnce(method: string, path: string, body?: unknown): Promise<Response> {
  const [{ apiUrl }, token] = await Promise.all([webConfig(), accessToken()]);
  const reply = await fetch(`${apiUrl}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (reply.ok) return reply;
  const answer = await reply.json().catch(() => null);
  throw ServiceError.from(reply.status, answer, strings.failure.noAnswer);
}

/** A photo was made a JPEG before. */
const contentTypeOf = ({ type }: Blob) => VIDEO_TYPES.find((video) => video === type) ?? 'image/jpeg';

/** Begins a recap of a JPEG or a video; `send` uploads it. The id is known before the photo has left, so that it survives a reload. */
export async function beginRecap(
  photo: Blob,
  wishes: CreateRecap,
): Promise<{ recapId: string; send: () => Promise<void> }> {
  const request: CreateRecap = { contentType: contentTypeOf(photo), ...wishes };
  const { recapId, upload } = await call<'/recaps', 'POST'>('POST', '/recaps', request);
  if (!upload) throw new ServiceError(strings.failure.upload, 502);
  const send = async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
    form.append('file', photo);
    const sent = await fetch(upload.url, { method: 'POST', body: form });
    if (!sent.ok) throw new ServiceError(strings.failure.upload, sent.status);
  };
  return { recapId, send };
}

/** Begins a recap of a photo that the service fetches itself. */
export async function beginRecapOf(imageUrl: string, wishes: CreateRecap): Promise<string> {
  const request: CreateRecap = { imageUrl, ...wishes };
  return (await call<'/recaps', 'POST'>('POST', '/recaps', request)).recapId;
}

export const readRecap = (id: string): Promise<RecapView> =>
  call<'/recaps/{id}', 'GET'>('GET', `/recaps/${encodeURIComponent(id)}`);
export const deleteRecap = (id: string) =>
  call<'/recaps/{id}', 'DELETE'>('DELETE', `/recaps/${encodeURIComponent(id)}`);
export const listRecaps = (cursor: string | null, limit = 12): Promise<RecapPage> =>
  call<'/recaps', 'GET'>('GET', `/recaps?limit=${limit}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);

export const readAtlas = async () => new Uint8Array(await (await send('GET', '/atlas')).arrayBuffer());
