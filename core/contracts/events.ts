/** Events of AWS that the house reacts to, as far as it reads them. */
import * as z from 'zod/mini';

/** S3's announcement of a finished upload: the input of every execution. */
export const objectCreatedSchema = z.object({
  detail: z.object({ object: z.object({ key: z.string(), size: z.number() }) }),
});
export type ObjectCreatedInput = z.infer<typeof objectCreatedSchema>;

/** The end of an execution that reached no Catch of its own. */
export const executionEndedSchema = z.object({
  detail: z.object({
    executionArn: z.string(),
    status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
    /** JSON text of the execution's input; null where it was too large to carry along. */
    input: z.nullable(z.string()),
  }),
});
export type ExecutionEnded = z.infer<typeof executionEndedSchema>;
