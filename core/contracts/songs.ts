/** The shapes of the API's songs: re-ranked lists, single tracks and what sounds like them. */
import * as z from 'zod/mini';
import { THEMES } from '../themes.ts';
import { filterCoverageSchema, songFiltersSchema } from './filters.ts';
import { featuresSchema, songSchema } from './pipeline.ts';

export { songFiltersSchema };

/** Most songs that one answer lists. */
export const MAX_SIMILAR = 50;

export const trackIdSchema = z.string().check(z.regex(/^s[0-9a-z]{1,7}$/));

export const songListSchema = z.strictObject({
  songs: z.array(songSchema),
  notes: z.array(z.string()).check(z.describe('What was given up for the list, and what a filter cannot judge')),
  coverage: filterCoverageSchema,
});
export type SongListView = z.infer<typeof songListSchema>;

export const trackViewSchema = z.extend(z.omit(songSchema, { distance: true, why: true }), {
  popularity: z.int().check(z.gte(0), z.lte(100), z.describe('How many know it')),
  durationSeconds: z.number().check(z.positive()),
  mode: z.enum(['major', 'minor']),
});
export type TrackView = z.infer<typeof trackViewSchema>;

export const similarSongsSchema = z.strictObject({
  track: trackViewSchema,
  songs: z.array(songSchema).check(z.describe('Nearest first; `why` compares them with the track')),
  notes: z.array(z.string()),
});
export type SimilarSongs = z.infer<typeof similarSongsSchema>;

export const searchQuerySchema = z.strictObject({
  query: z
    .string()
    .check(
      z.trim(),
      z.minLength(1),
      z.maxLength(200),
      z.describe("Title, artist, theme, mood and sound: 'sad 90s guitar, no lyrics'"),
    ),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(20)), 10),
});

export const foundSongsSchema = z.strictObject({
  songs: z.array(songSchema).check(z.describe('Best first; `distance` 0 is all that was asked for')),
  understood: z
    .strictObject({
      words: z.array(z.string()).check(z.describe('Taken for a title or an artist')),
      sound: z.partial(featuresSchema),
      themes: z.array(z.enum(THEMES)),
      filters: songFiltersSchema,
    })
    .check(z.describe('What the query was taken to ask for')),
  notes: z.array(z.string()),
});
export type FoundSongs = z.infer<typeof foundSongsSchema>;

export const trackPathSchema = z.strictObject({ id: trackIdSchema });

/** Most songs named at once for the map. */
export const MAX_NAMED = 20;

export const namedQuerySchema = z.strictObject({
  ids: z
    .string()
    .check(
      z.regex(
        new RegExp(`^s[0-9a-z]{1,7}(,s[0-9a-z]{1,7}){0,${MAX_NAMED - 1}}$`),
        `is not 1 to ${MAX_NAMED} ids with commas between`,
      ),
      z.describe('Ids of songs, with commas between'),
    ),
});

export const namedSongsSchema = z.strictObject({
  songs: z.array(trackViewSchema).check(z.describe('In the order asked for; unknown ids are left out')),
});
export type NamedSongs = z.infer<typeof namedSongsSchema>;

export const similarQuerySchema = z.strictObject({
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(MAX_SIMILAR)), 10),
});
