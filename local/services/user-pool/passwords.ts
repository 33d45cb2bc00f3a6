/** Passwords: the pool's policy, and hashes that are slow to guess. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { PasswordPolicy } from './config.ts';
import { exception } from './errors.ts';

export const passwordHashSchema = z.strictObject({
  /** scrypt's cost, a power of two. */
  cost: z.number().int(),
  /** Base64. */
  salt: z.string(),
  /** Base64. */
  hash: z.string(),
});
export type PasswordHash = z.infer<typeof passwordHashSchema>;

const COST = 2 ** 14;
const HASH_BYTES = 32;
const MAX_LENGTH = 256;
/** The characters Cognito counts as symbols; a space inside a password is one too. */
const SYMBOL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/;

/** Throws `InvalidPasswordException` naming the first rule a password breaks. */
export function checkPassword(password: string, policy: PasswordPolicy): void {
  const broken = (
    [
      [password.length < policy.minimumLength, 'Password not long enough'],
      [password.length > MAX_LENGTH, 'Password too long'],
      [password.trim() !== password, 'Password must not start or end with a space'],
      [policy.requireLowercase && !/[a-z]/.test(password), 'Password must have lowercase characters'],
      [policy.requireUppercase && !/[A-Z]/.test(password), 'Password must have uppercase characters'],
      [policy.requireNumbers && !/[0-9]/.test(password), 'Password must have numeric characters'],
      [policy.requireSymbols && !SYMBOL.test(password), 'Password must have symbol characters'],
    ] as const
  ).find(([isBroken]) => isBroken);
  if (broken) throw exception('InvalidPasswordException', `Password did not conform with policy: ${broken[1]}`);
}

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST);
  return { cost: COST, salt: salt.toString('base64'), hash: hash.toString('base64') };
}

/** Whether a password has this hash. Without a hash it is false after the same time, which hides missing users. */
export async function passwordMatches(password: string, stored: PasswordHash | undefined): Promise<boolean> {
  const salt = stored ? Buffer.from(stored.salt, 'base64') : Buffer.alloc(16);
  const derived = await derive(password, salt, stored?.cost ?? COST);
  return stored !== undefined && timingSafeEqual(derived, Buffer.from(stored.hash, 'base64'));
}

function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, { N: cost, r: 8, p: 1 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
