/**
 * The HTTP API: one entry a route, with the shapes of its parameters, body and answers. The router, the handlers, the
 * OpenAPI file and the UI's client are all made from this table.
 */
import * as z from 'zod/mini';
import {
  changePasswordSchema,
  codeSchema,
  codeSentSchema,
  currentSessionSchema,
  deleteAccountSchema,
  forgotSchema,
  nothingSchema,
  resetSchema,
  sessionSchema,
  signInSchema,
  signUpSchema,
} from './accounts.ts';
import { PHOTO_TYPES, VIDEO_TYPES } from './media.ts';
import { correctedMoodSchema, moodPointSchema } from './mood-point.ts';
import {
  curvePointSchema,
  imagePropertiesSchema,
  labelSchema,
  moodSchema,
  STAGES,
  STATUSES,
  songSchema,
  storySchema,
  takenPartSchema,
  targetSchema,
  wordTimingSchema,
} from './pipeline.ts';
import { previewQuerySchema, previewSchema } from './previews.ts';
import {
  foundSongsSchema,
  namedQuerySchema,
  namedSongsSchema,
  searchQuerySchema,
  similarQuerySchema,
  similarSongsSchema,
  songFiltersSchema,
  songListSchema,
  trackPathSchema,
  trackViewSchema,
} from './songs.ts';
import { bannedArtistsSchema, banPathSchema, tastePathSchema, tasteSongsSchema } from './taste.ts';
import { tellingSchema, VOICE_QUALITIES } from './telling.ts';

/** Longest caption a person may add, characters. */
export const MAX_CAPTION = 300;
/** How long a presigned upload may be used, seconds. */
export const UPLOAD_SECONDS = 300;
/** How long a signed media URL may be used, seconds. */
export const MEDIA_URL_SECONDS = 900;
export const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.string().check(z.describe('Stable and machine-readable')),
    message: z.string().check(z.describe('A sentence for a person')),
    fields: z.optional(z.array(z.string())).check(z.describe('The fields at fault, where there are any')),
  }),
});

export const createRecapSchema = z.strictObject({
  caption: z
    .optional(z.string().check(z.trim(), z.maxLength(MAX_CAPTION)))
    .check(z.describe("The person's own words; they outrank the picture")),
  contentType: z
    .optional(z.enum([...PHOTO_TYPES, ...VIDEO_TYPES]))
    .check(z.describe('Of the photo or video that will be uploaded; image/jpeg where absent')),
  startSecond: z
    .optional(z.number().check(z.gte(0), z.lte(86_400)))
    .check(
      z.describe(
        'Of a video longer than a minute: where the minute that is taken begins, in seconds; the liveliest minute where absent',
      ),
    ),
  imageUrl: z
    .optional(z.url().check(z.maxLength(2048)))
    .check(z.describe('https address of a photo to fetch instead of an upload')),
  telling: z.optional(tellingSchema),
  showPicture: z
    .optional(z.boolean())
    .check(
      z.describe(
        'Whether the picture itself may be shown to the vision-language model that this deployment names; without it only its labels are used',
      ),
    ),
});
export type CreateRecap = z.infer<typeof createRecapSchema>;

export const recapCreatedSchema = z.strictObject({
  recapId: z.string(),
  upload: z
    .nullable(z.strictObject({ url: z.url(), fields: z.record(z.string(), z.string()) }))
    .check(z.describe('Presigned POST, good for five minutes; null where the photo was fetched from imageUrl')),
});
export type RecapCreated = z.infer<typeof recapCreatedSchema>;

