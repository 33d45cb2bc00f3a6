/** A guest's session: an account without an address, made on the first photo and kept in this browser. */
import { guestName } from '../../core/guest.ts';
import { webConfig } from './config';
import { strings } from './strings';

type Guest = { username: string; password: string };
type Tokens = { accessToken: string; expiresAt: number };

const STORE = 'sightsong.guest';
/** The user pool's words for a guest it does not know (its data was cleared). Anything else, throttling too, is passing. */
const UNKNOWN_GUEST = new Set(['NotAuthorizedException', 'UserNotFoundException']);
let tokens: Promise<Tokens> | undefined;

class IdentityError extends Error {
  readonly type: string;
  constructor(type: string) {
    super(strings.failure.signIn);
    this.type = type;
  }
}

/** Whether this browser has made a recap before: without one there is nothing to list and nobody to sign in. */
export const hasGuest = () => readGuest() !== null;

/** A token that is good for at least a minute. */
export async function accessToken(): Promise<string> {
  const current = await tokens?.catch(() => undefined);
  if (!current || current.expiresAt < Date.now() + 60_000) tokens = signIn();
  return (await (tokens as Promise<Tokens>)).accessToken;
}

async function signIn(): Promise<Tokens> {
  const known = readGuest();
  if (!known) return authenticate(await signUp());
  try {
    return await authenticate(known);
  } catch (error) {
    if (!(error instanceof IdentityError) || !UNKNOWN_GUEST.has(error.type)) throw error;
    return authenticate(await signUp());
  }
}

async function authenticate({ username, password }: Guest): Promise<Tokens> {
  const { webClientId } = await webConfig();
  const reply = await identity('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: webClientId,
    AuthParameters: { USERNAME: username, PASSWORD: password },
  });
  const { AccessToken, ExpiresIn } = reply.AuthenticationResult as { AccessToken: string; ExpiresIn: number };
  return { accessToken: AccessToken, expiresAt: Date.now() + ExpiresIn * 1000 };
}

async function signUp(): Promise<Guest> {
  const { webClientId } = await webConfig();
  const guest = { username: guestName(crypto.randomUUID()), password: `Aa1${crypto.randomUUID()}` };
  await identity('SignUp', { ClientId: webClientId, Username: guest.username, Password: guest.password });
  localStorage.setItem(STORE, JSON.stringify(guest));
  return guest;
}

function readGuest(): Guest | null {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? 'null') as Guest | null;
  } catch {
    return null;
  }
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
  const problem = (await reply.json().catch(() => ({}))) as { __type?: string };
  throw new IdentityError(problem.__type?.split('#').at(-1) ?? '');
}
