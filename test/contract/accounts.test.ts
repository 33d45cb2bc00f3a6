/** Guests, sessions and accounts, through the API alone. */
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { GUEST_RECAPS, GUEST_SECONDS, type Session } from '../../core/contracts/accounts.ts';
import { peopleKeys } from '../../core/contracts/names.ts';
import type { RecapPage } from '../../core/contracts/recaps.ts';
import { GENERIC_FAILURE } from '../../core/errors.ts';
import { ofType } from '../../local/hosting/properties.ts';
import { type Grant, grantsOf, withoutGrant } from '../local/iam/grants.ts';
import { storedObjects } from './leaks.ts';
import { plainPhoto } from './photos.ts';
import { quickEngines } from './quick-engines.ts';
import { recapOf, request } from './requests.ts';
import { startTarget } from './target.ts';
import { ACCOUNT_FUNCTIONS, newAddress, PASSWORD, Visitor } from './visitor.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const target = await startTarget({ engines: quickEngines(), random: () => 0 });
const { hosted } = target;
const photo = await plainPhoto();
afterAll(() => target.close());

type Refusal = { error: { code: string; message: string; fields?: string[] } };
const codeOf = ({ body }: { body: never }) => (body as Refusal).error.code;
const personOf = ({ body }: { body: never }) => (body as Session).person;
const listed = async (token: string) =>
  ((await request(target, 'GET', '/recaps', { token })).body as RecapPage).recaps.map(({ recapId }) => recapId);
/** Everything stored that names this recap. */
const stored = (recapId: string) => storedObjects(target.dataDir).filter(({ key }) => key.includes(recapId));

/** Lets the schedule run as it would in time. */
async function ring(): Promise<void> {
  hosted.bus.ring();
  await hosted.bus.idle();
  await hosted.lambdas.asyncSettled();
}

/** Lets a guest's day be over; the functions are processes of their own, so it is not their clock that moves. */
async function endDay(token: string): Promise<void> {
  const { sub } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
  const client = new DynamoDBClient({
    region: target.addresses.region,
    endpoint: target.addresses.awsUrl,
    credentials: hosted.iam.root,
  });
  const table = ofType(hosted.assembly, 'AWS::DynamoDB::Table').find(({ logicalId }) => logicalId.startsWith('People'));
  await client.send(
    new UpdateItemCommand({
      TableName: table!.physicalId,
      Key: { pk: { S: peopleKeys.person(sub) } },
      UpdateExpression: 'SET eraseAfter = eraseAfter - :day',
      ExpressionAttributeValues: { ':day': { N: String(GUEST_SECONDS) } },
    }),
  );
  client.destroy();
}

