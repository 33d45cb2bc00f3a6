/** The vision-language model, where this deployment names one: what it says of a picture. */
import type { RecapItem } from '../../core/contracts/recap-item.ts';
import { AppError } from '../../core/errors.ts';
import { isOwnMachine, lookQuestion, type ModelLook, parseLook } from '../../core/mood/look.ts';
import { optionalEnv, requireEnv } from './env.ts';
import { logger } from './logger.ts';
import { readMedia } from './media-store.ts';
import { askForJson, dialectOf, type OpenAiSettings } from './providers/openai.ts';
import { readSecret } from './secret.ts';

/** Nobody waits longer for a second opinion. A model on one's own machine may be slow. */
const ANSWER_MS = 30_000;

/**
 * The model's look at a recap's picture; null where none is named, where it runs elsewhere and the person did not allow that,
 * or where it failed: the recap then goes on with core's own reading.
 */
export async function lookAtPicture(item: Pick<RecapItem, 'image' | 'showPicture'>): Promise<ModelLook | null> {
  const url = optionalEnv('visionModelUrl');
  if (!url || !item.image || !(item.showPicture || isOwnMachine(url))) return null;
  const baseUrl = url.replace(/\/+$/, '');
  try {
    const secret = optionalEnv('visionModelSecret');
    return await askForLook(await readMedia(item.image.key), {
      baseUrl,
      dialect: dialectOf(baseUrl),
      model: requireEnv('visionModel'),
      apiKey: secret ? await readSecret(secret) : null,
      timeoutMs: ANSWER_MS,
    });
  } catch (error) {
    logger.warn('no look from the vision model', { code: error instanceof AppError ? error.code : 'Unavailable' });
    return null;
  }
}

/** Asks about one JPEG picture. Throws `ModelUnavailable` or `ModelAnswerUnusable` (502). */
export async function askForLook(picture: Uint8Array, settings: OpenAiSettings): Promise<ModelLook> {
  return parseLook(await askForJson({ ...lookQuestion(), picture }, settings));
}
