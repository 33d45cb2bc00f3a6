/** The story: by the language model where there is one, by core's template writer everywhere else. */
import type { Reading, Story } from '../../core/contracts/pipeline.ts';
import type { StoryLanguage } from '../../core/contracts/telling.ts';
import { AppError, publicMessageOf } from '../../core/errors.ts';
import { type StoryInput, storyPrompt } from '../../core/story/prompt.ts';
import { applyModelReading, MODEL_STORY_SCHEMA, parseModelStory } from '../../core/story/schema.ts';
import { notesOn, wishFor } from '../../core/story/wish.ts';
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
  const { caption, curve } = item;
  const seen = { ...written(item, 'labels', 'properties', 'faces', 'reading'), caption, curve };
  const wish = wishFor(item, requireEnv('narrationLanguages').split(',') as StoryLanguage[]);
  const told = wish.model ? await storyByModel({ ...seen, ...wish }) : null;
  const findings = told ?? { story: writeStory({ ...seen, tone: wish.tone, seed: pictureSeed(seen) }) };
  const storyNotes = notesOn(item, findings.story);
  return { output: { writtenBy: findings.story.writtenBy }, findings: { ...findings, storyNotes } };
});

/** Null where no model is configured, or where it failed twice. */
async function storyByModel(input: StoryInput): Promise<{ story: Story; modelReading: Reading } | null> {
  const secret = optionalEnv('openAiSecret');
  if (!secret) return null;
  let complaint: string | null = null;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      const answer = parseModelStory(
        await ask(storyPrompt(input, complaint), await readSecret(secret)),
        input.language,
      );
      return { story: answer.story, modelReading: applyModelReading(input.reading, answer) };
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'SecretUnavailable';
      logger.warn('no story from the model', { attempt, code });
      // An unusable answer is worth one more question; a service that is down is not worth the wait.
      if (code !== 'ModelAnswerUnusable') return null;
      complaint = publicMessageOf(error);
    }
  }
  return null;
}

function ask(prompt: ReturnType<typeof storyPrompt>, apiKey: string): Promise<unknown> {
  const baseUrl = requireEnv('openAiBaseUrl').replace(/\/+$/, '');
  const settings: OpenAiSettings = {
    baseUrl,
    dialect: dialectOf(baseUrl),
    model: requireEnv('openAiModel'),
    apiKey,
    timeoutMs: ATTEMPT_MS,
  };
  return askForJson({ ...prompt, name: 'story', schema: MODEL_STORY_SCHEMA }, settings);
}