describe('a guest', () => {
  const visitor = new Visitor(target);
  let token: string;

  test('needs nothing, and gets a token and a cookie that no script sees', async () => {
    const reply = await visitor.post('/guests');
    expect(reply.status).toBe(201);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    const { accessToken, person } = reply.body as Session;
    token = accessToken;
    expect(person).toMatchObject({ kind: 'guest', email: null });
    const left = Date.parse(person.guestUntil!) - Date.now();
    expect(Math.abs(left - 24 * 3_600_000)).toBeLessThan(60_000);
    expect(visitor.attributes).toEqual(
      expect.arrayContaining(['Max-Age=86400', 'Path=/auth', 'HttpOnly', 'Secure', 'SameSite=Strict']),
    );
    expect(JSON.stringify(reply.body)).not.toContain(visitor.cookie!.split('=')[1]);
  });

  test('comes back by the cookie', async () => {
    const { session } = (await visitor.post('/auth/session')).body as { session: Session };
    expect(session.person.kind).toBe('guest');
    expect(await listed(session.accessToken)).toEqual([]);
  });

  test(`may begin ${GUEST_RECAPS} recaps, and then is told to sign up`, async () => {
    for (let made = 0; made < GUEST_RECAPS; made++) {
      expect((await request(target, 'POST', '/recaps', { token, body: {} })).status).toBe(201);
    }
    const refused = await request(target, 'POST', '/recaps', { token, body: {} });
    expect([refused.status, codeOf(refused)]).toEqual([403, 'GuestLimit']);
    expect((refused.body as Refusal).error.message).toContain('Sign up');
    // At once, they are counted as well as one after the other.
    const hasty = await new Visitor(target).becomeGuest();
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => request(target, 'POST', '/recaps', { token: hasty, body: {} })),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(GUEST_RECAPS);
  });

  test('may not like: that needs an account', async () => {
    const reply = await request(target, 'PUT', '/me/likes/s1', { token });
    expect([reply.status, codeOf(reply)]).toEqual([403, 'MembersOnly']);
  });

  test('that signs up keeps every recap and the same session', async () => {
    const before = await listed(token);
    expect(before).toHaveLength(GUEST_RECAPS);
    const email = newAddress();
    const sent = await visitor.post('/auth/sign-up', { email, password: PASSWORD });
    expect([sent.status, sent.body]).toEqual([202, { destination: 'p***@p***' }]);
    const waiting = (await visitor.post('/auth/session')).body as { session: Session };
    expect(waiting.session.person).toMatchObject({ kind: 'guest', email: null, pendingEmail: email });
    expect((await visitor.post('/auth/resend')).status).toBe(202);
    expect(codeOf(await visitor.post('/auth/confirm', { code: '000000' }))).toBe('WrongCode');
    const confirmed = await visitor.post('/auth/confirm', { code: visitor.codeFor(email) });
    expect(personOf(confirmed)).toEqual({ kind: 'member', email, pendingEmail: null, guestUntil: null });
    expect(visitor.attributes).toContain(`Max-Age=${30 * 86_400}`);
    const member = (confirmed.body as Session).accessToken;
    expect(await listed(member)).toEqual(before);
    expect((await request(target, 'POST', '/recaps', { token: member, body: {} })).status).toBe(201);
    await ring();
    expect(await listed(member)).toHaveLength(GUEST_RECAPS + 1);
  });

  test('is erased with recaps and media when the day is over', async () => {
    const other = new Visitor(target);
    const theirs = await other.becomeGuest();
    const { recapId, status } = await recapOf(target, theirs, photo);
    expect(status).toBe('READY');
    expect(stored(recapId).length).toBeGreaterThan(0);
    await ring();
    expect(await listed(theirs)).toEqual([recapId]);
    await endDay(theirs);
    const late = await request(target, 'POST', '/recaps', { token: theirs, body: {} });
    expect([late.status, codeOf(late)]).toEqual([403, 'GuestOver']);
    await ring();
    expect(stored(recapId)).toEqual([]);
    expect(await listed(theirs)).toEqual([]);
    // A token lives on for a while; nothing new comes of it.
    expect((await request(target, 'POST', '/recaps', { token: theirs, body: {} })).status).toBe(401);
  });

  test('is erased soon after leaving: nobody can come back to a guest', async () => {
    const other = new Visitor(target);
    const theirs = await other.becomeGuest();
    const { recapId } = await recapOf(target, theirs, photo);
    expect((await other.post('/auth/sign-out')).status).toBe(204);
    expect(other.cookie).toBeNull();
    await ring();
    expect([await listed(theirs), stored(recapId)]).toEqual([[], []]);
  });

  test('is one of a few from the same network within an hour', async () => {
    const address = '2001:db8:7:7::1';
    const replies = [];
    for (let made = 0; made < 21; made++) {
      replies.push(await new Visitor(target, `2001:db8:7:7::${made + 1}`).post('/guests'));
    }
    expect(replies.map(({ status }) => status)).toEqual([...Array(20).fill(201), 429]);
    expect((replies.at(-1)!.body as Refusal).error.message).toMatch(/Please try again in (a minute|\d+ minutes)\.$/);
    expect((await new Visitor(target, address).post('/guests')).status).toBe(429);
    expect((await new Visitor(target, '2001:db8:7:8::1').post('/guests')).status).toBe(201);
  });
});

