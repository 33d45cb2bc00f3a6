import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChangePasswordCommand,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  DeleteUserCommand,
  ForgotPasswordCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  ResendConfirmationCodeCommand,
  RevokeTokenCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import type { Jwks } from 'aws-jwt-verify/jwk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type CodeMessage,
  openUserPools,
  type PreSignUpEvent,
  type UserPoolConfig,
  type UserPools,
  userPoolFromTemplate,
} from '../../../local/services/user-pool.ts';
import { type Listener, listen } from '../../../local/services/wire/listen.ts';
import { createWireHandler } from '../../../local/services/wire.ts';

const userPoolId = 'us-east-1_aBc123XyZ';
const ClientId = 'webclient';
const Password = 'Correct-Horse-9';
const PROPERTIES = {
  AliasAttributes: ['email'],
  AutoVerifiedAttributes: ['email'],
  Policies: {
    PasswordPolicy: {
      MinimumLength: 12,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: false,
      RequireUppercase: true,
    },
  },
};
const CLIENT = {
  ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  AccessTokenValidity: 60,
  IdTokenValidity: 30,
  RefreshTokenValidity: 43_200,
  TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
  PreventUserExistenceErrors: 'ENABLED',
};

/** Made once: a key for each test would take most of the time. */
const SIGNING_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
});

let folder: string;
let now: number;
let sent: CodeMessage[];
let pools: UserPools;
let listener: Listener;
let client: CognitoIdentityProviderClient;

async function start(change: Partial<UserPoolConfig> = {}, clientProperties: object = CLIENT): Promise<void> {
  const config = userPoolFromTemplate({
    userPoolId,
    region: 'us-east-1',
    properties: PROPERTIES,
    clients: [
      { clientId: ClientId, properties: clientProperties },
      { clientId: 'legacy', properties: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] } },
    ],
  });
  pools = await openUserPools({
    folder,
    pools: [{ ...config, ...change }],
    deliver: (message) => void sent.push(message),
    now: () => now,
  });
  listener = await listen(createWireHandler({ services: [pools.service], secretFor: () => undefined }), { port: 0 });
  client = new CognitoIdentityProviderClient({
    region: 'us-east-1',
    endpoint: listener.url,
    maxAttempts: 1,
    credentials: { accessKeyId: 'unused', secretAccessKey: 'unused' },
  });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'user-pool-'));
  await mkdir(join(folder, userPoolId));
  await writeFile(join(folder, userPoolId, 'signing-key.pem'), SIGNING_KEY, { mode: 0o600 });
  now = Date.now();
  sent = [];
});
afterEach(async () => {
  await listener?.close();
  await rm(folder, { recursive: true, force: true });
});

const email = 'ada@people.test';
const UserAttributes = [{ Name: 'email', Value: email }];
const signUp = (more: object = {}) =>
  client.send(new SignUpCommand({ ClientId, Username: 'ada', Password, UserAttributes, ...more }));
const confirm = (ConfirmationCode: string, more: object = {}) =>
  client.send(new ConfirmSignUpCommand({ ClientId, Username: 'ada', ConfirmationCode, ...more }));
async function signIn(USERNAME = 'ada', PASSWORD = Password, id = ClientId) {
  const reply = await client.send(
    new InitiateAuthCommand({ ClientId: id, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD } }),
  );
  return reply.AuthenticationResult!;
}
async function member() {
  await signUp();
  await confirm(sent.at(-1)!.code);
  return signIn();
}
const named = (name: string, message?: string) => ({ name, ...(message ? { message } : {}) });

