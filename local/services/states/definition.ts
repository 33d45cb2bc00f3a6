/** The Amazon States Language as it may be written: the JSONata form of the eight state types, unknown fields refused. */
import { z } from 'zod';

const LONGEST_SECONDS = 99_999_999;
const MAX_DELAY_LIMIT = 31_622_400;

const json = z.unknown();
const assign = z.record(z.string().regex(/^[\p{L}_][\p{L}\p{N}_]{0,79}$/u, 'is not a variable name'), json);
/** A field that may also be worked out by an expression. */
const orExpression = <T extends z.ZodType>(schema: T) => z.union([schema, z.string().regex(/^\{%[\s\S]*%\}$/)]);

const seconds = z.number().int().min(1).max(LONGEST_SECONDS);
const share = z.number().int().min(0).max(100);
const count = z.number().int().min(0);

const common = { Comment: z.string().optional(), QueryLanguage: z.string().optional() };
const transition = { Next: z.string().optional(), End: z.literal(true).optional() };
const result = { Output: json.optional(), Assign: assign.optional() };

const retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string().min(1)).min(1),
  IntervalSeconds: seconds.default(1),
  MaxAttempts: count.max(LONGEST_SECONDS).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.number().int().min(1).max(MAX_DELAY_LIMIT).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
});
export type Retrier = z.infer<typeof retrier>;

const catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string().min(1)).min(1),
  Next: z.string(),
  ...result,
});
const recovery = { Retry: z.array(retrier).default([]), Catch: z.array(catcher).default([]) };

const flow = { StartAt: z.string(), States: z.record(z.string().min(1).max(80), z.unknown()) };
const branch = z.strictObject({ Comment: z.string().optional(), ...flow });

/** The schemas of the states by their Type. */
export const STATE_SCHEMAS = {
  Task: z.strictObject({
    Type: z.literal('Task'),
    ...common,
    ...transition,
    ...result,
    ...recovery,
    Resource: z.string(),
    Arguments: json.optional(),
    TimeoutSeconds: orExpression(seconds).optional(),
    // Accepted and without effect: only activities and callback tasks send heartbeats, and neither is hosted.
    HeartbeatSeconds: orExpression(seconds).optional(),
  }),
  Pass: z.strictObject({ Type: z.literal('Pass'), ...common, ...transition, ...result }),
  Choice: z.strictObject({
    Type: z.literal('Choice'),
    ...common,
    ...result,
    Choices: z
      .array(
        z.strictObject({
          Comment: z.string().optional(),
          Condition: orExpression(z.boolean()),
          Next: z.string(),
          ...result,
        }),
      )
      .min(1),
    Default: z.string().optional(),
  }),
  Wait: z.strictObject({
    Type: z.literal('Wait'),
    ...common,
    ...transition,
    ...result,
    Seconds: orExpression(count.max(LONGEST_SECONDS)).optional(),
    Timestamp: z.string().optional(),
  }),
  Succeed: z.strictObject({ Type: z.literal('Succeed'), ...common, Output: json.optional() }),
  Fail: z.strictObject({
    Type: z.literal('Fail'),
    ...common,
    Error: z.string().optional(),
    Cause: z.string().optional(),
  }),
  Parallel: z.strictObject({
    Type: z.literal('Parallel'),
    ...common,
    ...transition,
    ...result,
    ...recovery,
    Branches: z.array(branch).min(1),
    Arguments: json.optional(),
  }),
  Map: z.strictObject({
    Type: z.literal('Map'),
    ...common,
    ...transition,
    ...result,
    ...recovery,
    Label: z.string().optional(),
    Items: json.optional(),
    ItemSelector: json.optional(),
    ItemProcessor: z.strictObject({
      Comment: z.string().optional(),
      ProcessorConfig: z.strictObject({ Mode: z.literal('INLINE') }).optional(),
      ...flow,
    }),
    MaxConcurrency: orExpression(count).default(0),
    ToleratedFailureCount: orExpression(count).optional(),
    ToleratedFailurePercentage: orExpression(share).optional(),
  }),
} as const;
export type StateType = keyof typeof STATE_SCHEMAS;
export type StateSource<T extends StateType> = z.output<(typeof STATE_SCHEMAS)[T]>;

/** The machine around its states. */
export const machineSchema = z.strictObject({
  Comment: z.string().optional(),
  Version: z.literal('1.0').optional(),
  QueryLanguage: z.string().optional(),
  TimeoutSeconds: seconds.optional(),
  ...flow,
});

/** The first complaint of a schema as a sentence part: `Next: …` or `unknown field "X"`. */
export function firstComplaint(error: z.ZodError): string {
  const issue = error.issues[0]!;
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return `unknown field "${issue.keys[0]}"${path ? ` in ${path}` : ''}`;
  }
  return `${path ? `${path}: ` : ''}${issue.message}`;
}
