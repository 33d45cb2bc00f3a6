/** The story: by the language model where there is one, by core's template writer everywhere else. */
import type { Reading, Story } from '../../core/contracts/pipeline.ts';
import { AppError } from '../../core/errors.ts';
import { type StoryInput, storyPrompt } from '../../core/story/prompt.ts';
import { applyModelReading, MODEL_STORY_SCHEMA, parseModelStory } from '../../core/story/schema.ts';
import { pictureSeed, writeStory } from '../../core/story/writer.ts';
import { optionalEnv, requireEnv } from '../shared/env.ts';
import { logger } from '../shared/logger.ts';
import { askForJson, dialectOf, type OpenAiSettings } from '../shared/providers/openai.ts';
import { readSecret } from '../shared/secret.ts';
import { step, written } from '../shared/step.ts';

/** Both attempts together stay well inside the function's timeout. */
const ATTEMPT_MS = 15_000;
const ATTEMPTS = 2;

export const handler = step('WriteStory', 'TellingStory', async (_input, item) => {
  const seen = { ...written(item, 'labels', 'properties', 'faces', 'reading'), caption: item.caption };
  const findings = (await storyByModel(seen)) ?? { story: writeStory({ ...seen, seed: pictureSeed(seen) }) };
  return { output: { writtenBy: findings.story.writtenBy }, findings };
});

/** Null where no model is configured, or where it failed twice. */
async function storyByModel(input: StoryInput): Promise<{ story: Story; modelReading: Reading } | null> {
  const secret = optionalEnv('openAiSecret');
  if (!secret) return null;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      const answer = parseModelStory(await ask(input, await readSecret(secret)));
      return { story: answer.story, modelReading: applyModelReading(input.reading, answer) };
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'SecretUnavailable';
      logger.warn('no story from the model', { attempt, code });
      // An unusable answer is worth one more question; a service that is down is not worth the wait.
      if (code !== 'ModelAnswerUnusable') return null;
    }
  }
  return null;
}

function ask(input: StoryInput, apiKey: string): Promise<unknown> {
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
