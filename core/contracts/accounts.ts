/** Guests and accounts: what the routes below `/auth` take and answer. */
import * as z from 'zod/mini';
import { MIN_PASSWORD } from './password.ts';

/** How many recaps a guest may begin. */
export const GUEST_RECAPS = 3;
/** How long a guest is kept, seconds. Signing up in that time keeps everything; otherwise all of it is erased. */
export const GUEST_SECONDS = 24 * 3600;
/** How long a session lasts without being used, seconds: the life of a refresh token. */
export const SESSION_SECONDS = 30 * 24 * 3600;
const MAX_PASSWORD = 256;

/** The group of the user pool that guests are in; access tokens name it. */
export const GUEST_GROUP = 'guest';

/** Holds the refresh token. Only the routes below its path ever see it, and no script does. */
export const SESSION_COOKIE = 'sightsong-session';

const email = z.pipe(z.string().check(z.trim(), z.maxLength(254)), z.email('must be an e-mail address'));
/** The pool judges a new password; here is only what it could never accept. */
const password = z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(MAX_PASSWORD));
const newPassword = z.string().check(
  z.minLength(MIN_PASSWORD, `must have at least ${MIN_PASSWORD} characters`),
  z.maxLength(MAX_PASSWORD),
  z.refine((text) => /[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9]/.test(text), {
    error: 'must have a small letter, a capital letter and a digit',
  }),
);
const code = z.string().check(z.trim(), z.regex(/^\d{6}$/, 'must be the six digits that were sent'));

export const signUpSchema = z.strictObject({ email, password: newPassword });
export const codeSchema = z.strictObject({ code });
export const signInSchema = z.strictObject({ email, password });
export const forgotSchema = z.strictObject({ email });
export const resetSchema = z.strictObject({ email, code, password: newPassword });
export const changePasswordSchema = z.strictObject({ password, newPassword });
export const deleteAccountSchema = z.strictObject({
  password: z.optional(password).check(z.describe('Of the account; a guest has none')),
});
/** For routes that need nothing but the session. */
export const nothingSchema = z.strictObject({});

export const personSchema = z.strictObject({
  kind: z.enum(['guest', 'member']),
  email: z.nullable(z.string()).check(z.describe('The confirmed address of a member')),
  pendingEmail: z.nullable(z.string()).check(z.describe('An address that waits for its code')),
  guestUntil: z
    .nullable(z.iso.datetime())
    .check(z.describe('When a guest is erased with every recap; null for a member')),
});
export type Person = z.infer<typeof personSchema>;

export const sessionSchema = z.strictObject({
  accessToken: z.string().check(z.describe('Bearer token of the API; to be kept in memory')),
  expiresInSeconds: z.int().check(z.positive()),
  person: personSchema,
});
export type Session = z.infer<typeof sessionSchema>;

export const currentSessionSchema = z.strictObject({
  session: z.nullable(sessionSchema).check(z.describe('null where nobody is signed in')),
});
export type CurrentSession = z.infer<typeof currentSessionSchema>;

export const codeSentSchema = z.strictObject({
  destination: z.string().check(z.describe('Where the code went, all but its first letters hidden')),
});
export type CodeSent = z.infer<typeof codeSentSchema>;
