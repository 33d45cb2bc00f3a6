/** The vision-language model of the environment, for evaluations. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../core/errors.ts';
import { isOwnMachine } from '../../../core/mood/look.ts';
import { makeDerivative } from '../../../lambdas/shared/derivative.ts';
import { dialectOf, type OpenAiSettings } from '../../../lambdas/shared/providers/openai.ts';
import { askForLook } from '../../../lambdas/shared/vision-language.ts';
import type { Sight } from './engine-sets.ts';

const ANSWER_MS = 120_000;

/**
 * How to ask the model that SIGHTSONG_VISION_URL names; null where it names none. Throws `ConsentMissing` for one elsewhere
 * that the photographs may not be shown to.
 */
export function visionModel(mayBeShown: boolean): OpenAiSettings | null {
  const { SIGHTSONG_VISION_URL: url, SIGHTSONG_VISION_MODEL: model, SIGHTSONG_VISION_KEY: key } = process.env;
  if (!url) return null;
  if (!mayBeShown && !isOwnMachine(url)) {
    throw new AppError(
      'ConsentMissing',
      400,
      `The vision-language model is at ${new URL(url).host}. Add --show-pictures to send it the photographs, or unset SIGHTSONG_VISION_URL.`,
    );
  }
  const baseUrl = url.replace(/\/+$/, '');
  return {
    baseUrl,
    dialect: dialectOf(baseUrl),
    model: model ?? 'gpt-6-luna',
    apiKey: key ?? null,
    timeoutMs: ANSWER_MS,
  };
}

/** What was seen already, with the model's look added and its time. Throws what `askForLook` throws. */
export async function lookWithModel(
  settings: OpenAiSettings,
  folder: string,
  images: readonly string[],
  seen: readonly Sight[],
): Promise<Sight[]> {
  const sights: Sight[] = [];
  for (const [at, image] of images.entries()) {
    const { jpeg } = await makeDerivative(readFileSync(join(folder, image)));
    const startedAt = performance.now();
    const look = await askForLook(jpeg, settings);
    sights.push({ seen: { ...seen[at]!.seen, look }, ms: seen[at]!.ms + performance.now() - startedAt });
  }
  return sights;
}
