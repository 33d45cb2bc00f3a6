/** What every pipeline step does around its own work: parse, mark the stage, time, save, and name its failures. */
import {
  type Reading,
  STEPS,
  type Stage,
  type StepInput,
  type StepName,
  type StepOutput,
} from '../../core/contracts/pipeline.ts';
import type { RecapItem } from '../../core/contracts/recap-item.ts';
import { AppError, GENERIC_FAILURE, invariant } from '../../core/errors.ts';
import { faultOf } from './fault.ts';
import { logger } from './logger.ts';
import { beginStage, saveFindings } from './recap-store.ts';

export type Findings = Partial<
  Pick<
    RecapItem,
    | 'image'
    | 'frames'
    | 'taken'
    | 'curve'
    | 'frameLabels'
    | 'frameFaces'
    | 'frameModeration'
    | 'labels'
    | 'faint'
    | 'properties'
    | 'faces'
    | 'moderation'
    | 'reading'
    | 'felt'
    | 'modelReading'
    | 'story'
    | 'clusters'
    | 'songs'
    | 'songsFinal'
    | 'notes'
    | 'storyNotes'
    | 'narration'
  >
>;

/** What a step does, given its input and the recap as the steps before it left it. */
type Work<S extends StepName> = (
  input: StepInput<S>,
  item: RecapItem,
) => Promise<{ output: StepOutput<S>; findings: Findings }>;

/** Steps that run on a claimed recap carry its owner and id. */
type ClaimedStep = { [S in StepName]: StepInput<S> extends { recap: unknown } ? S : never }[StepName];

/** A step of a claimed recap: its stage is written when it begins, its findings and timing when it ends. */
export function step<S extends ClaimedStep>(name: S, stage: Stage, work: Work<S>) {
  return (event: unknown): Promise<StepOutput<S>> =>
    named(name, async () => {
      const input = STEPS[name].input.parse(event) as StepInput<S>;
      const startedAt = Date.now();
      const item = await beginStage(input.recap, stage);
      const { output, findings } = await work(input, item);
      await saveFindings(input.recap, name, { startedAt, ms: Date.now() - startedAt }, findings);
      return output;
    });
}

/** Fields of the item that an earlier step has written; throws `InvariantViolated` where one is missing. */
export function written<K extends keyof RecapItem>(
  item: RecapItem,
  ...fields: K[]
): { [F in K]: NonNullable<RecapItem[F]> } {
  const entries = fields.map((field) => {
    invariant(item[field] !== undefined && item[field] !== null, `The item has no ${field} yet.`);
    return [field, item[field]];
  });
  return Object.fromEntries(entries);
}

/** What a list is made from: for the final one the reading as the story's model shifted it, where one wrote the story. */
export function readingFor(item: RecapItem, final: boolean): Reading {
  return (final ? item.modelReading : undefined) ?? written(item, 'reading').reading;
}

const TRANSIENT = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'LimitExceededException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'InternalServerError',
  'InternalServerException',
  'InternalFailure',
  'ServiceFailureException',
  'SlowDown',
  'TimeoutError',
  'NetworkingError',
  'ModelNotReadyException',
  'InternalDependencyException',
]);

/**
 * Runs `work` and lets only errors with a name the state machine knows leave: an AppError as it is, a passing fault of
 * AWS or the network as `TransientFailure` (retried), anything else as `StepFailed` (not retried, generic sentence).
 */
export async function named<T>(name: StepName, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error));
    const code = (cause as { code?: string }).code;
    // The photo or the person is at fault: an answer like any other, and no failure of ours.
    if (cause instanceof AppError && cause.status < 500) {
      logger.info('step refused', { step: name, code: cause.code });
      throw cause;
    }
    logger.error('step failed', { step: name, fault: faultOf(cause) });
    if (cause instanceof AppError) throw cause;
    const passing =
      TRANSIENT.has(cause.name) || code === 'ECONNRESET' || code === 'ECONNREFUSED' || code === 'ETIMEDOUT';
    throw new AppError(passing ? 'TransientFailure' : 'StepFailed', 500, GENERIC_FAILURE, { cause });
  }
}
