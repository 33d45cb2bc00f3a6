/** The person at the command line: a guest of the user pool, kept in the data folder between runs. */
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { AppError } from '../../core/errors.ts';
import { guestName } from '../../core/guest.ts';
import type { CloudAddresses } from '../addresses.ts';

/** Where the user pool is reached, and as which of its clients. */
export type UserPool = Pick<CloudAddresses, 'region' | 'identityUrl' | 'webClientId'>;

type Guest = { username: string; password: string };

/** Signs the guest in, signing a new one up where there is none or the pool forgot it. Gives an access token. */
export async function signIn(cloud: UserPool, dataDir: string): Promise<string> {
  const client = new CognitoIdentityProviderClient({
    region: cloud.region,
    endpoint: cloud.identityUrl,
    credentials: { accessKeyId: 'unsigned', secretAccessKey: 'unsigned' },
  });
  const file = join(dataDir, 'command-line-guest.json');
  const kept = readGuest(file);
  if (kept) {
    const token = await tokenOf(client, cloud, kept).catch(() => null);
    if (token) return token;
  }
  const guest = { username: guestName(randomUUID()), password: `Aa1${randomUUID()}` };
  await client.send(
    new SignUpCommand({ ClientId: cloud.webClientId, Username: guest.username, Password: guest.password }),
  );
  writeFileSync(file, JSON.stringify(guest), { mode: 0o600 });
  return tokenOf(client, cloud, guest);
}

function readGuest(file: string): Guest | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Guest;
  } catch {
    // No guest yet, or a file that was cut off: a new one is made.
    return null;
  }
}

async function tokenOf(client: CognitoIdentityProviderClient, cloud: UserPool, guest: Guest): Promise<string> {
  const { AuthenticationResult } = await client.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: cloud.webClientId,
      AuthParameters: { USERNAME: guest.username, PASSWORD: guest.password },
    }),
  );
  if (!AuthenticationResult?.AccessToken) throw new AppError('SignInFailed', 401, 'Signing in did not work.');
  return AuthenticationResult.AccessToken;
}
