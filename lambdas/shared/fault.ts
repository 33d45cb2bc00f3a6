/** What of an error may stand in a log. */
import { AppError } from '../../core/errors.ts';

export type Fault = {
  name: string;
  code?: string;
  /**
   * Only where it is known to hold nothing that a person wrote: our own sentences, and those of AWS, but not of its
   * validation, which quotes the value it refuses.
   */
  message?: string;
  /** HTTP status and request id of an AWS service's refusal. */
  status?: number;
  requestId?: string;
  /** Where it was thrown: the stack without the message that heads it. */
  frames: string[];
  cause?: Fault;
};

type Known = Error & { code?: unknown; $metadata?: { httpStatusCode?: number; requestId?: string } };

/** Causes of causes that are worth a line. */
const MAX_DEPTH = 4;

/**
 * An error without what it may quote. Errors of parsers repeat the text they could not read, those of addresses the
 * address, and their own fields hold more of the same: a caption, a token, a signed URL.
 */
export function faultOf(error: unknown, depth = 0): Fault {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const { name, message, code, $metadata: metadata, cause } = error as Known;
  return {
    name,
    ...(typeof code === 'string' && code !== name ? { code } : {}),
    ...(error instanceof AppError || (metadata && !/Validation/.test(name)) ? { message } : {}),
    ...(metadata?.httpStatusCode === undefined ? {} : { status: metadata.httpStatusCode }),
    ...(metadata?.requestId === undefined ? {} : { requestId: metadata.requestId }),
    frames: framesOf(error),
    ...(cause === undefined || depth >= MAX_DEPTH ? {} : { cause: faultOf(cause, depth + 1) }),
  };
}

function framesOf({ stack = '' }: Error): string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
}
