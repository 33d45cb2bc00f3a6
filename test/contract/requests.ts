import type { RecapCreated, RecapView } from '../../core/contracts/recaps.ts';
import { recapViewSchema } from '../../core/contracts/recaps.ts';
import { rememberCaption } from './leaks.ts';
import type { ApiRequest, Target } from './target.ts';

/** As much of a target as requests need. */
export type Reachable = Pick<Target, 'addresses' | 'send'>;

export type Reply = { status: number; headers: Headers; body: never };

/** One request of the API, as a page of the allowed origin would send it. */
export async function request(
  target: Reachable,
  method: string,
  path: string,
  { token, body, origin = target.addresses.webUrl }: { token?: string; body?: unknown; origin?: string } = {},
): Promise<Reply> {
  const reply = await sendTo(target, {
    method,
    path,
    headers: {
      origin,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await reply.text();
  // The map of the catalogue is bytes.
  const isJson = (reply.headers.get('content-type') ?? '').includes('json');
  const found = text && isJson ? JSON.parse(text) : text || undefined;
  return { status: reply.status, headers: reply.headers, body: found as never };
}

/** The answer of the target, whichever way it is reached. */
export function sendTo(target: Reachable, request: ApiRequest): Promise<Response> {
  if (target.send) return target.send(request);
  const { method, path, headers, body = null } = request;
  return fetch(`${target.addresses.apiUrl}${path}`, { method, headers, body });
}

/** Sends the bytes with the presigned POST; gives S3's answer. */
export async function upload(
  { url, fields }: NonNullable<RecapCreated['upload']>,
  bytes: Uint8Array,
  changed: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changed })) form.append(name, value);
  form.append('file', new Blob([bytes.slice()]));
  const reply = await fetch(url, { method: 'POST', body: form });
  return { status: reply.status, text: await reply.text() };
}

/** By its brand: pictures come in boxes of this kind, too. */
const isMp4 = (bytes: Uint8Array) => /^ftyp(?:iso|mp4)/.test(Buffer.from(bytes.subarray(4, 12)).toString('latin1'));

/** Begins a recap and sends its bytes, a photo or an MP4; gives its id. */
export async function begin(target: Reachable, token: string, bytes: Uint8Array, caption?: string): Promise<string> {
  if (caption) rememberCaption(caption);
  const body = { ...(caption ? { caption } : {}), ...(isMp4(bytes) ? { contentType: 'video/mp4' } : {}) };
  const created = await request(target, 'POST', '/recaps', { token, body });
  const { recapId, upload: policy } = created.body as RecapCreated;
  if (!policy) throw new Error('No upload was offered.');
  const sent = await upload(policy, bytes);
  if (sent.status >= 300) throw new Error(`The upload was refused: ${sent.text}`);
  return recapId;
}

/** Begins a recap of these bytes and follows it to its end. */
export async function recapOf(
  target: Reachable,
  token: string,
  bytes: Uint8Array,
  caption?: string,
): Promise<RecapView> {
  return ended(target, token, await begin(target, token, bytes, caption));
}

/** The recap as the API shows it. */
export async function read(target: Reachable, token: string, recapId: string): Promise<RecapView> {
  return recapViewSchema.parse((await request(target, 'GET', `/recaps/${recapId}`, { token })).body);
}

/** Polls until the recap has ended; slower when the stage throttles, as many who poll at once make it do. */
export async function ended(target: Reachable, token: string, recapId: string): Promise<RecapView> {
  const deadline = Date.now() + WAIT_MS;
  while (Date.now() < deadline) {
    const { status, body } = await request(target, 'GET', `/recaps/${recapId}`, { token });
    if (status !== 429) {
      const recap = recapViewSchema.parse(body);
      if (['READY', 'FAILED', 'REFUSED'].includes(recap.status)) return recap;
    }
    await new Promise((resolve) => setTimeout(resolve, status === 429 ? THROTTLED_MS : POLL_MS));
  }
  throw new Error(`The recap ${recapId} did not end.`);
}

export const WAIT_MS = 200_000;
const POLL_MS = 75;
const THROTTLED_MS = 2_000;
