/** The user pool's refusals in sentences for the person at the form. */
import { CognitoIdentityProviderServiceException } from '@aws-sdk/client-cognito-identity-provider';
import { AppError } from '../../core/errors.ts';

/** Code, HTTP status and sentence. */
type Refusal = [code: string, status: number, message: string];

const TOO_MANY: Refusal = ['TooManyAttempts', 429, 'That was tried too often. Please wait a while and try again.'];
const WRONG_CODE: Refusal = ['WrongCode', 422, 'That code is not right, or too old. Check it, or have a new one sent.'];

const REFUSALS: Readonly<Record<string, Refusal>> = {
  AliasExistsException: [
    'AddressTaken',
    409,
    'There is an account with this address already. Sign in, or ask for a new password.',
  ],
  CodeDeliveryFailureException: ['CodeNotSent', 502, 'The code could not be sent to this address. Please check it.'],
  CodeMismatchException: WRONG_CODE,
  ExpiredCodeException: WRONG_CODE,
  InvalidPasswordException: [
    'WeakPassword',
    422,
    'The password needs at least 12 characters, among them a small letter, a capital letter and a digit.',
  ],
  LimitExceededException: TOO_MANY,
  TooManyFailedAttemptsException: TOO_MANY,
  TooManyRequestsException: TOO_MANY,
};

/**
 * Asks the pool, with its refusals in our words. `unauthorised` is what its NotAuthorizedException means here, where that is
 * not "too often".
 */
export async function inWords<T>(asked: Promise<T>, unauthorised?: AppError): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof CognitoIdentityProviderServiceException)) throw error;
    if (error.name === 'NotAuthorizedException') {
      // Cognito has no exception of its own for a user who is locked out for a while.
      if (/attempts exceeded/i.test(error.message)) throw refused(TOO_MANY, error);
      throw unauthorised ?? error;
    }
    const known = REFUSALS[error.name];
    throw known ? refused(known, error) : error;
  }
}

const refused = ([code, status, message]: Refusal, cause: unknown) => new AppError(code, status, message, { cause });
