/** The HTTP API as the pages use it; shapes come from the contract. */
import type { CreateRecap, RecapCreated, RecapView } from '../../core/contracts/api.ts';
import { webConfig } from './config';
import { accessToken } from './session';

/** A failure with a sentence that may be shown as it is. */
export class ServiceError extends Error {}

const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const;
const MAX_BYTES = 15 * 1024 * 1024;

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const { apiUrl } = await webConfig();
  const reply = await fetch(`${apiUrl}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await accessToken()}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (reply.status === 204) return undefined as T;
  const answer = await reply.json().catch(() => null);
  if (!reply.ok) throw new ServiceError(answer?.error?.message ?? 'The service did not answer. Please try again.');
  return answer as T;
}

/** Begins a recap of a photo and uploads it; gives the recap's id. */
export async function beginRecap(photo: File, caption: string): Promise<string> {
  const contentType = TYPES.find((type) => type === photo.type);
  if (!contentType) throw new ServiceError('Please choose a JPEG, PNG, WebP, AVIF or GIF picture.');
  if (photo.size === 0) throw new ServiceError('The file is empty. Please choose a photo.');
  if (photo.size > MAX_BYTES) throw new ServiceError('The photo is over 15 MB. Please choose a smaller one.');
  const request: CreateRecap = { contentType, ...(caption.trim() ? { caption: caption.trim() } : {}) };
  const { recapId, upload } = await call<RecapCreated>('POST', '/recaps', request);
  if (!upload) throw new ServiceError('The service offered no place for the photo. Please try again.');
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  form.append('file', photo);
  const sent = await fetch(upload.url, { method: 'POST', body: form });
  if (!sent.ok) throw new ServiceError('The photo could not be sent. Please try again.');
  return recapId;
}

export const readRecap = (id: string) => call<RecapView>('GET', `/recaps/${id}`);
export const deleteRecap = (id: string) => call<void>('DELETE', `/recaps/${id}`);
