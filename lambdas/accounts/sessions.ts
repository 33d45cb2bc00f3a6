/** Sessions and the way to an account: everything a browser does below /auth but deleting. It never talks to the pool itself. */

import type { CurrentSession, Session } from '../../core/contracts/accounts.ts';
import { SESSION_SECONDS } from '../../core/contracts/accounts.ts';
import { SESSION_ROUTES } from '../../core/contracts/routes/sessions.ts';
import { AppError } from '../../core/errors.ts';
import { countAttempt } from '../shared/attempts.ts';
import { apiHandler } from '../shared/http.ts';
import { keepForGood, markForErasure } from '../shared/people-store.ts';
import { inWords } from '../shared/pool-refusals.ts';
import {
  endedCookie,
  noSession,
  refreshTokenIn,
  requireRefreshToken,
  sessionCookie,
} from '../shared/session-cookie.ts';
import * as pool from '../shared/user-pool.ts';

/** Codes that may be sent, and passwords or codes that may be tried, from one address within an hour. */
const CODES_PER_HOUR = 20;
const TRIES_PER_HOUR = 60;

type WithCookies = { cookies: readonly string[]; setCookie: (cookie: string) => void };

export const handler = apiHandler(SESSION_ROUTES, {
  'POST /auth/session': async (request): Promise<CurrentSession> => {
    const tokens = await current(request);
    return { session: tokens && pool.sessionOf(tokens) };
  },

  'POST /auth/sign-up': async ({ body, from, ...request }) => {
    const tokens = await requireGuest(request);
    await countAttempt('codes', from, CODES_PER_HOUR);
    await inWords(pool.setPassword(tokens.username, body.password));
    return { destination: await inWords(pool.setAddress(tokens.accessToken, body.email)) };
  },

  'POST /auth/resend': async ({ from, ...request }) => {
    const tokens = await requireGuest(request);
    if (!tokens.email) throw new AppError('NothingToConfirm', 409, 'Give an address first.');
    await countAttempt('codes', from, CODES_PER_HOUR);
    return { destination: await inWords(pool.sendCode(tokens.accessToken)) };
  },

  'POST /auth/confirm': async ({ body, from, ...request }): Promise<Session> => {
    const tokens = await requireGuest(request);
    if (!tokens.email) throw new AppError('NothingToConfirm', 409, 'Give an address first.');
    await countAttempt('tries', from, TRIES_PER_HOUR);
    // A confirmation that broke off after this point is taken up again by the next try.
    if (!tokens.emailVerified) await inWords(pool.verifyAddress(tokens.accessToken, body.code));
    await keepForGood(tokens.userId);
    await pool.leaveGuests(tokens.username);
    // The same session goes on, now for as long as an account's may.
    const refreshToken = requireRefreshToken(request.cookies);
    request.setCookie(sessionCookie(refreshToken, SESSION_SECONDS));
    return pool.sessionOf(await pool.refresh(refreshToken));
  },

  'POST /auth/sign-in': async ({ body, from, ...request }): Promise<Session> => {
    await countAttempt('tries', from, TRIES_PER_HOUR);
    const wrong = new AppError('WrongCredentials', 401, 'The address or the password is not right.');
    const tokens = await inWords(pool.signIn(body.email, body.password), wrong);
    return begin(request, tokens);
  },

  'POST /auth/sign-out': async (request) => {
    await endCurrent(request);
    request.setCookie(endedCookie());
  },

  'POST /auth/forgot': async ({ body, from }) => {
    await countAttempt('codes', from, CODES_PER_HOUR);
    return { destination: await inWords(pool.forgotPassword(body.email)) };
  },

  'POST /auth/reset': async ({ body, from, ...request }): Promise<Session> => {
    await countAttempt('tries', from, TRIES_PER_HOUR);
    await inWords(pool.resetPassword(body.email, body.code, body.password));
    await pool.endSessions(body.email);
    return begin(request, await pool.signIn(body.email, body.password));
  },

  'POST /auth/password': async ({ body, from, ...request }): Promise<Session> => {
    const tokens = await current(request);
    if (!tokens) throw noSession();
    if (tokens.guest) throw new AppError('MembersOnly', 403, 'A guest has no password. Sign up to have one.');
    await countAttempt('tries', from, TRIES_PER_HOUR);
    const wrong = new AppError('WrongPassword', 422, 'The present password is not right.');
    await inWords(pool.changePassword(tokens.accessToken, body.password, body.newPassword), wrong);
    await pool.endSessions(tokens.username);
    return begin({ ...request, cookies: [] }, await pool.signIn(tokens.username, body.newPassword));
  },
});

/** The session of the cookie, and null where there is none; one that is over is forgotten. */
async function current({ cookies, setCookie }: WithCookies): Promise<pool.Tokens | null> {
  const refreshToken = refreshTokenIn(cookies);
  if (!refreshToken) return null;
  try {
    return await inWords(pool.refresh(refreshToken), noSession());
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'NoSession') throw error;
    setCookie(endedCookie());
    return null;
  }
}

async function requireGuest(request: WithCookies): Promise<pool.Tokens> {
  const tokens = await current(request);
  if (!tokens) throw noSession();
  if (!tokens.guest) throw new AppError('AlreadySignedUp', 409, 'You have an account already, and are signed in.');
  return tokens;
}

/** Takes the place of whatever session there was. */
async function begin(request: WithCookies, tokens: pool.Tokens): Promise<Session> {
  await endCurrent(request);
  request.setCookie(sessionCookie(tokens.refreshToken ?? '', SESSION_SECONDS));
  return pool.sessionOf(tokens);
}

/** Ends the session of the cookie. Nobody can come back to a guest, so that guest is erased. */
async function endCurrent(request: WithCookies): Promise<void> {
  const tokens = await current(request);
  if (!tokens) return;
  if (tokens.guest) await markForErasure(tokens, false);
  await pool.endSession(requireRefreshToken(request.cookies));
}
