/** Tones, languages and voices of a story: plain lists, which the pages read without the schemas. */

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

/** The language a voice speaks. */
export function languageOf(voice: Voice): StoryLanguage {
  return STORY_LANGUAGES.find((language) => (VOICES[language] as readonly string[]).includes(voice))!;
}

/** Who reads a story of this language: the wanted voice where it speaks it, else the usual one. */
export function voiceFor(language: StoryLanguage, wanted: Voice | undefined, usual: Voice): Voice {
  const fitting = [wanted, usual].find((voice) => voice !== undefined && languageOf(voice) === language);
  return fitting ?? VOICES[language][0];
}
