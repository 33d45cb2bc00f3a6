/** From what the state machine caught to what the person reads. */
import { GENERIC_FAILURE } from './errors.ts';

/** Errors that no retry can mend, because the photo itself is at fault or gone: nothing of it is kept. */
const FINAL = new Set([
  'Refused',
  'EmptyFile',
  'NotAPhoto',
  'HeicNotSupported',
  'PhotoDamaged',
  'PhotoTooLarge',
  'VideoDamaged',
  'NoVideoStream',
  'VideoTooLarge',
  'VideoTooLong',
  'VideoTooSlow',
  'VideosUnavailable',
  'RecapGone',
]);

/** Whether a recap that failed with this code may be tried again: its photo was kept. */
export function isRetryable(code: string): boolean {
  return !FINAL.has(code);
}

/**
 * Errors of the service itself: their causes are not written for people. A function that cannot even start reports the
 * plain JavaScript name (`TypeError`), which none of our own codes resembles.
 */
const INTERNAL =
  /^(Lambda|States|Sandbox|Runtime)\.|^(StepFailed|TransientFailure|InvariantViolated|Unhandled|\w*Error)$/;

/**
 * @param caught the state machine's error output; `Cause` is Lambda's JSON {errorType, errorMessage} or plain text.
 * @returns the status the recap ends with, the code and sentence to store, and whether its media stay for a retry.
 */
export function failureOf(caught: { Error: string; Cause: string }): {
  status: 'FAILED' | 'REFUSED';
  error: { code: string; message: string };
  keepMedia: boolean;
} {
  const internal = INTERNAL.test(caught.Error);
  return {
    status: caught.Error === 'Refused' ? 'REFUSED' : 'FAILED',
    error: {
      code: internal ? 'RecapFailed' : caught.Error,
      message: internal ? GENERIC_FAILURE : sentenceOf(caught.Cause),
    },
    keepMedia: isRetryable(caught.Error),
  };
}

function sentenceOf(cause: string): string {
  try {
    const parsed: unknown = JSON.parse(cause);
    if (typeof parsed === 'object' && parsed !== null && 'errorMessage' in parsed) return String(parsed.errorMessage);
  } catch {
    // A Cause that is not JSON is a sentence of the state machine's own.
    return cause || GENERIC_FAILURE;
  }
  return GENERIC_FAILURE;
}
