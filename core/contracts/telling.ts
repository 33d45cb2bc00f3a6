/** How a person wants a moment told: tone, language, voice, and what may leave for a language model. */
import * as z from 'zod/mini';

export const TONES = ['plain', 'playful', 'cinematic', 'poetic'] as const;
export type Tone = (typeof TONES)[number];

/** Languages of a story. The built-in writer knows the first alone; a language model writes them all. */
export const STORY_LANGUAGES = ['en', 'de', 'es', 'fr', 'it', 'pt'] as const;
export type StoryLanguage = (typeof STORY_LANGUAGES)[number];

/** Neural voices of Amazon Polly that one may choose, by the language they speak; the first is that language's usual one. */
export const VOICES = {
  en: ['Joanna', 'Matthew', 'Ruth', 'Stephen', 'Danielle', 'Gregory', 'Arthur', 'Brian'],
  de: ['Vicki', 'Daniel'],
  es: ['Lucia', 'Sergio'],
  fr: ['Lea', 'Remi'],
  it: ['Bianca', 'Adriano'],
  pt: ['Camila', 'Thiago'],
} as const satisfies Record<StoryLanguage, readonly [string, ...string[]]>;
export type Voice = (typeof VOICES)[StoryLanguage][number];

/** How the deployment's voices sound. */
export const VOICE_QUALITIES = ['neural', 'simple'] as const;
export type VoiceQuality = (typeof VOICE_QUALITIES)[number];

const ALL_VOICES = Object.values(VOICES).flat() as [Voice, ...Voice[]];

/** Every field may be left out. */
export const tellingSchema = z.strictObject({
  tone: z.optional(z.enum(TONES)).check(z.describe('How the story is told; plain where absent')),
  language: z
    .optional(z.enum(STORY_LANGUAGES))
    .check(
      z.describe('Of story and voice. The story stays in English where the voices of this deployment speak no other'),
    ),
  voice: z
    .optional(z.enum(ALL_VOICES))
    .check(z.describe("Who reads it; the usual voice of the story's language where absent or of another language")),
  captionToModel: z
    .optional(z.boolean())
    .check(
      z.describe('Whether the caption may go to a language model. Without it, a story with a caption is written here'),
    ),
});
export type Telling = z.infer<typeof tellingSchema>;

/** The language a voice speaks. */
export function languageOf(voice: Voice): StoryLanguage {
  return STORY_LANGUAGES.find((language) => (VOICES[language] as readonly string[]).includes(voice))!;
}

/** Who reads a story of this language: the wanted voice where it speaks it, else the usual one. */
export function voiceFor(language: StoryLanguage, wanted: Voice | undefined, usual: Voice): Voice {
  const fitting = [wanted, usual].find((voice) => voice !== undefined && languageOf(voice) === language);
  return fitting ?? VOICES[language][0];
}
