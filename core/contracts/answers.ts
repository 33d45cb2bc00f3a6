/** The bodies of answers by route; those that are not here answer with bytes or with nothing. */
import * as z from 'zod/mini';
import { codeSentSchema, currentSessionSchema, sessionSchema } from './accounts.ts';
import type { RouteKey } from './api.ts';
import { offeredFiltersSchema } from './filters.ts';
import { correctedMoodSchema } from './mood-point.ts';
import { previewSchema } from './previews.ts';
import { recapCreatedSchema, recapPageSchema, recapViewSchema } from './recaps.ts';
import { foundSongsSchema, namedSongsSchema, similarSongsSchema, songListSchema, trackViewSchema } from './songs.ts';
import { bannedArtistsSchema, tasteSongsSchema } from './taste.ts';

export const ANSWERS: { readonly [K in RouteKey]?: z.ZodMiniType } = {
  'POST /recaps': recapCreatedSchema,
  'GET /recaps': recapPageSchema,
  'GET /recaps/{id}': recapViewSchema,
  'POST /recaps/{id}/retry': recapCreatedSchema,
  'POST /recaps/{id}/songs': songListSchema,
  'PUT /recaps/{id}/mood': correctedMoodSchema,
  'GET /tracks': foundSongsSchema,
  'GET /tracks/{id}': trackViewSchema,
  'GET /tracks/{id}/similar': similarSongsSchema,
  'GET /filters': offeredFiltersSchema,
  'GET /atlas/songs': namedSongsSchema,
  'GET /tracks/{id}/preview': previewSchema,
  'GET /me/likes': tasteSongsSchema,
  'GET /me/hides': tasteSongsSchema,
  'GET /me/bans': bannedArtistsSchema,
  'POST /guests': sessionSchema,
  'POST /auth/session': currentSessionSchema,
  'POST /auth/sign-up': codeSentSchema,
  'POST /auth/resend': codeSentSchema,
  'POST /auth/confirm': sessionSchema,
  'POST /auth/sign-in': sessionSchema,
  'POST /auth/forgot': codeSentSchema,
  'POST /auth/reset': sessionSchema,
  'POST /auth/password': sessionSchema,
};

/** The body of every answer that is not a success. */
export const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.string().check(z.describe('Stable and machine-readable')),
    message: z.string().check(z.describe('A sentence for a person')),
    fields: z.optional(z.array(z.string())).check(z.describe('The fields at fault, where there are any')),
  }),
});
