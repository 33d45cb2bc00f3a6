/**
 * Claims the recap, turns an uploaded photo into a clean derivative (no EXIF, no GPS, upright) and deletes the upload. A video is
 * left to the next step.
 */

import { MAX_PHOTO_BYTES } from '../../core/contracts/media.ts';
import { mediaKeys, parseSourceKey } from '../../core/contracts/names.ts';
import { type ImageRef, type RecapRef, STEPS, type StepOutput } from '../../core/contracts/pipeline.ts';
import type { RecapItem } from '../../core/contracts/recap-item.ts';
import { AppError } from '../../core/errors.ts';
import { isRetryable } from '../../core/failure.ts';
import { videoFormat } from '../../core/video/format.ts';
import { makeDerivative, makeSmall } from '../shared/derivative.ts';
import { deleteMedia, readBeginning, readMedia, writeMedia } from '../shared/media-store.ts';
import { claimRecap, saveFindings } from '../shared/recap-store.ts';
import { named } from '../shared/step.ts';

export const handler = (event: unknown): Promise<StepOutput<'PrepareMedia'>> =>
  named('PrepareMedia', async () => {
    const { key, size, execution } = STEPS.PrepareMedia.input.parse(event);
    const startedAt = Date.now();
    const recap = parseSourceKey(key);
    if (!recap) throw new AppError('NotAnUpload', 422, 'This object is not an upload.');
    const { claimed, item } = await claimRecap(recap, execution);
    if (!claimed) {
      // A policy can be used again while it lasts; what comes when nobody reads it any more must not stay.
      if (isSpent(item)) await deleteMedia(key);
      throw new AppError('AlreadyStarted', 409, 'Another execution has this recap.');
    }
    const isVideo = !item.image && videoFormat(await readBeginning(key)) !== null;
    if (!isVideo && size > MAX_PHOTO_BYTES) throw new AppError('PhotoTooLarge', 422, 'The photo is over 15 MB.');

    const timing = () => ({ startedAt, ms: Date.now() - startedAt });
    if (isVideo) {
      await saveFindings(recap, 'PrepareMedia', timing(), {});
      return { recap, video: true };
    }
    const image = item.image ?? (await prepare(key, recap));
    await saveFindings(recap, 'PrepareMedia', timing(), { image });
    await deleteMedia(key);
    return { recap, video: false };
  });

/** Whether no execution and no retry will read the upload. */
const isSpent = ({ image, status, error }: RecapItem): boolean =>
  image !== undefined || status === 'REFUSED' || (error !== undefined && !isRetryable(error.code));

async function prepare(sourceKey: string, { userId, recapId }: RecapRef): Promise<ImageRef> {
  const { jpeg, width, height } = await makeDerivative(await readMedia(sourceKey));
  const [key, smallKey] = [mediaKeys.image(userId, recapId), mediaKeys.smallImage(userId, recapId)];
  await Promise.all([
    writeMedia(key, jpeg, 'image/jpeg'),
    makeSmall(jpeg).then((small) => writeMedia(smallKey, small, 'image/jpeg')),
  ]);
  return { key, smallKey, width, height };
}
