/** A guest's session: an account without an address, made on the first photo and kept in this browser. */
import { guestName } from '../../core/guest.ts';
import { webConfig } from './config';

type Guest = { username: string; password: string };
type Tokens = { accessToken: string; expiresAt: number };

const STORE = 'sightsong.guest';
let tokens: Promise<Tokens> | undefined;

/** A token that is good for at least a minute. */
export async function accessToken(): Promise<string> {
  const current = await tokens?.catch(() => undefined);
  if (!current || current.expiresAt < Date.now() + 60_000) tokens = signIn();
  return (await (tokens as Promise<Tokens>)).accessToken;
}

async function signIn(): Promise<Tokens> {
  const { webClientId } = await webConfig();
  const guest = readGuest() ?? (await signUp(webClientId));
  const reply = await identity('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: webClientId,
    AuthParameters: { USERNAME: guest.username, PASSWORD: guest.password },
  });
  const { AccessToken, ExpiresIn } = reply.AuthenticationResult as { AccessToken: string; ExpiresIn: number };
  return { accessToken: AccessToken, expiresAt: Date.now() + ExpiresIn * 1000 };
}

async function signUp(clientId: string): Promise<Guest> {
  const guest = { username: guestName(crypto.randomUUID()), password: `Aa1${crypto.randomUUID()}` };
  await identity('SignUp', { ClientId: clientId, Username: guest.username, Password: guest.password });
  localStorage.setItem(STORE, JSON.stringify(guest));
  return guest;
}

function readGuest(): Guest | null {
  const text = localStorage.getItem(STORE);
  return text ? (JSON.parse(text) as Guest) : null;
}

async function identity(operation: string, body: unknown): Promise<Record<string, unknown>> {
  const { identityUrl } = await webConfig();
  const reply = await fetch(identityUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(body),
  });
  if (reply.ok) return reply.json();
  // A guest that the service no longer knows (its data was cleared) is forgotten; the next try makes a new one.
  if (operation === 'InitiateAuth' && reply.status === 400) localStorage.removeItem(STORE);
  throw new Error('Signing in did not work. Please try once more.');
}
