/** Ending a recap badly: the sentence on the item, and nothing left of what must not stay. */
import { mediaKeys, parseSourceKey } from '../../core/contracts/names.ts';
import { AppError } from '../../core/errors.ts';
import { failureOf } from '../../core/failure.ts';
import { logger } from './logger.ts';
import { deleteMedia, deleteMediaUnder } from './media-store.ts';
import { endRecap } from './recap-store.ts';

/**
 * Ends the recap that `key` is the upload of, if `execution` holds it. Doing it twice changes nothing. Media that a
 * retry could use stay, and go with the bucket's lifecycle.
 */
export async function endBadly(
  key: string,
  execution: string,
  error: { Error: string; Cause: string },
): Promise<'FAILED' | 'REFUSED'> {
  const recap = parseSourceKey(key);
  if (!recap) throw new AppError('NotAnUpload', 422, 'This object is not an upload.');
  const failure = failureOf(error);
  // Before the sentence that says so: where nothing is to be kept, nothing is by the time a person reads it.
  if (!failure.keepMedia) {
    await deleteMedia(key);
    await deleteMediaUnder(mediaKeys.derivativesPrefix(recap.userId, recap.recapId));
  }
  const ended = await endRecap(recap, execution, failure.status, failure.error);
  logger.info('recap ended', { recapId: recap.recapId, code: failure.error.code, ended });
  return failure.status;
}
