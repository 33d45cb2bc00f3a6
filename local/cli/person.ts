/** The person at the command line: an account that whoever runs the cloud makes for themselves, kept between runs. */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { AppError } from '../../core/errors.ts';
import type { CloudAddresses } from '../addresses.ts';
import type { Credentials } from '../iam.ts';
import { readOperator } from '../operator.ts';

/** A user pool, for whoever holds rights on it. */
export type UserPool = {
  region: string;
  userPoolId: string;
  webClientId: string;
  /** Where they are not those of AWS and of the environment. */
  endpoint?: string;
  credentials?: Credentials;
};

export type Tokens = { access: string; identity: string };

type Member = { username: string; password: string };

/** The pool of the local cloud on this data folder. */
export function poolOf({ region, awsUrl }: Pick<CloudAddresses, 'region' | 'awsUrl'>, dataDir: string): UserPool {
  const { credentials, userPoolId, webClientId } = readOperator(dataDir);
  return { region, userPoolId, webClientId, endpoint: awsUrl, credentials };
}

/** Signs the member in, making a new one where there is none or the pool forgot it. Gives an access token. */
export async function signIn(cloud: CloudAddresses, dataDir: string): Promise<string> {
  const pool = poolOf(cloud, dataDir);
  const file = join(dataDir, 'command-line-member.json');
  return withClient(pool, async (client) => {
    const kept = readMember(file);
    const tokens = kept && (await tokensOf(client, pool, kept).catch(() => null));
    if (tokens) return tokens.access;
    const member = await createMember(client, pool);
    writeFileSync(file, JSON.stringify(member), { mode: 0o600 });
    return (await tokensOf(client, pool, member)).access;
  });
}

/** A new account without an address, which only an operator can make. Gives its tokens. */
export const newMember = (pool: UserPool): Promise<Tokens> =>
  withClient(pool, async (client) => tokensOf(client, pool, await createMember(client, pool)));

async function withClient<T>(pool: UserPool, use: (client: CognitoIdentityProviderClient) => Promise<T>): Promise<T> {
  const { region, endpoint, credentials } = pool;
  const client = new CognitoIdentityProviderClient({
    region,
    ...(endpoint ? { endpoint } : {}),
    ...(credentials ? { credentials } : {}),
  });
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

async function createMember(client: CognitoIdentityProviderClient, { userPoolId }: UserPool): Promise<Member> {
  const member = { username: `member-${randomUUID()}`, password: `Aa1-${randomBytes(24).toString('base64url')}` };
  const user = { UserPoolId: userPoolId, Username: member.username };
  await client.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
  await client.send(new AdminSetUserPasswordCommand({ ...user, Password: member.password, Permanent: true }));
  return member;
}

function readMember(file: string): Member | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Member;
  } catch {
    // None yet, or a file that was cut off: a new one is made.
    return null;
  }
}

async function tokensOf(client: CognitoIdentityProviderClient, pool: UserPool, member: Member): Promise<Tokens> {
  const { AuthenticationResult } = await client.send(
    new AdminInitiateAuthCommand({
      UserPoolId: pool.userPoolId,
      ClientId: pool.webClientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: member.username, PASSWORD: member.password },
    }),
  );
  const { AccessToken: access, IdToken: identity } = AuthenticationResult ?? {};
  if (!access || !identity) throw new AppError('SignInFailed', 401, 'Signing in did not work.');
  return { access, identity };
}
