/**
 * Who is here. The access token lives in this module's memory and nowhere else; what outlives a reload is a cookie that no
 * script can read, and that the page's own site alone sends to the routes below /auth.
 */
import type { CodeSent, Person, Session } from '../../core/contracts/accounts.ts';
import type { AnswerOf, BodyOf, Path } from './api-calls';
import { takeEarly } from './early-session';
import { forgetKept } from './kept';
import { ServiceError } from './service-error';
import { strings } from './strings';

type Held = { accessToken: string; expiresAt: number; person: Person };

/** Renewed this long before it ends, milliseconds. */
const EARLY_MS = 60_000;

let held: Held | null = null;
/** The one question that is under way; several callers wait for the same answer. */
let asking: Promise<Held | null> | undefined;
const listeners = new Set<() => void>();

/** Calls back whenever somebody else is here, or nobody any more. */
export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Who is here; null for nobody. Asks the service once, and again when the token runs out. */
export async function currentPerson(): Promise<Person | null> {
  return (await session())?.person ?? null;
}

/** A token that is good for a while. Whoever has none yet becomes a guest. */
export async function accessToken(): Promise<string> {
  const known = await session();
  return (known ?? (await becomeGuest())).accessToken;
}

/** Asks for a new token: what the old one says of its owner may be out of date. */
export async function renewSession(): Promise<void> {
  // Out of date, and not forgotten: the same person with another token is nobody else.
  if (held) held = { ...held, expiresAt: 0 };
  await session();
}

function session(): Promise<Held | null> {
  if (held && held.expiresAt > Date.now() + EARLY_MS) return Promise.resolve(held);
  return ask(async () => {
    const early = await takeEarly()?.catch(() => undefined);
    const answer = early ? await answerOf<'/auth/session'>(early) : await post('/auth/session', {});
    return answer.session;
  });
}

function becomeGuest(): Promise<Held> {
  return ask(() => post('/guests', {})) as Promise<Held>;
}

function ask(question: () => Promise<Session | null>): Promise<Held | null> {
  asking ??= question()
    .then(hold)
    .finally(() => {
      asking = undefined;
    });
  return asking;
}

function hold(session: Session | null): Held | null {
  const before = held?.person;
  held = session && {
    accessToken: session.accessToken,
    expiresAt: Date.now() + session.expiresInSeconds * 1000,
    person: session.person,
  };
  if (JSON.stringify(before) !== JSON.stringify(held?.person)) for (const listener of listeners) listener();
  return held;
}

/** Asks for an account: a code goes to the address. Whoever is nobody yet becomes a guest on the way. */
export async function signUp(email: string, password: string): Promise<CodeSent> {
  await accessToken();
  const sent = await post('/auth/sign-up', { email, password });
  await renewSession();
  return sent;
}

export const resendCode = () => post('/auth/resend', {});
export const confirmAddress = async (code: string) => void hold(await post('/auth/confirm', { code }));
export const signIn = async (email: string, password: string) =>
  void hold(await post('/auth/sign-in', { email, password }));
export const forgotPassword = (email: string) => post('/auth/forgot', { email });
export const resetPassword = async (email: string, code: string, password: string) =>
  void hold(await post('/auth/reset', { email, code, password }));
export const changePassword = async (password: string, newPassword: string) =>
  void hold(await post('/auth/password', { password, newPassword }));

export async function signOut(): Promise<void> {
  await post('/auth/sign-out', {});
  await forgetKept();
  hold(null);
}

export async function deleteAccount(password: string | null): Promise<void> {
  await post('/auth/delete', password === null ? {} : { password });
  await forgetKept();
  hold(null);
}

/** The routes that the cookie travels to, and the one that sets the first. */
type SessionPath = Extract<Path, '/guests' | `/auth/${string}`>;

/** On the page's own origin, which hands it on to the API: the cookie travels, and no other site's page can do it. */
async function post<P extends SessionPath>(path: P, body: BodyOf<P, 'POST'>): Promise<AnswerOf<P, 'POST'>> {
  const reply = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    cache: 'no-store',
  });
  return answerOf<P>(reply);
}

async function answerOf<P extends SessionPath>(reply: Response): Promise<AnswerOf<P, 'POST'>> {
  if (reply.status === 204) return undefined as AnswerOf<P, 'POST'>;
  const answer = await reply.json().catch(() => null);
  if (!reply.ok) throw ServiceError.from(reply.status, answer, strings.failure.signIn);
  return answer as AnswerOf<P, 'POST'>;
}
