/** The exceptions of the user pool's API, spelt as clients match on them. */
import { AppError } from '../../../core/errors.ts';

/** Names of the exceptions in use; all travel with HTTP status 400. */
export type UserPoolException =
  | 'AliasExistsException'
  | 'CodeDeliveryFailureException'
  | 'CodeMismatchException'
  | 'ExpiredCodeException'
  | 'InvalidParameterException'
  | 'InvalidPasswordException'
  | 'LimitExceededException'
  | 'NotAuthorizedException'
  | 'ResourceNotFoundException'
  | 'UserLambdaValidationException'
  | 'UserNotConfirmedException'
  | 'UserNotFoundException'
  | 'UsernameExistsException';

export function exception(name: UserPoolException, message: string, cause?: unknown): AppError {
  return new AppError(name, 400, message, cause === undefined ? {} : { cause });
}

/** One answer for a wrong password and for an unknown user, so that neither can be told from the other. */
export function incorrectCredentials(): AppError {
  return exception('NotAuthorizedException', 'Incorrect username or password.');
}

export function userNotFound(): AppError {
  return exception('UserNotFoundException', 'User does not exist.');
}
