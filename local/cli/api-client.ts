/** The public HTTP API, as any client outside the house would use it. */

import * as z from 'zod/mini';
import { type RecapCreated, type RecapView, recapCreatedSchema, recapViewSchema } from '../../core/contracts/recaps.ts';
import type { Telling } from '../../core/contracts/telling.ts';
import { AppError } from '../../core/errors.ts';
import { type VideoFormat, videoFormat } from '../../core/video/format.ts';

const VIDEO_TYPE = { mp4: 'video/mp4', mov: 'video/quicktime', webm: 'video/webm' } as const satisfies Record<
  VideoFormat,
  string
>;

export class ApiClient {
  readonly #apiUrl: string;
  readonly #token: string;

  constructor(apiUrl: string, token: string) {
    this.#apiUrl = apiUrl;
    this.#token = token;
  }

  /** Begins a recap and uploads the photo or video with the presigned POST; gives its id. One whose upload fails is deleted. */
  async begin(photo: {
    bytes: Uint8Array;
    caption?: string | undefined;
    telling?: Telling;
    showPicture?: boolean | undefined;
    startSecond?: number | undefined;
  }): Promise<string> {
    const format = videoFormat(photo.bytes);
    const { recapId, upload } = await this.#call('POST', '/recaps', recapCreatedSchema, {
      ...(photo.caption ? { caption: photo.caption } : {}),
      ...(photo.telling ? { telling: photo.telling } : {}),
      ...(photo.showPicture ? { showPicture: true } : {}),
      ...(format ? { contentType: VIDEO_TYPE[format] } : {}),
      ...(photo.startSecond === undefined ? {} : { startSecond: photo.startSecond }),
    });
    if (!upload) throw new AppError('NoUpload', 502, 'The service offered no place for the photo.');
    try {
      await send(upload, photo.bytes, format !== null);
    } catch (error) {
      // Nothing will come for it; where even this fails, the service forgets it after a day.
      await this.delete(recapId).catch(() => undefined);
      throw error;
    }
    return recapId;
  }

  read(recapId: string): Promise<RecapView> {
    return this.#call('GET', `/recaps/${recapId}`, recapViewSchema);
  }

  async delete(recapId: string): Promise<void> {
    await this.#call('DELETE', `/recaps/${recapId}`, z.undefined());
  }

  async #call<T>(method: string, path: string, shape: z.ZodMiniType<T>, body?: unknown): Promise<T> {
    const reply = await fetch(`${this.#apiUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = reply.status === 204 ? undefined : await reply.json();
    if (reply.ok) return shape.parse(answer);
    const { error } = answer as { error?: { code: string; message: string } };
    throw new AppError(
      error?.code ?? 'ApiError',
      reply.status,
      error?.message ?? 'The API did not answer as expected.',
    );
  }
}

async function send(
  { url, fields }: NonNullable<RecapCreated['upload']>,
  bytes: Uint8Array,
  isVideo: boolean,
): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([bytes.slice()]));
  const reply = await fetch(url, { method: 'POST', body: form });
  if (!reply.ok) throw uploadRefused(await reply.text(), isVideo);
}

/** S3's own words are for engineers; these are for the person with the photo or video. */
function uploadRefused(xml: string, isVideo: boolean): AppError {
  const code = /<Code>(\w+)<\/Code>/.exec(xml)?.[1];
  if (code === 'EntityTooLarge') {
    return isVideo
      ? new AppError('VideoTooLarge', 422, 'The video is over 100 MB. Please choose a smaller one, or a part of it.')
      : new AppError('PhotoTooLarge', 422, 'The photo is over 15 MB. Please choose a smaller one.');
  }
  if (code === 'EntityTooSmall') return new AppError('EmptyFile', 422, 'The file is empty. Please choose a photo.');
  return new AppError('UploadRefused', 502, `The upload was refused (${code ?? 'no reason given'}). Please try again.`);
}
