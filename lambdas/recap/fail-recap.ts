/** Ends the recap with a sentence a person can read, and removes what must not stay. */
import { mediaKeys, parseSourceKey } from '../../core/contracts/names.ts';
import { STEPS, type StepOutput } from '../../core/contracts/pipeline.ts';
import { AppError } from '../../core/errors.ts';
import { failureOf } from '../../core/failure.ts';
import { logger } from '../shared/logger.ts';
import { deleteMedia, deleteMediaUnder } from '../shared/media-store.ts';
import { endRecap } from '../shared/recap-store.ts';
import { named } from '../shared/step.ts';

export const handler = (event: unknown): Promise<StepOutput<'FailRecap'>> =>
  named('FailRecap', async () => {
    const { key, execution, error } = STEPS.FailRecap.input.parse(event);
    const recap = parseSourceKey(key);
    if (!recap) throw new AppError('NotAnUpload', 422, 'This object is not an upload.');
    const failure = failureOf(error);
    const ended = await endRecap(recap, execution, failure.status, failure.error);
    logger.info('recap ended', { recapId: recap.recapId, code: failure.error.code, ended });
    if (!failure.keepMedia) {
      await deleteMedia(key);
      await deleteMediaUnder(mediaKeys.derivativesPrefix(recap.userId, recap.recapId));
    }
    return { status: failure.status };
  });