describe('signing up', () => {
  test('sends a code, and its right use lets the person in', async () => {
    await start();
    const reply = await signUp();
    expect(reply).toMatchObject({
      UserConfirmed: false,
      CodeDeliveryDetails: { Destination: 'a***@p***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
    });
    expect(sent).toEqual([{ destination: email, code: expect.stringMatching(/^\d{6}$/), kind: 'sign-up' }]);
    await expect(signIn()).rejects.toMatchObject(named('UserNotConfirmedException'));
    await expect(confirm('0')).rejects.toMatchObject(named('CodeMismatchException'));
    await confirm(sent[0]!.code);
    await expect(confirm(sent[0]!.code)).rejects.toMatchObject(named('NotAuthorizedException'));
    const byName = await signIn();
    const byAddress = await signIn(email);
    expect(byAddress.AccessToken).not.toBe(byName.AccessToken);
    const user = await client.send(new GetUserCommand({ AccessToken: byName.AccessToken! }));
    expect(user.Username).toBe('ada');
    expect(Object.fromEntries(user.UserAttributes!.map(({ Name, Value }) => [Name, Value]))).toEqual({
      email,
      email_verified: 'true',
      sub: reply.UserSub,
    });
  });

  test.each([
    ['short', 'Short1', 'long enough'],
    ['no digit', 'Correct-Horse-X', 'numeric'],
    ['no upper case', 'correct-horse-9', 'uppercase'],
    ['no lower case', 'CORRECT-HORSE-9', 'lowercase'],
    ['a space at the end', 'Correct-Horse-9 ', 'space'],
  ])('refuses a weak password: %s', async (_, weak, reason) => {
    await start();
    await expect(signUp({ Password: weak })).rejects.toMatchObject({
      name: 'InvalidPasswordException',
      message: expect.stringContaining(reason),
    });
  });

  test('refuses taken names, addresses as names and odd attributes', async () => {
    await start();
    await signUp();
    await expect(signUp()).rejects.toMatchObject(named('UsernameExistsException', 'User already exists'));
    await expect(signUp({ Username: 'x@y.test' })).rejects.toMatchObject(named('InvalidParameterException'));
    for (const attribute of ['sub', 'email_verified', 'cognito:groups']) {
      await expect(
        signUp({ Username: 'eve', UserAttributes: [{ Name: attribute, Value: 'true' }] }),
      ).rejects.toMatchObject(named('InvalidParameterException'));
    }
    await expect(signUp({ ClientId: 'nobody' })).rejects.toMatchObject(named('ResourceNotFoundException'));
    const racing = await Promise.allSettled([1, 2, 3].map(() => signUp({ Username: 'race' })));
    expect(racing.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('codes expire, are limited in tries and in number', async () => {
    await start();
    await signUp();
    const first = sent[0]!.code;
    for (let i = 0; i < 5; i++) await expect(confirm('0')).rejects.toMatchObject(named('CodeMismatchException'));
    await expect(confirm(first)).rejects.toMatchObject(named('LimitExceededException'));
    const resend = () => client.send(new ResendConfirmationCodeCommand({ ClientId, Username: 'ada' }));
    await resend();
    now += 24 * 3_600_000;
    await expect(confirm(sent.at(-1)!.code)).rejects.toMatchObject(named('ExpiredCodeException'));
    for (let i = 0; i < 5; i++) await resend();
    await expect(resend()).rejects.toMatchObject(named('LimitExceededException'));
    await confirm(sent.at(-1)!.code);
    await expect(resend()).rejects.toMatchObject(named('InvalidParameterException'));
  });

  test('an address signs in one account only', async () => {
    await start();
    await member();
    await signUp({ Username: 'eve' });
    const code = sent.at(-1)!.code;
    await expect(confirm(code, { Username: 'eve' })).rejects.toMatchObject(named('AliasExistsException'));
  });

  test('the trigger may confirm at once, and may refuse', async () => {
    const events: PreSignUpEvent[] = [];
    await start({
      preSignUp: async (event) => {
        events.push(event);
        if (event.userName === 'bad') throw new Error('Not this name');
        return { ...event, response: { ...event.response, autoConfirmUser: !event.request.userAttributes.email } };
      },
    });
    const reply = await client.send(
      new SignUpCommand({ ClientId, Username: 'guest', Password, ClientMetadata: { from: 'test' } }),
    );
    expect(reply.UserConfirmed).toBe(true);
    expect(sent).toEqual([]);
    expect(events[0]).toMatchObject({
      version: '1',
      triggerSource: 'PreSignUp_SignUp',
      userPoolId,
      region: 'us-east-1',
      userName: 'guest',
      callerContext: { clientId: ClientId },
      request: { userAttributes: {}, clientMetadata: { from: 'test' } },
      response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    });
    expect((await signIn('guest')).AccessToken).toBeDefined();
    await expect(signUp({ Username: 'bad' })).rejects.toMatchObject(
      named('UserLambdaValidationException', 'PreSignUp failed with error Not this name.'),
    );
    expect((await signUp()).UserConfirmed).toBe(false);
  });
});

describe('tokens', () => {
  test('pass the verifier of the real service, with the keys of this pool', async () => {
    await start();
    const { AccessToken, IdToken, ExpiresIn, TokenType } = await member();
    expect({ ExpiresIn, TokenType }).toEqual({ ExpiresIn: 3600, TokenType: 'Bearer' });
    const reply = await fetch(`${listener.url}/${userPoolId}/.well-known/jwks.json`);
    const jwks = (await reply.json()) as Jwks;
    expect(jwks.keys).toEqual(pools.keysFor(`https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`));
    const access = CognitoJwtVerifier.create({ userPoolId, clientId: ClientId, tokenUse: 'access' });
    access.cacheJwks(jwks);
    const claims = await access.verify(AccessToken!);
    expect(claims).toMatchObject({
      token_use: 'access',
      client_id: ClientId,
      username: 'ada',
      scope: 'aws.cognito.signin.user.admin',
      iss: `https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`,
      exp: claims.iat + 3600,
    });
    expect(new Set([claims.sub, claims.jti, claims.origin_jti, claims.event_id]).size).toBe(4);
    const id = CognitoJwtVerifier.create({ userPoolId, clientId: ClientId, tokenUse: 'id' });
    id.cacheJwks(jwks);
    const identity = await id.verify(IdToken!);
    expect(identity).toMatchObject({
      aud: ClientId,
      'cognito:username': 'ada',
      email,
      email_verified: true,
      exp: identity.iat + 1800,
      sub: claims.sub,
      origin_jti: claims.origin_jti,
    });
    await expect(access.verify(IdToken!)).rejects.toThrow();
    const [head, payload, signature] = AccessToken!.split('.') as [string, string, string];
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'other' })).toString('base64url');
    await expect(access.verify(`${head}.${forged}.${signature}`)).rejects.toThrow();
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    for (const token of [`${head}.${forged}.${signature}`, none, IdToken!, 'junk']) {
      await expect(client.send(new GetUserCommand({ AccessToken: token }))).rejects.toMatchObject(
        named('NotAuthorizedException', 'Invalid Access Token'),
      );
    }
  });

  test('are refreshed until revoked or expired', async () => {
    await start();
    const { RefreshToken, AccessToken } = await member();
    const refresh = async (token = RefreshToken!, id = ClientId) =>
      client.send(
        new InitiateAuthCommand({
          ClientId: id,
          AuthFlow: 'REFRESH_TOKEN_AUTH',
          AuthParameters: { REFRESH_TOKEN: token },
        }),
      );
    now += 3_600_000;
    await expect(client.send(new GetUserCommand({ AccessToken: AccessToken! }))).rejects.toMatchObject(
      named('NotAuthorizedException', 'Access Token has expired'),
    );
    const { AuthenticationResult: renewed } = await refresh();
    expect(renewed!.RefreshToken).toBeUndefined();
    await client.send(new GetUserCommand({ AccessToken: renewed!.AccessToken! }));
    await expect(refresh('junk')).rejects.toMatchObject(named('NotAuthorizedException', 'Invalid Refresh Token'));
    await expect(refresh(RefreshToken!, 'legacy')).rejects.toMatchObject(named('InvalidParameterException'));
    await client.send(new RevokeTokenCommand({ ClientId, Token: RefreshToken! }));
    await expect(refresh()).rejects.toMatchObject(named('NotAuthorizedException'));
    await expect(client.send(new GetUserCommand({ AccessToken: renewed!.AccessToken! }))).rejects.toMatchObject(
      named('NotAuthorizedException', 'Access Token has been revoked'),
    );
    const later = await signIn();
    now += 30 * 24 * 3_600_000;
    await expect(refresh(later.RefreshToken!)).rejects.toMatchObject(named('NotAuthorizedException'));
  });

  test('end everywhere at a global sign-out, and with the account', async () => {
    await start();
    const first = await member();
    const second = await signIn();
    await client.send(new GlobalSignOutCommand({ AccessToken: first.AccessToken! }));
    await expect(client.send(new GetUserCommand({ AccessToken: second.AccessToken! }))).rejects.toMatchObject(
      named('NotAuthorizedException'),
    );
    const third = await signIn();
    await client.send(new DeleteUserCommand({ AccessToken: third.AccessToken! }));
    await expect(signIn()).rejects.toMatchObject(named('NotAuthorizedException', 'Incorrect username or password.'));
    expect(await readFile(join(folder, userPoolId, 'accounts.json'), 'utf8')).not.toContain('ada');
    expect((await signUp()).UserConfirmed).toBe(false);
  });
});

describe('who exists', () => {
  test('cannot be found out where the client hides it', async () => {
    await start();
    await member();
    const incorrect = named('NotAuthorizedException', 'Incorrect username or password.');
    await expect(signIn('ada', 'Wrong-Password-1')).rejects.toMatchObject(incorrect);
    await expect(signIn('nobody')).rejects.toMatchObject(incorrect);
    const forgot = (Username: string) => client.send(new ForgotPasswordCommand({ ClientId, Username }));
    const pretended = await forgot('nobody');
    expect(pretended.CodeDeliveryDetails).toMatchObject({ DeliveryMedium: 'EMAIL', AttributeName: 'email' });
    expect((await forgot('nobody')).CodeDeliveryDetails).toEqual(pretended.CodeDeliveryDetails);
    expect(sent.at(-1)!.kind).toBe('sign-up');
    await client.send(new ResendConfirmationCodeCommand({ ClientId, Username: 'nobody' }));
    await expect(confirm('1', { Username: 'nobody' })).rejects.toMatchObject(named('ExpiredCodeException'));
    await expect(
      client.send(new ConfirmForgotPasswordCommand({ ClientId, Username: 'nobody', ConfirmationCode: '1', Password })),
    ).rejects.toMatchObject(named('CodeMismatchException'));
  });

  test('is told to a client that does not', async () => {
    await start();
    await expect(signIn('nobody', Password, 'legacy')).rejects.toMatchObject(named('UserNotFoundException'));
    await expect(
      client.send(new ForgotPasswordCommand({ ClientId: 'legacy', Username: 'nobody' })),
    ).rejects.toMatchObject(named('UserNotFoundException'));
  });

  test('guessing is slowed down', async () => {
    await start();
    await member();
    for (let i = 0; i < 6; i++) await signIn('ada', 'Wrong-Password-1').catch(() => {});
    await expect(signIn()).rejects.toMatchObject(named('NotAuthorizedException', 'Password attempts exceeded'));
    now += 2_001;
    expect((await signIn()).AccessToken).toBeDefined();
  });
});

describe('the account', () => {
  test('a forgotten password is replaced with a code', async () => {
    await start();
    await member();
    const Username = 'ada';
    const replace = (ConfirmationCode: string, next = 'Another-Horse-10') =>
      client.send(new ConfirmForgotPasswordCommand({ ClientId, Username, ConfirmationCode, Password: next }));
    await expect(replace('123456')).rejects.toMatchObject(named('ExpiredCodeException'));
    await client.send(new ForgotPasswordCommand({ ClientId, Username: email }));
    expect(sent.at(-1)).toMatchObject({ destination: email, kind: 'forgot-password' });
    await expect(replace(sent.at(-1)!.code, 'weak')).rejects.toMatchObject(named('InvalidPasswordException'));
    await expect(replace('0')).rejects.toMatchObject(named('CodeMismatchException'));
    await replace(sent.at(-1)!.code);
    await expect(signIn()).rejects.toMatchObject(named('NotAuthorizedException'));
    expect((await signIn('ada', 'Another-Horse-10')).AccessToken).toBeDefined();
    await signUp({ Username: 'unverified' });
    await expect(client.send(new ForgotPasswordCommand({ ClientId, Username: 'unverified' }))).rejects.toMatchObject(
      named('InvalidParameterException'),
    );
  });

  test('a password is changed with the present one', async () => {
    await start();
    const { AccessToken } = await member();
    const change = (PreviousPassword: string, ProposedPassword: string) =>
      client.send(new ChangePasswordCommand({ AccessToken: AccessToken!, PreviousPassword, ProposedPassword }));
    await expect(change('Wrong-Password-1', 'Another-Horse-10')).rejects.toMatchObject(named('NotAuthorizedException'));
    await expect(change(Password, 'weak')).rejects.toMatchObject(named('InvalidPasswordException'));
    await change(Password, 'Another-Horse-10');
    expect((await signIn('ada', 'Another-Horse-10')).AccessToken).toBeDefined();
  });

  test('a new address is verified before it signs in', async () => {
    await start();
    const AccessToken = (await member()).AccessToken!;
    const update = (Value: string, Name = 'email') =>
      client.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }));
    const reply = await update('new@people.test');
    expect(reply.CodeDeliveryDetailsList?.[0]?.Destination).toBe('n***@p***');
    await expect(signIn('new@people.test')).rejects.toMatchObject(named('NotAuthorizedException'));
    const verify = (Code: string) =>
      client.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: 'email', Code }));
    await expect(verify('0')).rejects.toMatchObject(named('CodeMismatchException'));
    await verify(sent.at(-1)!.code);
    expect((await signIn('new@people.test')).AccessToken).toBeDefined();
    expect((await update('Ada', 'name')).CodeDeliveryDetailsList).toEqual([]);
    await expect(update('not an address')).rejects.toMatchObject(named('InvalidParameterException'));
  });
});

