/** The recap as it is stored: one item a recap, partition key `userId`, sort key `recapId`. */
import * as z from 'zod/mini';
import {
  curvePointSchema,
  faceSchema,
  faintLabelSchema,
  foundClustersSchema,
  frameSchema,
  imagePropertiesSchema,
  imageRefSchema,
  labelSchema,
  moderationSchema,
  narrationSchema,
  readingSchema,
  STAGES,
  STATUSES,
  songSchema,
  storySchema,
  takenPartSchema,
} from './pipeline.ts';
import { tellingSchema } from './telling.ts';

/** When a step ran: milliseconds since the epoch, and how long it took. */
export const stepTimingSchema = z.object({ startedAt: z.number(), ms: z.number().check(z.nonnegative()) });

/** What one step leaves for a later one. It goes when the recap has ended. */
const betweenSteps = {
  faint: z.optional(z.array(faintLabelSchema)),
  faces: z.optional(z.array(faceSchema)),
  moderation: z.optional(moderationSchema),
  /** What each frame of a video showed, in the order of `frames`. */
  frameLabels: z.optional(
    z.array(
      z.object({ labels: z.array(labelSchema), faint: z.array(faintLabelSchema), properties: imagePropertiesSchema }),
    ),
  ),
  frameFaces: z.optional(z.array(z.array(faceSchema))),
  frameModeration: z.optional(z.array(moderationSchema)),
  /** The reading as the story's model shifted it; the final list is made from it, and it becomes `reading` then. */
  modelReading: z.optional(readingSchema),
  clusters: z.optional(foundClustersSchema),
};
/** Names of the fields that are gone once a recap has ended. */
export const BETWEEN_STEPS = Object.keys(betweenSteps) as (keyof typeof betweenSteps)[];

export const recapItemSchema = z.object({
  userId: z.string(),
  recapId: z.string(),
  status: z.enum(STATUSES),
  stage: z.enum(STAGES),
  /** ISO 8601. */
  createdAt: z.string(),
  updatedAt: z.string(),
  caption: z.nullable(z.string()),
  /** How the person wants it told; absent where nothing was chosen. */
  telling: z.optional(tellingSchema),
  /** The person let a vision-language model elsewhere see the picture itself. */
  showPicture: z.optional(z.boolean()),
  /** The execution that claimed the recap. */
  execution: z.optional(z.string()),
  /** Executions that ended the recap badly; it may have been tried again since. */
  endedExecutions: z.optional(z.array(z.string())),
  /** Which state ran when; keyed by step name. */
  timings: z._default(z.record(z.string(), stepTimingSchema), {}),
  /** Where the person wants the taken part of a longer video to begin, seconds. */
  startSecond: z.optional(z.number()),
  /** The photo, or a video's cover. */
  image: z.optional(imageRefSchema),
  /** Of a video: the frames that are looked at, in order of time. */
  frames: z.optional(z.array(frameSchema)),
  taken: z.optional(takenPartSchema),
  curve: z.optional(z.array(curvePointSchema)),
  labels: z.optional(z.array(labelSchema)),
  properties: z.optional(imagePropertiesSchema),
  reading: z.optional(readingSchema),
  /** How the picture felt before the person's words, kept for whoever says later whether the moment is a heavy one. */
  felt: z.optional(z.object({ valence: z.number(), energy: z.number() })),
  story: z.optional(storySchema),
  songs: z.optional(z.array(songSchema)),
  /** What follows from the mood as the person set it; `reading`, `songs` and `notes` stay as they were found. */
  corrected: z.optional(z.object({ reading: readingSchema, songs: z.array(songSchema), notes: z.array(z.string()) })),
  /** Tracks that were listed under filters, the latest last; the last 50 at most. */
  shown: z.optional(z.array(z.string())),
  /** True once the list was made from the reading that the story ended with. */
  songsFinal: z.optional(z.boolean()),
  /** Sentences about what was widened or stepped down. */
  notes: z.optional(z.array(z.string())),
  /** Sentences about how the story came about, where it is not as was asked for. */
  storyNotes: z.optional(z.array(z.string())),
  narration: z.optional(narrationSchema),
  ...betweenSteps,
  error: z.optional(z.object({ code: z.string(), message: z.string() })),
  /** Seconds since the epoch after which DynamoDB removes the item; only on recaps that wait for an execution. */
  expiresAt: z.optional(z.number()),
});

export type RecapItem = z.infer<typeof recapItemSchema>;