export const recapViewSchema = z.strictObject({
  recapId: z.string(),
  status: z.enum(STATUSES),
  stage: z.enum(STAGES),
  progress: z.number().check(z.gte(0), z.lte(1)),
  createdAt: z.iso.datetime(),
  caption: z.nullable(z.string()),
  image: z
    .nullable(z.strictObject({ url: z.url(), width: z.int(), height: z.int() }))
    .check(z.describe('The photo, or the cover of a video; signed, good for fifteen minutes at most')),
  video: z.nullable(takenPartSchema).check(z.describe('Which part of a video was taken; null for a photo')),
  curve: z
    .nullable(z.array(curvePointSchema))
    .check(z.describe("How a video's mood moves over time, one point a frame that was looked at; null for a photo")),
  labels: z.nullable(z.array(labelSchema)),
  properties: z.nullable(imagePropertiesSchema),
  mood: z.nullable(moodSchema),
  correctedFrom: z
    .nullable(z.strictObject({ valence: z.number(), energy: z.number(), word: z.string() }))
    .check(z.describe('The mood as it was read, where its owner set another one')),
  target: z.nullable(targetSchema),
  story: z.nullable(storySchema),
  songs: z.nullable(z.array(songSchema)),
  songsFinal: z.boolean().check(z.describe("False while the story's model may still reorder the list")),
  notes: z.array(z.string()),
  narration: z.nullable(
    z.strictObject({
      url: z.url(),
      script: z.string(),
      voice: z.string(),
      quality: z.enum(VOICE_QUALITIES),
      durationSeconds: z.number(),
      words: z.array(wordTimingSchema),
    }),
  ),
  stages: z
    .array(z.strictObject({ name: z.string(), ms: z.number() }))
    .check(z.describe('Finished steps in the order they began')),
  error: z.nullable(z.strictObject({ code: z.string(), message: z.string() })),
});
export type RecapView = z.infer<typeof recapViewSchema>;

export const recapSummarySchema = z.strictObject({
  recapId: z.string(),
  status: z.enum(STATUSES),
  createdAt: z.iso.datetime(),
  caption: z.nullable(z.string()),
  title: z.nullable(z.string()),
  mood: z.nullable(z.string()),
  topSong: z.nullable(z.strictObject({ title: z.string(), artist: z.string() })),
  imageUrl: z.nullable(z.url()),
});

export const recapPageSchema = z.strictObject({
  recaps: z.array(recapSummarySchema),
  next: z.nullable(z.string()).check(z.describe('Give it back as `cursor` for the next page; null on the last')),
});
export type RecapPage = z.infer<typeof recapPageSchema>;

export const listQuerySchema = z.strictObject({
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(50)), 20),
  cursor: z.optional(z.string().check(z.maxLength(512))),
});

/** Ids are 26 characters, time-ordered (ULID). */
export const recapIdSchema = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));
export const recapPathSchema = z.strictObject({ id: recapIdSchema });

type Answer = {
  status: number;
  description: string;
  body?: z.ZodMiniType;
  /** The type of an answer that is bytes and no JSON. */
  bytes?: string;
};
export type Route = {
  /** Which resource's handler serves it. */
  resource: 'recaps' | 'tracks' | 'previews' | 'taste' | 'guests' | 'sessions' | 'account';
  /**
   * Who may call: `anyone` without a token (the routes that make sessions go by their cookie), a `member` but no guest, or,
   * where it is left out, every signed-in person.
   */
  access?: 'anyone' | 'member';
  summary: string;
  path?: z.ZodMiniType;
  query?: z.ZodMiniType;
  body?: z.ZodMiniType;
  success: Answer;
  failures: readonly number[];
};

