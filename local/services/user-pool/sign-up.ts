/** SignUp, ConfirmSignUp and ResendConfirmationCode. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import type { JsonOperation } from '../wire/json.ts';
import { expiredCode, pretendedDelivery, redeemCode, sendCode } from './codes.ts';
import type { PreSignUpEvent } from './config.ts';
import type { User } from './directory.ts';
import { exception, userNotFound } from './errors.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { EMAIL, fields, findUser, operation, type Pool, type Pools } from './pool.ts';

const signUpInput = z.object({
  ClientId: fields.clientId,
  Username: fields.username,
  Password: fields.password,
  UserAttributes: fields.attributes.default({}),
  ValidationData: z
    .array(z.object({ Name: z.string(), Value: z.string() }))
    .default([])
    .transform((list) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]))),
  ClientMetadata: fields.metadata,
});

export function signUpOperations(pools: Pools): Record<string, JsonOperation> {
  return {
    SignUp: operation(signUpInput, (input) => signUp(pools.ofClient(input.ClientId).pool, input)),

    ConfirmSignUp: operation(
      z.object({
        ClientId: fields.clientId,
        Username: fields.username,
        ConfirmationCode: fields.code,
        ForceAliasCreation: z.boolean().optional(),
      }),
      async (input) => {
        const { pool, client } = pools.ofClient(input.ClientId);
        const user = findUser(pool, input.Username);
        if (!user) throw client.preventUserExistenceErrors ? expiredCode() : userNotFound();
        if (user.status !== 'UNCONFIRMED') {
          throw exception('NotAuthorizedException', `User cannot be confirmed. Current status is ${user.status}`);
        }
        // Whose address it is must be clear before the code is used up.
        const other = otherOwner(pool, user);
        await redeemCode(pool, user, 'sign-up', input.ConfirmationCode);
        if (other && !input.ForceAliasCreation) throw aliasExists();
        if (other) other.attributes.email_verified = 'false';
        user.status = 'CONFIRMED';
        user.attributes.email_verified = 'true';
        await pool.directory.save();
        return {};
      },
    ),

    ResendConfirmationCode: operation(
      z.object({ ClientId: fields.clientId, Username: fields.username }),
      async (input) => {
        const { pool, client } = pools.ofClient(input.ClientId);
        const user = findUser(pool, input.Username);
        if (!user && client.preventUserExistenceErrors) {
          return { CodeDeliveryDetails: pretendedDelivery(pool, input.Username) };
        }
        if (!user) throw userNotFound();
        if (user.status === 'CONFIRMED') {
          throw exception('InvalidParameterException', 'User is already confirmed.');
        }
        if (user.attributes.email === undefined) {
          throw exception('InvalidParameterException', 'There is no address to send a code to.');
        }
        return { CodeDeliveryDetails: await sendCode(pool, user, 'sign-up') };
      },
    ),
  };
}

async function signUp(pool: Pool, input: z.infer<typeof signUpInput>) {
  const { config, directory } = pool;
  if (!config.selfSignUp) throw exception('NotAuthorizedException', 'SignUp is not permitted for this user pool');
  const attributes = { ...input.UserAttributes };
  if (config.signInWith === 'email') {
    if (!EMAIL.test(input.Username)) throw exception('InvalidParameterException', 'Username should be an email.');
    attributes.email = input.Username;
  } else if (config.emailAlias && EMAIL.test(input.Username)) {
    throw exception(
      'InvalidParameterException',
      'Username cannot be of email format, since user pool is configured for email alias.',
    );
  }
  checkPassword(input.Password, config.passwordPolicy);
  refuseTaken(pool, input.Username);
  const sub = randomUUID();
  const username = config.signInWith === 'email' ? sub : input.Username;
  const decision = await askTrigger(pool, username, { ...input, UserAttributes: attributes });
  const password = await hashPassword(input.Password);
  // Someone else may have taken the name while trigger and hash took their time.
  refuseTaken(pool, input.Username);
  const user: User = {
    username,
    sub,
    status: decision.autoConfirmUser ? 'CONFIRMED' : 'UNCONFIRMED',
    attributes:
      attributes.email === undefined ? attributes : { ...attributes, email_verified: String(decision.autoVerifyEmail) },
    password,
    createdAt: pool.now(),
    codes: {},
    codesSentAt: [],
    failedSignIns: 0,
    lockedUntil: 0,
    groups: [],
  };
  if (decision.autoVerifyEmail && config.emailAlias && otherOwner(pool, user)) throw aliasExists();
  directory.add(user);
  await directory.save();
  const needsCode = !decision.autoConfirmUser && config.autoVerifyEmail && attributes.email !== undefined;
  const details = needsCode ? { CodeDeliveryDetails: await sendCode(pool, user, 'sign-up') } : {};
  return { UserConfirmed: decision.autoConfirmUser, UserSub: sub, ...details };
}

function refuseTaken({ config, directory }: Pool, name: string): void {
  if (config.signInWith === 'email' && directory.byEmail(name, { verified: false })) {
    throw exception('UsernameExistsException', 'An account with the given email already exists.');
  }
  if (directory.byUsername(name)) throw exception('UsernameExistsException', 'User already exists');
}

/** Another user who has proved to own the same address, in pools where an address signs in. */
export function otherOwner({ config, directory }: Pool, user: User): User | undefined {
  const { email } = user.attributes;
  if (email === undefined || !config.emailAlias) return undefined;
  const owner = directory.byEmail(email, { verified: true });
  return owner && owner.sub !== user.sub ? owner : undefined;
}

export function aliasExists() {
  return exception('AliasExistsException', 'An account with the email already exists.');
}

async function askTrigger(
  { config }: Pool,
  userName: string,
  input: z.infer<typeof signUpInput>,
): Promise<PreSignUpEvent['response']> {
  const response = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };
  if (!config.preSignUp) return response;
  let decided: PreSignUpEvent['response'];
  try {
    const event = await config.preSignUp({
      version: '1',
      region: config.region,
      userPoolId: config.userPoolId,
      userName,
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: input.ClientId },
      triggerSource: 'PreSignUp_SignUp',
      request: {
        userAttributes: input.UserAttributes,
        validationData: input.ValidationData,
        clientMetadata: input.ClientMetadata ?? {},
      },
      response,
    });
    decided = { ...response, ...event?.response };
  } catch (error) {
    // Whoever hosts the function has already named what went wrong: it may not be invoked, say.
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw exception('UserLambdaValidationException', `PreSignUp failed with error ${reason}.`, error);
  }
  if (decided.autoVerifyEmail && input.UserAttributes.email === undefined) {
    throw exception('UserLambdaValidationException', 'PreSignUp verified an email that was not given.');
  }
  return decided;
}
