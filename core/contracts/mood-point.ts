/** The shapes of a person's own say on the mood of a recap. */
import * as z from 'zod/mini';
import { moodSchema, songSchema, targetSchema } from './pipeline.ts';

const share = z.number().check(z.gte(0), z.lte(1));

export const moodPointSchema = z.strictObject({ valence: share, energy: share });
export type MoodPointBody = z.infer<typeof moodPointSchema>;

export const correctedMoodSchema = z.strictObject({
  mood: moodSchema,
  target: targetSchema,
  songs: z.array(songSchema).check(z.describe('The list that follows from it')),
  notes: z.array(z.string()),
});
export type CorrectedMood = z.infer<typeof correctedMoodSchema>;