describe('pools of addresses', () => {
  test('the address is the name, whatever its case', async () => {
    await start({ signInWith: 'email', emailAlias: false, usernameCaseSensitive: false });
    const { UserSub } = await signUp({ Username: email, UserAttributes: [] });
    await expect(signUp({ Username: email.toUpperCase(), UserAttributes: [] })).rejects.toMatchObject(
      named('UsernameExistsException', 'An account with the given email already exists.'),
    );
    await expect(signUp({ Username: 'ada' })).rejects.toMatchObject(named('InvalidParameterException'));
    await confirm(sent.at(-1)!.code, { Username: email });
    const { AccessToken } = await signIn(email.toUpperCase());
    expect((await client.send(new GetUserCommand({ AccessToken: AccessToken! }))).Username).toBe(UserSub);
  });
});

describe('the wire', () => {
  test('flows that are off, and operations that are not there, are named', async () => {
    await start();
    const auth = (AuthFlow: 'USER_SRP_AUTH' | 'CUSTOM_AUTH') =>
      client.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters: { USERNAME: 'ada' } }));
    await expect(auth('CUSTOM_AUTH')).rejects.toMatchObject(named('InvalidParameterException'));
    await expect(auth('USER_SRP_AUTH')).rejects.toMatchObject({ message: expect.stringContaining('USER_SRP_AUTH') });
    await expect(
      client.send(new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: {} })),
    ).rejects.toMatchObject(named('InvalidParameterException'));
    const unsigned = await fetch(listener.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.AdminGetUser' },
      body: '{}',
    });
    expect(unsigned.status).toBe(403);
    await expect(client.send(new ListUsersCommand({ UserPoolId: userPoolId }))).rejects.toMatchObject(
      named('UnrecognizedClientException'),
    );
  });

  test('pages of any origin may call and read keys', async () => {
    await start();
    const origin = 'http://127.0.0.1:3000';
    const reply = await fetch(listener.url, {
      method: 'POST',
      headers: {
        origin,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
      },
      body: JSON.stringify({
        ClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'a', PASSWORD: 'b' },
      }),
    });
    expect(reply.status).toBe(400);
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
    expect(await reply.json()).toMatchObject({ __type: 'NotAuthorizedException' });
    const keys = await fetch(`${listener.url}/${userPoolId}/.well-known/jwks.json`, { headers: { origin } });
    expect(keys.headers.get('access-control-allow-origin')).toBe('*');
    expect((await fetch(`${listener.url}/us-east-1_other/.well-known/jwks.json`)).status).toBe(403);
  });

  test('a code that cannot be delivered is no success', async () => {
    sent = new Proxy([], {
      get: () => {
        throw new Error('mail box full');
      },
    });
    await start();
    await expect(signUp()).rejects.toMatchObject(named('CodeDeliveryFailureException'));
  });
});

