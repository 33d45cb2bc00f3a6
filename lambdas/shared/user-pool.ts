/**
 * The user pool, for the functions that speak for a browser. What only we may do is signed with the function's own rights;
 * no flow of the pool's client lets a stranger sign in past us.
 */
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  type AdminInitiateAuthCommandInput,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  ChangePasswordCommand,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  GetUserAttributeVerificationCodeCommand,
  RevokeTokenCommand,
  UpdateUserAttributesCommand,
  UserNotFoundException,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { GUEST_GROUP, GUEST_SECONDS, type Session } from '../../core/contracts/accounts.ts';
import { invariant } from '../../core/errors.ts';
import { isGuest } from '../../core/guest.ts';
import { requireEnv } from './env.ts';

/** A session as the pool gives it. */
export type Tokens = {
  accessToken: string;
  /** null where it was made from a refresh token, which goes on to hold. */
  refreshToken: string | null;
  expiresInSeconds: number;
  userId: string;
  username: string;
  guest: boolean;
  email: string | null;
  emailVerified: boolean;
  /** Seconds since the epoch. */
  signedInAt: number;
};

// Made while the function starts.
const pooled = new CognitoIdentityProviderClient({});
const client = () => pooled;

const pool = () => ({ UserPoolId: requireEnv('userPool') });
const webClient = () => ({ ClientId: requireEnv('webClient') });

/** A new user without an address, in the group of guests. */
export async function createGuestUser(username: string, password: string): Promise<void> {
  const user = { ...pool(), Username: username };
  await client().send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
  await setPassword(username, password);
  await client().send(new AdminAddUserToGroupCommand({ ...user, GroupName: GUEST_GROUP }));
}

export async function setPassword(username: string, password: string): Promise<void> {
  await client().send(
    new AdminSetUserPasswordCommand({ ...pool(), Username: username, Password: password, Permanent: true }),
  );
}

/** `name` is a user name or a confirmed address. Throws the pool's `NotAuthorizedException`. */
export const signIn = (name: string, password: string): Promise<Tokens> =>
  authenticate('ADMIN_USER_PASSWORD_AUTH', { USERNAME: name, PASSWORD: password });

/** New tokens for the session of a refresh token. Throws the pool's `NotAuthorizedException` where it is over. */
export const refresh = (refreshToken: string): Promise<Tokens> =>
  authenticate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: refreshToken });

async function authenticate(
  AuthFlow: AdminInitiateAuthCommandInput['AuthFlow'],
  AuthParameters: Record<string, string>,
): Promise<Tokens> {
  const { AuthenticationResult: result } = await client().send(
    new AdminInitiateAuthCommand({ ...pool(), ...webClient(), AuthFlow, AuthParameters }),
  );
  invariant(result?.AccessToken && result.IdToken && result.ExpiresIn, 'The user pool asks for a challenge.');
  // It comes from the pool itself over TLS: its signature tells nothing more.
  const claims = JSON.parse(Buffer.from(result.IdToken.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return {
    accessToken: result.AccessToken,
    refreshToken: result.RefreshToken ?? null,
    expiresInSeconds: result.ExpiresIn,
    userId: claims.sub,
    username: claims['cognito:username'],
    guest: isGuest(claims['cognito:groups']),
    email: claims.email ?? null,
    emailVerified: claims.email_verified === true,
    signedInAt: claims.auth_time,
  };
}

/** The session as the browser gets it. */
export function sessionOf(tokens: Tokens): Session {
  const { accessToken, expiresInSeconds, guest, email, emailVerified, signedInAt } = tokens;
  return {
    accessToken,
    expiresInSeconds,
    person: {
      kind: guest ? 'guest' : 'member',
      email: emailVerified ? email : null,
      pendingEmail: emailVerified ? null : email,
      guestUntil: guest ? new Date((signedInAt + GUEST_SECONDS) * 1000).toISOString() : null,
    },
  };
}

/** Gives the user an address and sends a code there; tells where it went. */
export async function setAddress(accessToken: string, email: string): Promise<string> {
  const { CodeDeliveryDetailsList: sent } = await client().send(
    new UpdateUserAttributesCommand({ AccessToken: accessToken, UserAttributes: [{ Name: 'email', Value: email }] }),
  );
  // The same address once more sends nothing by itself.
  return sent?.[0]?.Destination ?? sendCode(accessToken);
}

/** Sends a code to the user's address; tells where it went. */
export async function sendCode(accessToken: string): Promise<string> {
  const { CodeDeliveryDetails } = await client().send(
    new GetUserAttributeVerificationCodeCommand({ AccessToken: accessToken, AttributeName: 'email' }),
  );
  return CodeDeliveryDetails?.Destination ?? '';
}

export async function verifyAddress(accessToken: string, code: string): Promise<void> {
  await client().send(new VerifyUserAttributeCommand({ AccessToken: accessToken, AttributeName: 'email', Code: code }));
}

export async function leaveGuests(username: string): Promise<void> {
  await client().send(new AdminRemoveUserFromGroupCommand({ ...pool(), Username: username, GroupName: GUEST_GROUP }));
}

/** Sends a code where the address has an account, and looks the same where it has none. */
export async function forgotPassword(email: string): Promise<string> {
  const { CodeDeliveryDetails } = await client().send(new ForgotPasswordCommand({ ...webClient(), Username: email }));
  return CodeDeliveryDetails?.Destination ?? '';
}

export async function resetPassword(email: string, code: string, password: string): Promise<void> {
  await client().send(
    new ConfirmForgotPasswordCommand({ ...webClient(), Username: email, ConfirmationCode: code, Password: password }),
  );
}

export async function changePassword(accessToken: string, previous: string, proposed: string): Promise<void> {
  await client().send(
    new ChangePasswordCommand({ AccessToken: accessToken, PreviousPassword: previous, ProposedPassword: proposed }),
  );
}

/** Ends every session of the user; `name` as for `signIn`. */
export async function endSessions(name: string): Promise<void> {
  await client().send(new AdminUserGlobalSignOutCommand({ ...pool(), Username: name }));
}

export async function endSession(refreshToken: string): Promise<void> {
  await client().send(new RevokeTokenCommand({ ...webClient(), Token: refreshToken }));
}

/** Deletes the user, if there is one. */
export async function deleteUser(username: string): Promise<void> {
  try {
    await client().send(new AdminDeleteUserCommand({ ...pool(), Username: username }));
  } catch (error) {
    if (!(error instanceof UserNotFoundException)) throw error;
  }
}

/** Whether the user has a confirmed address; false also where there is no such user. */
export async function hasConfirmedAddress(username: string): Promise<boolean> {
  try {
    const { UserAttributes } = await client().send(new AdminGetUserCommand({ ...pool(), Username: username }));
    return UserAttributes?.some(({ Name, Value }) => Name === 'email_verified' && Value === 'true') ?? false;
  } catch (error) {
    if (error instanceof UserNotFoundException) return false;
    throw error;
  }
}
