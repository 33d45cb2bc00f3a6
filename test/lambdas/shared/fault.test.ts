import { describe, expect, it } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { faultOf } from '../../../lambdas/shared/fault.ts';

const SECRET = 'our last summer in the hills';

const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe('faultOf', () => {
  it.each([
    ['a parser', thrownBy(() => JSON.parse(SECRET))],
    ['an address', thrownBy(() => new URL(SECRET))],
    ['a header', thrownBy(() => new Headers({ authorization: `Bearer ${SECRET}\n\nx` }))],
    ['fields of its own', Object.assign(new Error('x'), { input: SECRET, value: { caption: SECRET } })],
    ['AWS validation', Object.assign(new Error(SECRET), { name: 'ValidationException', $metadata: {} })],
    ['a cause', new AppError('Broken', 500, 'It broke.', { cause: new Error(SECRET) })],
    ['a thrown text', SECRET],
  ])('repeats nothing that %s quotes', (_name, error) => {
    expect(JSON.stringify(faultOf(error))).not.toContain('summer');
  });

  it('keeps name, code, our own sentences and those of AWS, and where it was thrown', () => {
    const refused = Object.assign(new Error('User is not authorized to perform: s3:GetObject'), {
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403, requestId: 'abc' },
    });
    const fault = faultOf(new AppError('StepFailed', 500, 'It broke.', { cause: refused }));
    expect(fault).toMatchObject({
      name: 'StepFailed',
      message: 'It broke.',
      cause: { name: 'AccessDenied', message: refused.message, status: 403, requestId: 'abc' },
    });
    expect(fault.frames[0]).toMatch(/^at .*fault\.test\.ts/);
    expect(faultOf(Object.assign(new Error('connect'), { code: 'ECONNRESET' })).code).toBe('ECONNRESET');
  });

  it('ends where causes go round', () => {
    const error = new Error('x');
    error.cause = error;
    expect(JSON.stringify(faultOf(error)).match(/"cause"/g)).toHaveLength(4);
  });
});
