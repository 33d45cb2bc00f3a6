/** What a language model must answer when it writes a story, and how its answer is checked and taken over. */
import * as z from 'zod/mini';
import type { Reading, Story } from '../contracts/pipeline.ts';
import type { StoryLanguage } from '../contracts/telling.ts';
import { AppError } from '../errors.ts';
import {
  type AudioFeatures,
  clampFeatures,
  denormaliseFeature,
  FEATURE_RANGES,
  FEATURES,
  type Feature,
  type FeatureWeights,
  normaliseFeature,
} from '../features.ts';
import { fittingWord } from '../mood/words.ts';
import { speakable } from '../narration/speech.ts';
import { subdued } from '../target.ts';
import { countWords, sentencesOf } from './grammar.ts';

/** Length of a story, words. */
export const STORY_WORDS = { min: 60, max: 120 } as const;
/** Length of the spoken part before the song is named, words. */
export const SCRIPT_WORDS = { min: 40, max: 85 } as const;
export const MAX_TITLE = 60;
const MAX_WEIGHT = 3;

const numberEach = Object.fromEntries(FEATURES.map((feature) => [feature, z.number()])) as Record<
  Feature,
  z.ZodMiniNumber
>;

const modelStorySchema = z.strictObject({
  title: z.string().check(z.trim(), z.minLength(1)),
  story: z.string().check(z.trim(), z.minLength(1)),
  moodWord: z.string().check(z.trim()),
  features: z.strictObject(numberEach),
  weights: z.strictObject(numberEach),
  explicit: z.nullable(z.boolean()),
  narrationScript: z.string().check(z.trim(), z.minLength(1)),
});

function numbersSchema(describe: (feature: Feature) => string) {
  return {
    type: 'object',
    properties: Object.fromEntries(
      FEATURES.map((feature) => [feature, { type: 'number', description: describe(feature) }]),
    ),
    required: [...FEATURES],
    additionalProperties: false,
  };
}

/** The JSON schema for strict structured output: every property required, no others. */
export const MODEL_STORY_SCHEMA = {
  type: 'object',
  properties: {
    title: { type: 'string', description: `Title of at most ${MAX_TITLE} characters` },
    story: { type: 'string', description: `The story, ${STORY_WORDS.min} to ${STORY_WORDS.max} words` },
    moodWord: { type: 'string', description: 'One English adjective for the mood' },
    features: numbersSchema((feature) => {
      const { min, max, unit } = FEATURE_RANGES[feature];
      return `${feature} of a fitting song, ${min} to ${max}, ${unit}`;
    }),
    weights: numbersSchema((feature) => `How much ${feature} matters, 0 to ${MAX_WEIGHT}`),
    explicit: {
      type: ['boolean', 'null'],
      description: 'false where explicit lyrics would be out of place, null where they do not matter',
    },
    narrationScript: {
      type: 'string',
      description: `What a voice says, ${SCRIPT_WORDS.min} to ${SCRIPT_WORDS.max} words of plain sentences, no song named`,
    },
  },
  required: ['title', 'story', 'moodWord', 'features', 'weights', 'explicit', 'narrationScript'],
  additionalProperties: false,
} as const;

/** A model's answer, checked: features in their natural ranges, weights 0..3. */
export interface ModelAnswer {
  story: Story;
  moodWord: string;
  features: AudioFeatures;
  weights: FeatureWeights;
  explicit: boolean | null;
}

/**
 * Checks and clamps a model's answer (an object, or JSON text). A story or script that is too long ends at the last whole
 * sentence that fits. Throws `ModelAnswerUnusable` (502) where it is not of the schema or too short.
 */
