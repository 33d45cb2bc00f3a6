/** The shapes of recaps: what begins one, what its owner sees of it, and a page of the list. */
import * as z from 'zod/mini';
import { PHOTO_TYPES, SMALL_SIDE, VIDEO_TYPES } from './media.ts';
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
import { tellingSchema, VOICE_QUALITIES } from './telling.ts';

/** Longest caption a person may add, characters. */
export const MAX_CAPTION = 300;
/** How long a presigned upload may be used, seconds. */
export const UPLOAD_SECONDS = 300;
/** How long a signed media URL may be used, seconds. */
export const MEDIA_URL_SECONDS = 900;

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
    .nullable(
      z.strictObject({
        url: z.url(),
        smallUrl: z.url().check(z.describe(`The same, ${SMALL_SIDE} pixels at its longest side`)),
        width: z.int(),
        height: z.int(),
      }),
    )
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
