/** How a person wants a moment told: tone, language, voice, and what may leave for a language model. */
import * as z from 'zod/mini';
import { STORY_LANGUAGES, TONES, VOICES, type Voice } from './voices.ts';

export * from './voices.ts';

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