export function parseModelStory(json: unknown, language: StoryLanguage): ModelAnswer {
  const parsed = modelStorySchema.safeParse(typeof json === 'string' ? fromText(json) : json);
  if (!parsed.success) throw unusable('The story writer answered in a form that could not be read.', parsed.error);
  const { title, story, moodWord, features, weights, explicit, narrationScript } = parsed.data;
  const text = shortened(story.replace(/\s+/g, ' '), STORY_WORDS.max);
  if (countWords(text) < STORY_WORDS.min) throw unusable('The story writer answered with too short a story.');
  // Numbers are spelled out in English only; a voice of another language reads its own.
  const spoken = language === 'en' ? speakable(narrationScript) : narrationScript.replace(/\s+/g, ' ').trim();
  const script = shortened(spoken, SCRIPT_WORDS.max);
  if (countWords(script) < SCRIPT_WORDS.min / 2)
    throw unusable('The story writer answered with too short a narration.');
  return {
    story: { title: shortTitle(title), text, writtenBy: 'model', language, script },
    moodWord: moodWord.toLowerCase(),
    features: clampFeatures(features),
    weights: mapFeatures((feature) => Math.min(MAX_WEIGHT, Math.max(0, weights[feature]))),
    explicit,
  };
}

function fromText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unusable('The story writer answered with something that is not JSON.', cause);
  }
}

function unusable(message: string, cause?: unknown): AppError {
  return new AppError('ModelAnswerUnusable', 502, message, cause === undefined ? undefined : { cause });
}

/** Whole sentences up to `max` words. */
function shortened(text: string, max: number): string {
  const kept: string[] = [];
  for (const sentence of sentencesOf(text)) {
    if (countWords([...kept, sentence].join(' ')) > max) break;
    kept.push(sentence);
  }
  return kept.join(' ');
}

/** A title of at most 60 characters, cut between words. */
export function shortTitle(title: string): string {
  const plain = title
    .replace(/\s+/g, ' ')
    .replace(/^["'“‘]+|["'”’]+$/g, '')
    .trim();
  if (plain.length <= MAX_TITLE) return plain || 'Untitled';
  const cut = plain.slice(0, MAX_TITLE + 1);
  const space = cut.lastIndexOf(' ');
  return cut.slice(0, space > 0 ? space : MAX_TITLE).replace(/[\s,;:-]+$/, '');
}

/** Furthest that a model may move a feature, as a share of the feature's range. */
const MAX_SHIFT = 0.2;

/**
 * Takes over what a model adds to core's own reading: each feature moves by at most a fifth of its range, weights meet
 * halfway, a known mood word that fits replaces core's, and explicit lyrics can only become less wanted. A sensitive
 * moment is never lifted.
 */
export function applyModelReading(reading: Reading, answer: Omit<ModelAnswer, 'story'>): Reading {
  const { mood, target } = reading;
  const moved = mapFeatures((feature) => {
    const own = normaliseFeature(feature, target.features[feature]);
    const shift = normaliseFeature(feature, answer.features[feature]) - own;
    return denormaliseFeature(feature, own + Math.min(MAX_SHIFT, Math.max(-MAX_SHIFT, shift)));
  });
  return {
    mood: { ...mood, word: fittingWord([answer.moodWord], mood) ?? mood.word },
    target: {
      ...target,
      features: mood.sensitive ? notLifted(target.features, moved) : moved,
      weights: mapFeatures((feature) => (target.weights[feature] + answer.weights[feature]) / 2),
      explicit: answer.explicit === false ? false : target.explicit,
    },
  };
}

/** The features that make a song upbeat stay where core put them, or go lower. */
function notLifted(own: AudioFeatures, moved: AudioFeatures): AudioFeatures {
  const upbeat: readonly Feature[] = ['valence', 'energy', 'danceability', 'tempo', 'loudness'];
  const held = mapFeatures((feature) =>
    upbeat.includes(feature) ? Math.min(own[feature], moved[feature]) : moved[feature],
  );
  return subdued(held);
}

function mapFeatures(of: (feature: Feature) => number): Record<Feature, number> {
  return Object.fromEntries(FEATURES.map((feature) => [feature, of(feature)])) as Record<Feature, number>;
}
