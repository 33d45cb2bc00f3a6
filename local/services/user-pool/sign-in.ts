/** InitiateAuth and AdminInitiateAuth (password and refresh token), RevokeToken and GlobalSignOut. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { JsonOperation } from '../wire/json.ts';
import { notSupported } from '../wire/json.ts';
import type { UserPoolClientConfig } from './config.ts';
import type { Session, User } from './directory.ts';
import { exception, incorrectCredentials, userNotFound } from './errors.ts';
import { passwordMatches } from './passwords.ts';
import { fields, findUser, operation, type Pool, type Pools } from './pool.ts';

const FREE_TRIES = 5;
const LONGEST_LOCK_SECONDS = 900;

const authInput = {
  ClientId: fields.clientId,
  AuthFlow: z.string(),
  AuthParameters: z.record(z.string(), z.string()).default({}),
};

export function signInOperations(pools: Pools): Record<string, JsonOperation> {
  return {
    InitiateAuth: operation(z.object(authInput), (input) => initiate(pools, input, 'USER_PASSWORD_AUTH')),

    AdminInitiateAuth: operation(z.object({ ...authInput, UserPoolId: z.string() }), (input) => {
      const { pool } = pools.ofClient(input.ClientId);
      if (pool !== pools.byId(input.UserPoolId)) {
        throw exception('ResourceNotFoundException', `User pool client ${input.ClientId} does not exist.`);
      }
      return initiate(pools, input, 'ADMIN_USER_PASSWORD_AUTH');
    }),

    RevokeToken: operation(z.object({ ClientId: fields.clientId, Token: fields.token }), async (input) => {
      const { pool, client } = pools.ofClient(input.ClientId);
      const session = pool.directory.sessionOf(input.Token);
      if (!session) return {};
      if (session.clientId !== client.clientId) throw exception('NotAuthorizedException', 'Invalid Refresh Token');
      pool.directory.endSession(session);
      await pool.directory.save();
      return {};
    }),

    GlobalSignOut: operation(z.object({ AccessToken: fields.token }), async ({ AccessToken }) => {
      const { pool, user } = pools.ofAccessToken(AccessToken);
      pool.directory.endSessions(user.sub);
      await pool.directory.save();
      return {};
    }),
  };
}

/** `passwordFlow` is the one flow with a password that the operation takes. */
function initiate(
  pools: Pools,
  { ClientId, AuthFlow, AuthParameters }: z.infer<z.ZodObject<typeof authInput>>,
  passwordFlow: string,
) {
  const { pool, client } = pools.ofClient(ClientId);
  const flow = AuthFlow === 'REFRESH_TOKEN' ? 'REFRESH_TOKEN_AUTH' : AuthFlow;
  if (!client.explicitAuthFlows.includes(`ALLOW_${flow}`)) {
    throw exception('InvalidParameterException', `${AuthFlow} flow not enabled for this client`);
  }
  const parameter = (name: string) => {
    const value = AuthParameters[name];
    if (!value) throw exception('InvalidParameterException', `Missing required parameter ${name}`);
    return value;
  };
  switch (flow) {
    case passwordFlow:
      return signIn(pool, client, parameter('USERNAME'), parameter('PASSWORD'));
    case 'REFRESH_TOKEN_AUTH':
      return refresh(pool, client, parameter('REFRESH_TOKEN'));
    default:
      throw notSupported('cognito-idp', `InitiateAuth with ${AuthFlow}`);
  }
}

async function signIn(pool: Pool, client: UserPoolClientConfig, username: string, password: string) {
  const user = findUser(pool, username);
  if (!user && !client.preventUserExistenceErrors) throw userNotFound();
  await verifyPassword(pool, user, password);
  // verifyPassword refuses a missing user.
  const known = user!;
  if (known.status === 'UNCONFIRMED') throw exception('UserNotConfirmedException', 'User is not confirmed.');
  if (known.status === 'FORCE_CHANGE_PASSWORD') throw notSupported('cognito-idp', 'the challenge for a new password');
  const { session, refreshToken } = pool.directory.startSession(known, client.clientId, client.refreshTokenSeconds);
  await pool.directory.save();
  return {
    ChallengeParameters: {},
    AuthenticationResult: { ...issueTokens(pool, client, known, session), RefreshToken: refreshToken },
  };
}

async function refresh(pool: Pool, client: UserPoolClientConfig, refreshToken: string) {
  const session = pool.directory.sessionOf(refreshToken);
  const user = session && pool.directory.bySub(session.sub);
  if (!session || !user || session.clientId !== client.clientId) {
    throw exception('NotAuthorizedException', 'Invalid Refresh Token');
  }
  return { ChallengeParameters: {}, AuthenticationResult: issueTokens(pool, client, user, session) };
}

/**
 * Throws `NotAuthorizedException` unless the password is the user's. After five wrong ones each further one locks the
 * account for twice as long, from a second to a quarter of an hour.
 */
export async function verifyPassword(pool: Pool, user: User | undefined, password: string): Promise<void> {
  if (user && user.lockedUntil > pool.now()) {
    throw exception('NotAuthorizedException', 'Password attempts exceeded');
  }
  if (await passwordMatches(password, user?.password)) {
    if (user) user.failedSignIns = 0;
    return;
  }
  if (user) {
    user.failedSignIns += 1;
    const excess = user.failedSignIns - FREE_TRIES;
    if (excess >= 0) user.lockedUntil = pool.now() + Math.min(LONGEST_LOCK_SECONDS, 2 ** excess) * 1000;
    await pool.directory.save();
  }
  throw incorrectCredentials();
}

/** Access and ID token with Cognito's claims ("Understanding user pool JSON web tokens" in its developer guide). */
function issueTokens(pool: Pool, client: UserPoolClientConfig, user: User, session: Session) {
  const iat = Math.floor(pool.now() / 1000);
  const common = {
    ...(user.groups.length > 0 ? { 'cognito:groups': user.groups } : {}),
    sub: user.sub,
    iss: pool.config.issuer,
    origin_jti: session.originJti,
    event_id: randomUUID(),
    auth_time: Math.floor(session.authTime / 1000),
    iat,
  };
  const { email_verified: verified, ...attributes } = user.attributes;
  return {
    AccessToken: pool.key.sign({
      ...common,
      client_id: client.clientId,
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      exp: iat + client.accessTokenSeconds,
      jti: randomUUID(),
      username: user.username,
    }),
    IdToken: pool.key.sign({
      ...attributes,
      ...(verified === undefined ? {} : { email_verified: verified === 'true' }),
      ...common,
      'cognito:username': user.username,
      aud: client.clientId,
      token_use: 'id',
      exp: iat + client.idTokenSeconds,
      jti: randomUUID(),
    }),
    ExpiresIn: client.accessTokenSeconds,
    TokenType: 'Bearer',
  };
}
