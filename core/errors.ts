/**
 * The one error family. `code` is stable and machine-readable, `publicMessage` is a sentence a person may read, and
 * `name` equals `code` so that the state machine's Retry and Catch can name it.
 */
export class AppError extends Error {
  readonly code: string;
  /** HTTP status that fits the error where it leaves through the API. */
  readonly status: number;
  readonly publicMessage: string;

  constructor(code: string, status: number, publicMessage: string, options?: { cause?: unknown }) {
    super(publicMessage, options);
    this.name = code;
    this.code = code;
    this.status = status;
    this.publicMessage = publicMessage;
  }
}

/** A mistake of our own: `message` is for the log, the person reads the generic sentence. */
function invariantViolated(message: string): AppError {
  return Object.assign(new AppError('InvariantViolated', 500, GENERIC_FAILURE), { message });
}

/** Throws an AppError of code `InvariantViolated` (500) unless `condition` holds. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw invariantViolated(message);
}

/** For exhaustive switches: a value of type never cannot reach it. */
export function assertNever(value: never): never {
  throw invariantViolated(`Unexpected value: ${JSON.stringify(value)}`);
}

/** What the person reads when something failed that they cannot influence. */
export const GENERIC_FAILURE = 'Something went wrong on our side. Please try again in a moment.';

/** The sentence for any thrown value: the public message of an AppError, the generic sentence for everything else. */
export function publicMessageOf(error: unknown): string {
  return error instanceof AppError ? error.publicMessage : GENERIC_FAILURE;
}
