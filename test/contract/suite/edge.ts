import { describe, expect, test } from 'vitest';
import { ROUTES } from '../../../core/contracts/api.ts';
import type { Route } from '../../../core/contracts/route.ts';
import { newMember } from '../../../local/cli/person.ts';
import { request } from '../requests.ts';
import { forgetPerson, type Target } from '../target.ts';
import { type People, testWith } from './support.ts';

const NO_RECAP = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

/** Who may call, and how what is wrong is answered. */
export function describeEdge(target: Target, people: People): void {
  describe('the edge of the API', () => {
    test("somebody else's recap answers 404, like one that never was", async () => {
      const { ready, token } = people;
      const stranger = await people.stranger();
      for (const method of ['GET', 'DELETE']) {
        const theirs = await request(target, method, `/recaps/${ready.recapId}`, { token: stranger });
        const none = await request(target, method, `/recaps/${NO_RECAP}`, { token: stranger });
        expect(theirs.status).toBe(404);
        expect(theirs.body).toEqual(none.body);
      }
      expect((await request(target, 'GET', `/recaps/${ready.recapId}`, { token })).status).toBe(200);
    });

    test('unknown fields answer 400 and name them', async () => {
      const { token } = people;
      const { status, body } = await request(target, 'POST', '/recaps', { token, body: { captoin: 'x', colour: 1 } });
      expect(status).toBe(400);
      expect((body as { error: { fields: string[] } }).error.fields).toEqual(['captoin', 'colour']);
    });

    test('a body that is no JSON answers 400 with a sentence', async () => {
      const { token } = people;
      const { status, body } = await request(target, 'POST', '/recaps', { token, body: '{"caption": ' });
      expect(status).toBe(400);
      expect((body as { error: { message: string } }).error.message).toMatch(/\.$/);
    });

    const closed = Object.entries<Route>(ROUTES).filter(([, { access }]) => access !== 'anyone');
    test.each(closed.map(([key]) => key))('%s without a token answers 401', async (route) => {
      const [method = '', path = ''] = route.split(' ');
      const body = method === 'POST' ? {} : undefined;
      expect((await request(target, method, path.replace('{id}', NO_RECAP), { body })).status).toBe(401);
    });

    testWith(target, 'gateway')('a made-up token answers 401', async () => {
      const [header = '', , signature = ''] = people.token.split('.');
      const claims = Buffer.from(JSON.stringify({ sub: 'somebody', exp: 9_999_999_999 })).toString('base64url');
      for (const token of ['eyJhbGciOiJub25lIn0.e30.', `${header}.${claims}.${signature}`, 'x']) {
        expect((await request(target, 'GET', '/recaps', { token })).status).toBe(401);
      }
    });

    testWith(target, 'gateway')('an identity token is refused: it is for the page alone', async () => {
      const { access, identity } = await newMember(target.pool);
      expect((await request(target, 'GET', '/recaps', { token: access })).status).toBe(200);
      expect((await request(target, 'GET', '/recaps', { token: identity })).status).toBe(403);
      await forgetPerson(target, access);
    });

    testWith(
      target,
      'gateway',
      'origin',
    )('every answer carries CORS headers for the page, and none for others', async () => {
      const { token } = people;
      for (const [given, status] of [
        [{ token, body: { nonsense: true } }, 400],
        [{ body: {} }, 401],
      ] as const) {
        const allowed = await request(target, 'POST', '/recaps', given);
        expect(allowed.status).toBe(status);
        expect(allowed.headers.get('access-control-allow-origin')).toBe(target.addresses.webUrl);
        const foreign = await request(target, 'POST', '/recaps', { ...given, origin: 'https://evil.example' });
        expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
      }
    });

    testWith(target, 'gateway')('an address that is no route answers 404', async () => {
      const { token } = people;
      for (const [method, path] of [
        ['GET', '/'],
        ['GET', '/recap'],
        ['PUT', '/recaps'],
        ['GET', '/recaps/'],
      ] as const) {
        expect((await request(target, method, path, { token })).status, `${method} ${path}`).toBe(404);
      }
    });
  });
}