describe('an account', () => {
  const email = newAddress();
  const visitor = new Visitor(target);
  beforeAll(async () => {
    await visitor.becomeMember(email);
  });

  test('signs in from anywhere, by address and password alone', async () => {
    const elsewhere = new Visitor(target);
    const wrong = await elsewhere.post('/auth/sign-in', { email, password: 'Wrong-Horse-9' });
    const nobody = await elsewhere.post('/auth/sign-in', { email: newAddress(), password: 'Wrong-Horse-9' });
    expect([wrong.status, codeOf(wrong)]).toEqual([401, 'WrongCredentials']);
    expect(nobody.body).toEqual(wrong.body);
    const reply = await elsewhere.post('/auth/sign-in', { email: ` ${email} `, password: PASSWORD });
    expect([reply.status, personOf(reply).email]).toEqual([200, email]);
    await elsewhere.post('/auth/sign-out');
    expect((await elsewhere.post('/auth/session')).body).toEqual({ session: null });
    expect((await visitor.post('/auth/session')).body).toMatchObject({ session: { person: { email } } });
  });

  test('is asked for once by each address', async () => {
    const second = new Visitor(target);
    await second.becomeGuest();
    await second.post('/auth/sign-up', { email, password: PASSWORD });
    const reply = await second.post('/auth/confirm', { code: second.codeFor(email) });
    expect([reply.status, codeOf(reply)]).toEqual([409, 'AddressTaken']);
    expect(codeOf(await visitor.post('/auth/sign-up', { email: newAddress(), password: PASSWORD }))).toBe(
      'AlreadySignedUp',
    );
  });

  test.each([
    ['no address', { email: 'ada', password: PASSWORD }, ['email']],
    ['a short password', { email: 'ada@people.test', password: 'Aa1' }, ['password']],
    ['a plain password', { email: 'ada@people.test', password: 'correct horse battery' }, ['password']],
    ['a field too many', { email: 'ada@people.test', password: PASSWORD, admin: true }, ['admin']],
  ])('is not made of %s', async (_what, body, fields) => {
    const reply = await visitor.post('/auth/sign-up', body);
    expect([reply.status, (reply.body as Refusal).error.fields]).toEqual([400, fields]);
  });

  test('changes its password with the old one, and all other sessions end', async () => {
    const elsewhere = new Visitor(target);
    await elsewhere.post('/auth/sign-in', { email, password: PASSWORD });
    const next = `${PASSWORD}-new`;
    const wrong = await visitor.post('/auth/password', { password: 'Wrong-Horse-9', newPassword: next });
    expect([wrong.status, codeOf(wrong)]).toEqual([422, 'WrongPassword']);
    expect((await visitor.post('/auth/password', { password: PASSWORD, newPassword: next })).status).toBe(200);
    expect((await visitor.post('/auth/session')).body).toMatchObject({ session: { person: { email } } });
    expect((await elsewhere.post('/auth/session')).body).toEqual({ session: null });
    expect(elsewhere.cookie).toBeNull();
    expect((await elsewhere.post('/auth/sign-in', { email, password: PASSWORD })).status).toBe(401);
  });

  test('forgets its password and gets another, by a code; an unknown address looks the same', async () => {
    const elsewhere = new Visitor(target);
    const known = await elsewhere.post('/auth/forgot', { email });
    const unknown = await elsewhere.post('/auth/forgot', { email: 'person@people.test' });
    expect([known.status, known.body]).toEqual([202, unknown.body]);
    const wrong = await elsewhere.post('/auth/reset', { email, code: '000000', password: PASSWORD });
    expect([wrong.status, codeOf(wrong)]).toEqual([422, 'WrongCode']);
    const reset = await elsewhere.post('/auth/reset', { email, code: elsewhere.codeFor(email), password: PASSWORD });
    expect([reset.status, personOf(reset).email]).toEqual([200, email]);
    expect((await visitor.post('/auth/session')).body).toEqual({ session: null });
  });

  test('is deleted with its password, and nothing of it is left', async () => {
    const token = await visitor.becomeMember(newAddress());
    const { recapId } = await recapOf(target, token, photo);
    expect(codeOf(await visitor.post('/auth/delete'))).toBe('WrongPassword');
    expect(codeOf(await visitor.post('/auth/delete', { password: 'Wrong-Horse-9' }))).toBe('WrongPassword');
    expect(await listed(token)).toEqual([recapId]);
    const { cookie } = visitor;
    expect((await visitor.post('/auth/delete', { password: PASSWORD })).status).toBe(204);
    expect(await listed(token)).toEqual([]);
    expect(stored(recapId)).toEqual([]);
    expect((await request(target, 'POST', '/recaps', { token, body: {} })).status).toBe(401);
    visitor.cookie = cookie;
    expect((await visitor.post('/auth/session')).body).toEqual({ session: null });
  });
});

describe('without a session', () => {
  test.each([
    ['sign-up', { email: 'ada@people.test', password: PASSWORD }],
    ['resend', {}],
    ['confirm', { code: '123456' }],
    ['password', { password: PASSWORD, newPassword: PASSWORD }],
    ['delete', {}],
  ])('%s answers 401', async (route, body) => {
    const visitor = new Visitor(target);
    visitor.cookie = 'sightsong-session=made-up';
    const reply = await visitor.post(`/auth/${route}`, body);
    expect([reply.status, codeOf(reply)]).toEqual([401, 'NoSession']);
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }, 403],
    ['another port of this machine', { origin: 'http://127.0.0.1:9' }, 403],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
  ])('%s gets nothing from a visitor’s cookie', async (_who, headers, status) => {
    const visitor = new Visitor(target);
    await visitor.becomeGuest();
    expect((await visitor.post('/auth/session', {}, headers as Record<string, string>)).status).toBe(status);
  });
});

