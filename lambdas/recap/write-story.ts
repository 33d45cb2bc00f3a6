/** The story: by the language model where there is one, by core's template writer everywhere else. */
import type { StepInput, StepOutput } from '../../core/contracts/pipeline.ts';
import { AppError } from '../../core/errors.ts';
import { storyPrompt } from '../../core/story/prompt.ts';
import { applyModelReading, MODEL_STORY_SCHEMA, parseModelStory } from '../../core/story/schema.ts';
import { pictureSeed, writeStory } from '../../core/story/writer.ts';
import { optionalEnv, requireEnv } from '../shared/env.ts';
import { logger } from '../shared/logger.ts';
import { askForJson, dialectOf, type OpenAiSettings } from '../shared/providers/openai.ts';
import { readSecret } from '../shared/secret.ts';
import { step } from '../shared/step.ts';

/** Both attempts together stay well inside the function's timeout. */
const ATTEMPT_MS = 15_000;
const ATTEMPTS = 2;

export const handler = step('WriteStory', 'TellingStory', async (input) => {
  const output = (await storyByModel(input)) ?? storyByTemplate(input);
  return { output, findings: output };
});

function storyByTemplate({ recap: _, ...seen }: StepInput<'WriteStory'>): StepOutput<'WriteStory'> {
  return { story: writeStory({ ...seen, seed: pictureSeed(seen) }), reading: seen.reading };
}

/** Null where no model is configured, or where it failed twice. */
async function storyByModel(input: StepInput<'WriteStory'>): Promise<StepOutput<'WriteStory'> | null> {
  const secret = optionalEnv('openAiSecret');
  if (!secret) return null;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      const answer = parseModelStory(await ask(input, await readSecret(secret)));
      return { story: answer.story, reading: applyModelReading(input.reading, answer) };
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'SecretUnavailable';
      logger.warn('no story from the model', { attempt, code });
      // An unusable answer is worth one more question; a service that is down is not worth the wait.
      if (code !== 'ModelAnswerUnusable') return null;
    }
  }
  return null;
}

function ask(input: StepInput<'WriteStory'>, apiKey: string): Promise<unknown> {
  const baseUrl = requireEnv('openAiBaseUrl').replace(/\/+$/, '');
  const settings: OpenAiSettings = {
    baseUrl,
    dialect: dialectOf(baseUrl),
    model: requireEnv('openAiModel'),
    apiKey,
    timeoutMs: ATTEMPT_MS,
  };
  return askForJson({ ...storyPrompt(input), name: 'story', schema: MODEL_STORY_SCHEMA }, settings);
}