/** Every route of the API. */
export const ROUTES = {
  'POST /recaps': {
    resource: 'recaps',
    summary: 'Begin a recap: get a presigned upload, or name a photo by its address',
    body: createRecapSchema,
    success: { status: 201, description: 'The recap was created', body: recapCreatedSchema },
    failures: [400, 401, 403, 422, 502],
  },
  'GET /recaps': {
    resource: 'recaps',
    summary: 'Your recaps, newest first',
    query: listQuerySchema,
    success: { status: 200, description: 'One page', body: recapPageSchema },
    failures: [400, 401],
  },
  'GET /recaps/{id}': {
    resource: 'recaps',
    summary: 'A recap: its stage and what was found so far, then the result',
    path: recapPathSchema,
    success: { status: 200, description: 'The recap', body: recapViewSchema },
    failures: [401, 404],
  },
  'POST /recaps/{id}/retry': {
    resource: 'recaps',
    summary: 'Try a failed recap once more, with the photo that was kept for that',
    path: recapPathSchema,
    success: { status: 202, description: 'It runs again', body: recapCreatedSchema },
    failures: [401, 404, 409],
  },
  'DELETE /recaps/{id}': {
    resource: 'recaps',
    summary: 'Delete a recap with its photo, derivatives and narration',
    path: recapPathSchema,
    success: { status: 204, description: 'Nothing of it is left' },
    failures: [401, 404],
  },
  'POST /recaps/{id}/songs': {
    resource: 'tracks',
    summary: 'Other songs for a recap, under filters; nothing else of it is made anew',
    path: recapPathSchema,
    body: songFiltersSchema,
    success: { status: 200, description: 'The list, nearest first', body: songListSchema },
    failures: [400, 401, 404, 409],
  },
  'PUT /recaps/{id}/mood': {
    resource: 'tracks',
    summary: 'Set where the moment lies between dark and bright, calm and lively; its songs follow',
    path: recapPathSchema,
    body: moodPointSchema,
    success: { status: 200, description: 'The mood and the list that follows from it', body: correctedMoodSchema },
    failures: [400, 401, 404, 409],
  },
  'DELETE /recaps/{id}/mood': {
    resource: 'tracks',
    summary: 'Go back to the mood as it was read, and to its songs',
    path: recapPathSchema,
    success: { status: 204, description: 'The mood is as it was read' },
    failures: [401, 404],
  },
  'GET /tracks': {
    resource: 'tracks',
    summary: 'Search the catalogue by title, artist, theme, mood and sound, in one box',
    query: searchQuerySchema,
    success: { status: 200, description: 'The songs, best first', body: foundSongsSchema },
    failures: [400, 401],
  },
  'GET /tracks/{id}': {
    resource: 'tracks',
    summary: 'A song of the catalogue',
    path: trackPathSchema,
    success: { status: 200, description: 'The song', body: trackViewSchema },
    failures: [401, 404],
  },
  'GET /tracks/{id}/similar': {
    resource: 'tracks',
    summary: 'Songs that sound like a song, or are about the same',
    path: trackPathSchema,
    query: similarQuerySchema,
    success: { status: 200, description: 'The songs, nearest first', body: similarSongsSchema },
    failures: [400, 401, 404],
  },
  'GET /atlas': {
    resource: 'tracks',
    summary: 'The map of the catalogue: every song as a point, near those that sound like it',
    success: {
      status: 200,
      description:
        'A compact file: "SGMP", length of the header (u32), header in JSON with the regions, then columns of anchors (36 f32 each), ordinals (u32; the id is "s" and the ordinal in base 36), x and y (u16), popularity (u8); all little-endian',
      bytes: 'application/octet-stream',
    },
    failures: [401, 404],
  },
  'GET /atlas/songs': {
    resource: 'tracks',
    summary: 'The songs of some points of the map',
    query: namedQuerySchema,
    success: { status: 200, description: 'The songs', body: namedSongsSchema },
    failures: [400, 401],
  },
  'GET /tracks/{id}/preview': {
    resource: 'previews',
    summary: 'Where half a minute of a song can be streamed just now',
    path: trackPathSchema,
    query: previewQuerySchema,
    success: { status: 200, description: 'The preview, or why there is none', body: previewSchema },
    failures: [400, 401, 404],
  },
  'GET /me/likes': {
    resource: 'taste',
    summary: 'The songs you like',
    success: { status: 200, description: 'All of them', body: tasteSongsSchema },
    failures: [401],
  },
  'PUT /me/likes/{trackId}': {
    resource: 'taste',
    access: 'member',
    summary: 'Like a song; it is hidden no longer. Twice is the same as once',
    path: tastePathSchema,
    success: { status: 204, description: 'You like it' },
    failures: [401, 403, 404, 409],
  },
  'DELETE /me/likes/{trackId}': {
    resource: 'taste',
    summary: 'Take a like back',
    path: tastePathSchema,
    success: { status: 204, description: 'You do not like it, or never did' },
    failures: [401, 404],
  },
  'GET /me/hides': {
    resource: 'taste',
    summary: 'The songs that lists leave out for you',
    success: { status: 200, description: 'All of them', body: tasteSongsSchema },
    failures: [401],
  },
  'PUT /me/hides/{trackId}': {
    resource: 'taste',
    summary: 'Leave a song out of every list from now on; a like of it is taken back. Twice is the same as once',
    path: tastePathSchema,
    success: { status: 204, description: 'It is hidden' },
    failures: [401, 404, 409],
  },
  'DELETE /me/hides/{trackId}': {
    resource: 'taste',
    summary: 'Let a hidden song be listed again',
    path: tastePathSchema,
    success: { status: 204, description: 'It is not hidden' },
    failures: [401, 404],
  },
  'GET /me/bans': {
    resource: 'taste',
    summary: 'The artists that lists leave out for you',
    success: { status: 200, description: 'All of them', body: bannedArtistsSchema },
    failures: [401],
  },
  'PUT /me/bans/{artist+}': {
    resource: 'taste',
    summary: 'Leave an artist out of every list from now on. Twice is the same as once',
    path: banPathSchema,
    success: { status: 204, description: 'The artist is banned' },
    failures: [401, 404, 409],
  },
  'DELETE /me/bans/{artist+}': {
    resource: 'taste',
    summary: 'Let an artist be listed again',
    path: banPathSchema,
    success: { status: 204, description: 'The artist is not banned' },
    failures: [401, 404],
  },
  'POST /guests': {
    resource: 'guests',
    access: 'anyone',
    summary: 'Become a guest: three recaps within 24 hours, without an account',
    body: nothingSchema,
    success: { status: 201, description: 'A session, its refresh token in a cookie', body: sessionSchema },
    failures: [400, 403, 429],
  },
  'POST /auth/session': {
    resource: 'sessions',
    access: 'anyone',
    summary: 'The session of the cookie, with a new access token',
    body: nothingSchema,
    success: { status: 200, description: 'The session, or null', body: currentSessionSchema },
    failures: [400, 403],
  },
  'POST /auth/sign-up': {
    resource: 'sessions',
    access: 'anyone',
    summary: 'Turn the guest of the cookie into an account: a code goes to the address',
    body: signUpSchema,
    success: { status: 202, description: 'The code was sent', body: codeSentSchema },
    failures: [400, 401, 403, 409, 422, 429],
  },
  'POST /auth/resend': {
    resource: 'sessions',
    access: 'anyone',
    summary: 'Send the code once more',
    body: nothingSchema,
    success: { status: 202, description: 'A new code was sent', body: codeSentSchema },
    failures: [400, 401, 403, 409, 429],
  },
  'POST /auth/confirm': {
    resource: 'sessions',
    access: 'anyone',
    summary: 'Confirm the address with its code; the recaps made as a guest stay',
    body: codeSchema,
    success: { status: 200, description: 'The session of the account', body: sessionSchema },
    failures: [400, 401, 403, 409, 422, 429],
  },
  'POST /auth/sign-in': {
    resource: 'sessions',
    access: 'anyone',
    summary: 'Sign in with address and password',
    body: signInSchema,
    success: { status: 200, description: 'The session', body: sessionSchema },
    failures: [400, 401, 403, 429],
  },
  'POST /auth/sign-out': {
    resource: 'sessions',
    access: 'anyone',
    summary: 'End the session on this device',
    body: nothingSchema,
    success: { status: 204, description: 'It is over' },
    failures: [400, 403],
  },
  'POST /auth/forgot': {
    resource: 'sessions',
    access: 'anyone',
    summary: 'Send a code for a new password, where the address has an account',
    body: forgotSchema,
    success: { status: 202, description: 'Sent, if there is such an account', body: codeSentSchema },
    failures: [400, 403, 429],
  },
  'POST /auth/reset': {
    resource: 'sessions',
    access: 'anyone',
    summary: 'Set a new password with the code, and sign in; every other session ends',
    body: resetSchema,
    success: { status: 200, description: 'The session', body: sessionSchema },
    failures: [400, 403, 422, 429],
  },
  'POST /auth/password': {
    resource: 'sessions',
    access: 'anyone',
    summary: 'Change the password; every other session ends',
    body: changePasswordSchema,
    success: { status: 200, description: 'A new session', body: sessionSchema },
    failures: [400, 401, 403, 422, 429],
  },
  'POST /auth/delete': {
    resource: 'account',
    access: 'anyone',
    summary: 'Delete the account, or the guest, with every recap',
    body: deleteAccountSchema,
    success: { status: 204, description: 'Nothing of it is left' },
    failures: [400, 401, 403, 422, 429],
  },
} as const satisfies Record<string, Route>;

export type RouteKey = keyof typeof ROUTES;
