/** The shapes of what a person says of songs: likes, hidden songs, artists never to be listed again. */
import * as z from 'zod/mini';
import { trackIdSchema, trackViewSchema } from './songs.ts';

export const tastePathSchema = z.strictObject({ trackId: trackIdSchema });

/** The artist's name as it is written, percent-encoded; a name may hold a slash. */
export const banPathSchema = z.strictObject({
  artist: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
});

export const tasteSongsSchema = z.strictObject({
  songs: z
    .array(z.strictObject({ ...trackViewSchema.shape, since: z.iso.datetime() }))
    .check(z.describe('The latest first')),
  count: z.int().check(z.gte(0), z.describe('Entries, those included whose song the catalogue no longer has')),
});
export type TasteSongs = z.infer<typeof tasteSongsSchema>;

export const bannedArtistsSchema = z.strictObject({
  artists: z
    .array(z.strictObject({ artist: z.string(), since: z.iso.datetime() }))
    .check(z.describe('The latest first')),
  count: z.int().check(z.gte(0)),
});
export type BannedArtists = z.infer<typeof bannedArtistsSchema>;