describe('without one of its rights', () => {
  const rights = grantsOf(hosted.assembly).filter(
    ({ actors, action }) => ACCOUNT_FUNCTIONS.includes(actors[0] as never) && !/^(xray|logs):/.test(action),
  );
  const ofPeople = grantsOf(hosted.assembly).filter(
    ({ actors, resource }) => actors[0] === 'RecapsApi' && resource.includes('-People'),
  );
  const fails = async (grant: Grant, act: () => Promise<{ status: number; body: never }>) => {
    hosted.iam.update(withoutGrant(hosted.assembly, grant));
    try {
      const reply = await act();
      expect([reply.status, (reply.body as Refusal).error.message]).toEqual([500, GENERIC_FAILURE]);
    } finally {
      hosted.iam.update(hosted.assembly);
    }
  };
  const titled = (grants: Grant[]) =>
    grants.map((grant) => ({
      grant,
      title: `${grant.actors[0]} ${grant.action} ${grant.resource.split(/[:/]/).at(-1)}`,
    }));
  const ofActor = (name: string) => titled(rights.filter(({ actors }) => actors[0] === name));

  test.each(ofActor('GuestsApi'))('$title: nobody becomes a guest', ({ grant }) =>
    fails(grant, () => new Visitor(target).post('/guests')),
  );

  test.each(ofActor('SessionsApi'))('$title: the route that needs it fails', async ({ grant }) => {
    const visitor = new Visitor(target);
    const email = newAddress();
    await visitor.becomeGuest();
    await visitor.post('/auth/sign-up', { email, password: PASSWORD });
    const code = visitor.codeFor(email);
    const confirm = () => visitor.post('/auth/confirm', { code });
    const routes: Record<string, () => ReturnType<Visitor['post']>> = {
      'cognito-idp:AdminInitiateAuth': () => visitor.post('/auth/session'),
      'cognito-idp:AdminSetUserPassword': () => visitor.post('/auth/sign-up', { email, password: PASSWORD }),
      'cognito-idp:AdminRemoveUserFromGroup': confirm,
      'cognito-idp:AdminUserGlobalSignOut': async () => {
        await confirm();
        return visitor.post('/auth/password', { password: PASSWORD, newPassword: `${PASSWORD}-new` });
      },
      'dynamodb:DeleteItem': confirm,
      'dynamodb:UpdateItem': () => visitor.post('/auth/forgot', { email }),
    };
    await fails(grant, routes[grant.action]!);
    // What broke off is taken up again.
    if (routes[grant.action] === confirm) expect(personOf(await confirm()).kind).toBe('member');
  });

  test.each(ofActor('AccountApi'))('$title: deleting fails, and goes on later', async ({ grant }) => {
    const visitor = new Visitor(target);
    const token = await visitor.becomeGuest();
    const { recapId } = await recapOf(target, token, photo);
    await request(target, 'PUT', '/me/hides/s1', { token });
    await fails(grant, () => visitor.post('/auth/delete'));
    if (grant.action === 'dynamodb:UpdateItem' || grant.action === 'cognito-idp:AdminInitiateAuth') return;
    await ring();
    expect([await listed(token), stored(recapId)]).toEqual([[], []]);
  });

  test.each(ofActor('ErasePeople'))('$title: nobody is erased in full, until it is back', async ({ grant }) => {
    const visitor = new Visitor(target);
    const token = await visitor.becomeGuest();
    const { recapId } = await recapOf(target, token, photo);
    await request(target, 'PUT', '/me/hides/s1', { token });
    await visitor.post('/auth/sign-out');
    const traced = async () => (await request(target, 'POST', '/recaps', { token, body: {} })).status === 401;
    hosted.iam.update(withoutGrant(hosted.assembly, grant));
    // Only somebody whose sign-up broke off needs this one.
    const spared = grant.action === 'dynamodb:DeleteItem' && grant.resource.includes('-People');
    await ring();
    hosted.iam.update(hosted.assembly);
    if (!spared) expect(await traced()).toBe(false);
    await ring();
    expect([await listed(token), stored(recapId), await traced()]).toEqual([[], [], true]);
  });

  test.each(titled(ofPeople))('$title: nobody begins a recap', async ({ grant }) => {
    const visitor = new Visitor(target);
    const token =
      grant.action === 'dynamodb:UpdateItem' ? await visitor.becomeGuest() : await visitor.becomeMember(newAddress());
    await fails(grant, () => request(target, 'POST', '/recaps', { token, body: {} }));
  });
});
