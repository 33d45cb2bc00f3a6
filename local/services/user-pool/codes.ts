/** Six-digit codes by e-mail: made, sent, checked, limited. */
import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import type { CodeKind, User } from './directory.ts';
import { exception } from './errors.ts';
import type { Pool } from './pool.ts';

const HOUR_MS = 3_600_000;
const LIFETIME_MS: Record<CodeKind, number> = {
  'sign-up': 24 * HOUR_MS,
  'forgot-password': HOUR_MS,
  'verify-email': 24 * HOUR_MS,
};
const CODES_AN_HOUR = 5;
const WRONG_TRIES = 5;

/** Where a code went, as the API tells it. */
export interface CodeDeliveryDetails {
  readonly Destination: string;
  readonly DeliveryMedium: 'EMAIL';
  readonly AttributeName: 'email';
}

/** Makes a code and sends it to the user's address. Throws `LimitExceededException`, `CodeDeliveryFailureException`. */
export async function sendCode(pool: Pool, user: User, kind: CodeKind): Promise<CodeDeliveryDetails> {
  const now = pool.now();
  const recent = user.codesSentAt.filter((sentAt) => sentAt > now - HOUR_MS);
  if (recent.length >= CODES_AN_HOUR) throw limitExceeded();
  const destination = user.attributes.email!;
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  user.codesSentAt = [...recent, now];
  user.codes[kind] = { hash: hashCode(user, code), expiresAt: now + LIFETIME_MS[kind], wrongTries: 0 };
  await pool.directory.save();
  try {
    await pool.deliver({ destination, code, kind });
  } catch (error) {
    throw exception('CodeDeliveryFailureException', 'The code could not be delivered.', error);
  }
  return delivery(destination);
}

/**
 * Uses up a code. Throws `CodeMismatchException`, `ExpiredCodeException` (also where none was sent) or, after several
 * wrong tries, `LimitExceededException` until a new code is sent.
 */
export async function redeemCode(pool: Pool, user: User, kind: CodeKind, given: string): Promise<void> {
  const code = user.codes[kind];
  if (!code || code.expiresAt <= pool.now()) throw expiredCode();
  if (code.wrongTries >= WRONG_TRIES) throw limitExceeded();
  if (!timingSafeEqual(Buffer.from(code.hash), Buffer.from(hashCode(user, given)))) {
    code.wrongTries += 1;
    await pool.directory.save();
    throw codeMismatch();
  }
  delete user.codes[kind];
}

export function codeMismatch() {
  return exception('CodeMismatchException', 'Invalid verification code provided, please try again.');
}

export function expiredCode() {
  return exception('ExpiredCodeException', 'Invalid code provided, please request a code again.');
}

function limitExceeded() {
  return exception('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
}

/** The answer about an address, which shows no more than its first letters. */
export function delivery(email: string): CodeDeliveryDetails {
  const [name = '', host = ''] = email.split('@');
  return {
    Destination: `${name.slice(0, 1)}***@${host.slice(0, 1)}***`,
    DeliveryMedium: 'EMAIL',
    AttributeName: 'email',
  };
}

/** The same answer for a user who does not exist: made from the name, so that asking twice does not tell. */
export function pretendedDelivery(pool: Pool, username: string): CodeDeliveryDetails {
  const hash = createHash('sha256').update(`${pool.key.jwk.kid} ${username}`).digest();
  const letter = (byte: number) => String.fromCharCode(97 + (byte % 26));
  return delivery(username.includes('@') ? username : `${letter(hash[0]!)}@${letter(hash[1]!)}`);
}

function hashCode(user: User, code: string): string {
  return createHash('sha256').update(`${user.sub} ${code}`).digest('hex');
}
