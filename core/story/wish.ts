/** What a person wished for the story, as far as it can be had here, and what is said where it cannot. */
import type { Story } from '../contracts/pipeline.ts';
import type { RecapItem } from '../contracts/recap-item.ts';
import type { StoryLanguage, Tone } from '../contracts/telling.ts';

type Wished = Pick<RecapItem, 'caption' | 'telling'>;

export interface StoryWish {
  tone: Tone;
  language: StoryLanguage;
  /** Whether a language model may be asked: a caption goes to one only where the person said so. */
  model: boolean;
}

/** `spoken` are the languages of this deployment's voices: a story in another one could not be read aloud. */
export function wishFor({ caption, telling = {} }: Wished, spoken: readonly StoryLanguage[]): StoryWish {
  const language = telling.language ?? 'en';
  return {
    tone: telling.tone ?? 'plain',
    language: spoken.includes(language) ? language : 'en',
    model: caption === null || caption === '' || telling.captionToModel === true,
  };
}

/** Sentences for the person about a story that is not in the language asked for. */
export function notesOn({ telling = {} }: Wished, { language }: Pick<Story, 'language'>): string[] {
  const wished = telling.language ?? 'en';
  if (wished === language) return [];
  return ['The story is in English: a language model and a voice for the language you chose are not at hand here.'];
}
