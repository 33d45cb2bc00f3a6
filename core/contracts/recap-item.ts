/** The recap as it is stored: one item a recap, partition key `userId`, sort key `recapId`. */
import { z } from 'zod';
import {
  imagePropertiesSchema,
  imageRefSchema,
  labelSchema,
  narrationSchema,
  readingSchema,
  STAGES,
  STATUSES,
  songSchema,
  storySchema,
} from './pipeline.ts';

/** When a step ran: milliseconds since the epoch, and how long it took. */
export const stepTimingSchema = z.object({ startedAt: z.number(), ms: z.number().nonnegative() });

export const recapItemSchema = z.object({
  userId: z.string(),
  recapId: z.string(),
  status: z.enum(STATUSES),
  stage: z.enum(STAGES),
  /** ISO 8601. */
  createdAt: z.string(),
  updatedAt: z.string(),
  caption: z.string().nullable(),
  /** The execution that claimed the recap. */
  execution: z.string().optional(),
  /** Executions that ended the recap badly; it may have been tried again since. */
  endedExecutions: z.array(z.string()).optional(),
  /** Which state ran when; keyed by step name. */
  timings: z.record(z.string(), stepTimingSchema).default({}),
  image: imageRefSchema.optional(),
  labels: z.array(labelSchema).optional(),
  properties: imagePropertiesSchema.optional(),
  reading: readingSchema.optional(),
  story: storySchema.optional(),
  songs: z.array(songSchema).optional(),
  /** Tracks that were listed under filters, the latest last; the last 50 at most. */
  shown: z.array(z.string()).optional(),
  /** True once the list was made from the reading that the story ended with. */
  songsFinal: z.boolean().optional(),
  /** Sentences about what was widened or stepped down. */
  notes: z.array(z.string()).optional(),
  narration: narrationSchema.optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  /** Seconds since the epoch after which DynamoDB removes the item; only on recaps that wait for an execution. */
  expiresAt: z.number().optional(),
});

export type RecapItem = z.infer<typeof recapItemSchema>;
