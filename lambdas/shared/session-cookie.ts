/** The cookie that holds a refresh token: sent to /auth alone, over TLS alone, by our own pages alone, seen by no script. */
import { SESSION_COOKIE } from '../../core/contracts/accounts.ts';
import { AppError } from '../../core/errors.ts';

const ATTRIBUTES = 'Path=/auth; HttpOnly; Secure; SameSite=Strict';

export const sessionCookie = (refreshToken: string, seconds: number): string =>
  `${SESSION_COOKIE}=${refreshToken}; Max-Age=${seconds}; ${ATTRIBUTES}`;

/** Makes the browser forget the session. */
export const endedCookie = (): string => `${SESSION_COOKIE}=; Max-Age=0; ${ATTRIBUTES}`;

/** The refresh token among the cookies of a request; null where there is none. */
export function refreshTokenIn(cookies: readonly string[]): string | null {
  const prefix = `${SESSION_COOKIE}=`;
  const value = cookies.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length);
  return value || null;
}

/** Throws `NoSession` (401) where there is none. */
export function requireRefreshToken(cookies: readonly string[]): string {
  const token = refreshTokenIn(cookies);
  if (!token) throw noSession();
  return token;
}

export const noSession = (): AppError => new AppError('NoSession', 401, 'Please sign in first.');
