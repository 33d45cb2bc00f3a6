/** The shapes of the API's songs: re-ranked lists, single tracks and what sounds like them. */
import { z } from 'zod';
import { THEMES } from '../themes.ts';
import { filterCoverageSchema, songFiltersSchema } from './filters.ts';
import { featuresSchema, songSchema } from './pipeline.ts';

export { songFiltersSchema };

/** Most songs that one answer lists. */
export const MAX_SIMILAR = 50;

export const songListSchema = z.strictObject({
  songs: z.array(songSchema),
  notes: z.array(z.string()).describe('What was given up for the list, and what a filter cannot judge'),
  coverage: filterCoverageSchema.describe('Share of the catalogue that each filter can judge; null: not told'),
});
export type SongListView = z.infer<typeof songListSchema>;

export const trackViewSchema = songSchema.omit({ distance: true, why: true }).extend({
  popularity: z.number().int().min(0).max(100).describe('How many know it'),
  durationSeconds: z.number().positive(),
  mode: z.enum(['major', 'minor']),
});
export type TrackView = z.infer<typeof trackViewSchema>;

export const similarSongsSchema = z.strictObject({
  track: trackViewSchema,
  songs: z.array(songSchema).describe('Nearest first; `why` compares them with the track'),
  notes: z.array(z.string()),
});
export type SimilarSongs = z.infer<typeof similarSongsSchema>;

export const searchQuerySchema = z.strictObject({
  query: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe("Title, artist, theme, mood and sound: 'sad 90s guitar, no lyrics'"),
  limit: z.coerce.number().int().min(1).max(20).default(10),
});

export const foundSongsSchema = z.strictObject({
  songs: z.array(songSchema).describe('Best first; `distance` 0 is all that was asked for'),
  understood: z
    .strictObject({
      words: z.array(z.string()).describe('Taken for a title or an artist'),
      sound: featuresSchema.partial(),
      themes: z.array(z.enum(THEMES)),
      filters: songFiltersSchema,
    })
    .describe('What the query was taken to ask for'),
  notes: z.array(z.string()),
});
export type FoundSongs = z.infer<typeof foundSongsSchema>;

export const trackPathSchema = z.strictObject({ id: z.string().regex(/^s[0-9a-z]{1,7}$/) });

export const similarQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_SIMILAR).default(10),
});
