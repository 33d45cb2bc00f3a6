import { describe, expect, it } from 'vitest';
import { AppError, assertNever, GENERIC_FAILURE, invariant, publicMessageOf } from '../../core/errors.ts';

function thrownBy(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('Nothing of ours was thrown.');
}

describe('AppError', () => {
  it('carries code, status and sentence, and the code is its name', () => {
    const cause = new Error('socket closed');
    const error = new AppError('PhotoNotFetched', 422, 'The photo could not be fetched.', { cause });
    expect(error).toMatchObject({
      name: 'PhotoNotFetched',
      code: 'PhotoNotFetched',
      status: 422,
      message: 'The photo could not be fetched.',
      publicMessage: 'The photo could not be fetched.',
      cause,
    });
    expect(error).toBeInstanceOf(Error);
    expect(new AppError('Gone', 410, 'It is gone.').cause).toBeUndefined();
  });
});

describe('invariant', () => {
  it('lets pass what holds', () => {
    expect(() => invariant(true, 'never seen')).not.toThrow();
  });

  it('names the broken rule for the log and nothing of it for the person', () => {
    const error = thrownBy(() => invariant(0, 'blocks must be sorted'));
    expect(error).toMatchObject({
      name: 'InvariantViolated',
      status: 500,
      message: 'blocks must be sorted',
      publicMessage: GENERIC_FAILURE,
    });
  });
});

describe('assertNever', () => {
  it('names the value for the log alone', () => {
    const error = thrownBy(() => assertNever({ kind: 'sculpture' } as never));
    expect(error).toMatchObject({ code: 'InvariantViolated', message: 'Unexpected value: {"kind":"sculpture"}' });
    expect(error.publicMessage).toBe(GENERIC_FAILURE);
  });
});

describe('publicMessageOf', () => {
  it.each([
    [new AppError('Refused', 422, 'We cannot use this photo.'), 'We cannot use this photo.'],
    [new Error('ECONNREFUSED 10.0.0.7:443'), GENERIC_FAILURE],
    ['a string', GENERIC_FAILURE],
    [undefined, GENERIC_FAILURE],
  ])('gives a sentence for %s', (error, sentence) => {
    expect(publicMessageOf(error)).toBe(sentence);
  });
});
