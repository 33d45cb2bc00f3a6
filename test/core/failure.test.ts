import { describe, expect, it } from 'vitest';
import { GENERIC_FAILURE } from '../../core/errors.ts';
import { failureOf, isRetryable } from '../../core/failure.ts';

const fromLambda = (errorType: string, errorMessage: string) => ({
  Error: errorType,
  Cause: JSON.stringify({ errorType, errorMessage, trace: ['at work (index.mjs:1:1)'] }),
});

describe('failureOf', () => {
  it('passes on the sentence of an error of ours', () => {
    expect(failureOf(fromLambda('PhotoNotFetched', 'The photo could not be fetched.'))).toEqual({
      status: 'FAILED',
      error: { code: 'PhotoNotFetched', message: 'The photo could not be fetched.' },
      keepMedia: true,
    });
  });

  it('ends a refusal as REFUSED, with the sentence the state machine gave, and keeps nothing', () => {
    expect(failureOf({ Error: 'Refused', Cause: 'We cannot use this photo.' })).toEqual({
      status: 'REFUSED',
      error: { code: 'Refused', message: 'We cannot use this photo.' },
      keepMedia: false,
    });
  });

  it.each(['EmptyFile', 'NotAPhoto', 'HeicNotSupported', 'PhotoDamaged', 'PhotoTooLarge', 'RecapGone'])(
    'keeps no media after %s, which no retry can mend',
    (code) => {
      const failure = failureOf(fromLambda(code, 'A sentence.'));
      expect(failure).toEqual({ status: 'FAILED', error: { code, message: 'A sentence.' }, keepMedia: false });
    },
  );

  it.each([
    'Lambda.Unknown',
    'Lambda.TooManyRequestsException',
    'States.Timeout',
    'States.QueryEvaluationError',
    'Sandbox.Timedout',
    'Runtime.ImportModuleError',
    'StepFailed',
    'TransientFailure',
    'InvariantViolated',
    'TypeError',
    'Error',
    'Unhandled',
  ])('shows nothing of %s, whose cause is not for people', (name) => {
    expect(failureOf(fromLambda(name, "Cannot read properties of undefined (reading 'x') at 10.0.0.7"))).toEqual({
      status: 'FAILED',
      error: { code: 'RecapFailed', message: GENERIC_FAILURE },
      keepMedia: true,
    });
  });

  it.each(['', '{}', 'null', '"text"', '[1]'])('has a sentence where the cause is %j', (Cause) => {
    expect(failureOf({ Error: 'CatalogueEmpty', Cause }).error.message).toBe(GENERIC_FAILURE);
  });
});

describe('isRetryable', () => {
  it('is so exactly where the media were kept', () => {
    for (const code of ['PhotoDamaged', 'Refused', 'RecapGone', 'RecapFailed', 'CatalogueEmpty']) {
      expect(isRetryable(code)).toBe(failureOf(fromLambda(code, 'A sentence.')).keepMedia);
    }
    expect(isRetryable('RecapFailed')).toBe(true);
    expect(isRetryable('NotAPhoto')).toBe(false);
  });
});