describe('the data folder', () => {
  test('keeps accounts, sessions and the key, and no secret in the clear', async () => {
    await rm(join(folder, userPoolId), { recursive: true });
    await start();
    const { RefreshToken, AccessToken } = await member();
    const [key] = pools.keysFor(`https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`);
    await listener.close();
    const stored = await readFile(join(folder, userPoolId, 'accounts.json'), 'utf8');
    for (const secret of [Password, RefreshToken!, ...sent.map(({ code }) => `"${code}"`)])
      expect(stored).not.toContain(secret);
    expect((await stat(join(folder, userPoolId, 'signing-key.pem'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, userPoolId, 'accounts.json'))).mode & 0o777).toBe(0o600);
    await start();
    expect(pools.keysFor(`https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`)).toEqual([key]);
    await client.send(new GetUserCommand({ AccessToken: AccessToken! }));
    await signIn();
  });

  test.each(['accounts.json', 'signing-key.pem'])('a damaged %s is said in a sentence', async (file) => {
    await start();
    await signUp();
    await listener.close();
    const path = join(folder, userPoolId, file);
    await chmod(path, 0o600);
    await writeFile(path, '{"users": 3');
    await expect(start()).rejects.toMatchObject({
      code: 'DataFolderDamaged',
      publicMessage: expect.stringContaining(file),
    });
  });
});

test('a template with a client secret, or with nonsense, is refused', () => {
  const read = (properties: unknown, client: unknown = {}) =>
    userPoolFromTemplate({
      userPoolId,
      region: 'us-east-1',
      properties,
      clients: [{ clientId: 'c', properties: client }],
    });
  expect(read({}).passwordPolicy).toMatchObject({ minimumLength: 8, requireSymbols: true });
  expect(read({}).clients[0]).toMatchObject({ accessTokenSeconds: 3600, refreshTokenSeconds: 2_592_000 });
  expect(read({ UsernameAttributes: ['email'] })).toMatchObject({ signInWith: 'email', emailAlias: false });
  expect(() => read({}, { GenerateSecret: true })).toThrow('secret');
  expect(() => read({ AliasAttributes: 'email' })).toThrow('AliasAttributes');
});
