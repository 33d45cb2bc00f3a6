/** Error names of the Amazon States Language that the interpreter itself raises. */
export const ERROR = {
  all: 'States.ALL',
  taskFailed: 'States.TaskFailed',
  timeout: 'States.Timeout',
  heartbeatTimeout: 'States.HeartbeatTimeout',
  queryEvaluation: 'States.QueryEvaluationError',
  dataLimitExceeded: 'States.DataLimitExceeded',
  runtime: 'States.Runtime',
  noChoiceMatched: 'States.NoChoiceMatched',
  toleranceExceeded: 'States.ExceedToleratedFailureThreshold',
} as const;

/** What a Catcher sees as `$states.errorOutput`. */
export interface ErrorOutput {
  readonly Error: string;
  readonly Cause: string;
}

/** A state that failed: the error name that Retry and Catch look at, and the cause, a text or a JSON document. */
export class StateFailure extends Error {
  /** Absent only for a Fail state that names no error. */
  readonly error: string | undefined;
  readonly reason: string | undefined;

  constructor(error: string | undefined, reason: string | undefined) {
    super(`${error ?? 'failed'}: ${reason ?? ''}`);
    this.name = 'StateFailure';
    this.error = error;
    this.reason = reason;
  }

  get output(): ErrorOutput {
    return { Error: this.error ?? '', Cause: this.reason ?? '' };
  }
}

/** Reason of an abort: a sibling branch failed, so the work is of no use any more. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Reason of an abort: the state machine's own TimeoutSeconds passed. */
export class ExecutionTimedOut extends Error {
  override readonly name = 'ExecutionTimedOut';
}

/** Reason of an abort: StopExecution was called. */
export class ExecutionStopped extends Error {
  override readonly name = 'ExecutionStopped';
  readonly error: string | undefined;
  readonly reason: string | undefined;

  constructor(error?: string, reason?: string) {
    super('The execution was stopped.');
    this.error = error;
    this.reason = reason;
  }
}

/** Anything thrown inside a state as a failure; what the interpreter did not foresee is States.Runtime. */
export function asFailure(thrown: unknown): StateFailure {
  if (thrown instanceof StateFailure) return thrown;
  return new StateFailure(ERROR.runtime, thrown instanceof Error ? thrown.message : String(thrown));
}

const UNCATCHABLE_BY_WILDCARD: ReadonlySet<string> = new Set([ERROR.runtime, ERROR.dataLimitExceeded]);

/** Whether one of the names in ErrorEquals covers the failure. States.Runtime always ends the execution. */
export function matchesError(errorEquals: readonly string[], failure: StateFailure): boolean {
  const error = failure.error ?? '';
  if (error === ERROR.runtime) return false;
  return errorEquals.some((name) => {
    if (name === error) return true;
    if (UNCATCHABLE_BY_WILDCARD.has(error)) return false;
    if (name === ERROR.all) return true;
    if (name === ERROR.taskFailed) return error !== ERROR.timeout;
    return name === ERROR.timeout && error === ERROR.heartbeatTimeout;
  });
}
