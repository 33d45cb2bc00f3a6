/** The recaps of the signed-in person: begin, list, read, delete. */

import { isVideoType } from '../../core/contracts/media.ts';
import { mediaKeys } from '../../core/contracts/names.ts';
import type { RecapItem } from '../../core/contracts/recap-item.ts';
import type { CreateRecap, RecapCreated, RecapPage, RecapView } from '../../core/contracts/recaps.ts';
import { RECAP_ROUTES } from '../../core/contracts/routes/recaps.ts';
import { AppError } from '../../core/errors.ts';
import { isRetryable } from '../../core/failure.ts';
import { recapSummary, recapView } from '../../core/recap-view.ts';
import { avoidedBy } from '../../core/taste.ts';
import { videosUnavailable } from '../../core/video/format.ts';
import { optionalEnv } from '../shared/env.ts';
import { apiHandler } from '../shared/http.ts';
import { newRecapId } from '../shared/ids.ts';
import { admitRecap } from '../shared/people-store.ts';
import { closeReopened, createRecap, listRecaps, readRecap, reopenRecap } from '../shared/recap-store.ts';
import { readTaste } from '../shared/taste-store.ts';

// What only some requests need, or what can be loaded while the table answers, is no part of a start.
const endpoint = () => import('../shared/clusters-endpoint.ts');
const media = () => import('../shared/media-store.ts');
const signing = () => import('../shared/signing.ts');

export const handler = apiHandler(RECAP_ROUTES, {
  'POST /recaps': ({ userId, guest, body }) => begin({ userId, guest }, body),
  'GET /recaps': async ({ userId, query }): Promise<RecapPage> => {
    const [{ recaps, last }, { signMedia }] = await Promise.all([
      listRecaps(userId, query.limit, readCursor(query.cursor)),
      signing(),
    ]);
    return { recaps: await Promise.all(recaps.map((item) => recapSummary(item, signMedia))), next: last };
  },
  'GET /recaps/{id}': async ({ userId, path }): Promise<RecapView> => {
    const [item, { signMedia }] = await Promise.all([own(userId, path.id), signing()]);
    // While it is made its songs are chosen with the same taste.
    const taste = item.status === 'READY' ? await readTaste(userId) : [];
    return recapView(item, signMedia, avoidedBy(taste));
  },
  'POST /recaps/{id}/retry': async ({ userId, path }) => retry(await own(userId, path.id)),
  'DELETE /recaps/{id}': async ({ userId, path }) => {
    const [{ recapId }, { forgetRecap }] = await Promise.all([
      own(userId, path.id),
      import('../shared/forget-recap.ts'),
    ]);
    await forgetRecap({ userId, recapId });
  },
});

async function begin(
  { userId, guest }: { userId: string; guest: boolean },
  { caption, contentType, imageUrl, telling, showPicture = false, startSecond }: CreateRecap,
): Promise<RecapCreated> {
  if (imageUrl !== undefined && contentType !== undefined) {
    throw new AppError(
      'InvalidRequest',
      400,
      'Give either imageUrl or contentType: a photo is fetched or uploaded, not both.',
    );
  }
  if (startSecond !== undefined && !isVideoType(contentType ?? '')) {
    throw new AppError('InvalidRequest', 400, 'startSecond is for videos; give a video’s contentType with it.');
  }
  if (isVideoType(contentType ?? '') && !optionalEnv('ffmpegPath')) throw videosUnavailable();
  const photo = imageUrl === undefined ? null : await fetchFrom(imageUrl);
  await admitRecap(userId, guest);
  const recap = { userId, recapId: newRecapId() };
  await Promise.all([
    createRecap(recap, {
      caption: caption || null,
      showPicture,
      ...(telling ? { telling } : {}),
      ...(startSecond === undefined ? {} : { startSecond }),
    }),
    endpoint().then(({ wakeEndpoint }) => wakeEndpoint()),
  ]);
  const key = mediaKeys.source(recap.userId, recap.recapId);
  if (photo) {
    const { writeMedia } = await media();
    await writeMedia(key, photo.bytes, photo.contentType);
    return { recapId: recap.recapId, upload: null };
  }
  const { signUpload } = await signing();
  return { recapId: recap.recapId, upload: await signUpload(key, contentType ?? 'image/jpeg') };
}

async function fetchFrom(imageUrl: string) {
  const { fetchPhoto } = await import('../shared/safe-fetch.ts');
  return fetchPhoto(imageUrl);
}

/**
 * Starts a failed recap again as long as its photo is there, or one that still waits although its photo has come. Of
 * several executions started so, one claims the recap.
 */
async function retry(item: RecapItem): Promise<RecapCreated> {
  const recap = { userId: item.userId, recapId: item.recapId };
  const key = mediaKeys.source(recap.userId, recap.recapId);
  const { status, error } = item;
  const failure = status === 'FAILED' && error && isRetryable(error.code) ? error : null;
  const startable = failure !== null || status === 'AWAITING_UPLOAD';
  const hasPhoto = startable && (await (await media()).isStored(item.image?.key ?? key));
  if (!hasPhoto || (failure && !(await reopenRecap(recap)))) {
    throw new AppError('CannotRetry', 409, 'This recap cannot be tried again. Please start anew with the photo.');
  }
  const { startRecap } = await import('../shared/start-recap.ts');
  try {
    await startRecap(key);
  } catch (error) {
    if (failure) await closeReopened(recap, failure);
    throw error;
  }
  return { recapId: recap.recapId, upload: null };
}

/** A recap of somebody else is answered as if it were not there. */
async function own(userId: string, recapId: string) {
  const item = await readRecap({ userId, recapId });
  if (!item) throw new AppError('NotFound', 404, 'There is no recap with this id.');
  return item;
}

function readCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined || /^[0-9A-HJKMNP-TV-Z]{26}$/.test(cursor)) return cursor;
  throw new AppError(
    'InvalidRequest',
    400,
    'The cursor is not one this API gave. Leave it out to start at the newest.',
  );
}
