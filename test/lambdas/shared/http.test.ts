import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorSchema } from '../../../core/contracts/answers.ts';
import type { RouteKey } from '../../../core/contracts/api.ts';
import { GUEST_ROUTES } from '../../../core/contracts/routes/guests.ts';
import { RECAP_ROUTES } from '../../../core/contracts/routes/recaps.ts';
import { AppError, GENERIC_FAILURE, invariant } from '../../../core/errors.ts';
import { type ApiEvent, type ApiRequest, apiHandler } from '../../../lambdas/shared/http.ts';
import { logger } from '../../../lambdas/shared/logger.ts';

const ID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

/** An event as the HTTP API sends it, cut down to what is read. */
const event = (routeKey: RouteKey | string, rest: Record<string, unknown> = {}): ApiEvent =>
  ({
    routeKey,
    requestContext: { authorizer: { jwt: { claims: { sub: 'ada' } } } },
    isBase64Encoded: false,
    ...rest,
  }) as unknown as ApiEvent;

const create = vi.fn(
  async (_: ApiRequest<(typeof RECAP_ROUTES)['POST /recaps']>): Promise<unknown> => ({ recapId: ID, upload: null }),
);
const list = vi.fn(
  async (_: ApiRequest<(typeof RECAP_ROUTES)['GET /recaps']>): Promise<unknown> => ({ recaps: [], next: null }),
);
const read = vi.fn(
  async (_: ApiRequest<(typeof RECAP_ROUTES)['GET /recaps/{id}']>): Promise<unknown> => ({ recapId: ID }),
);
const remove = vi.fn(
  async (_: ApiRequest<(typeof RECAP_ROUTES)['DELETE /recaps/{id}']>): Promise<unknown> => undefined,
);
const { 'POST /recaps/{id}/retry': _, ...routes } = RECAP_ROUTES;
const handle = apiHandler(routes, {
  'POST /recaps': create,
  'GET /recaps': list,
  'GET /recaps/{id}': read,
  'DELETE /recaps/{id}': remove,
});
const listing = { 'GET /recaps': RECAP_ROUTES['GET /recaps'] };

async function refusal(answering: ReturnType<typeof handle>) {
  const { statusCode, body } = await answering;
  return { statusCode, ...errorSchema.parse(JSON.parse(body!)).error };
}

const logged = { info: vi.spyOn(logger, 'info'), error: vi.spyOn(logger, 'error') };
beforeEach(() => {
  vi.clearAllMocks();
  logged.info.mockReturnValue();
  logged.error.mockReturnValue();
});

describe('an answered request', () => {
  it('has the status of the contract and its body in JSON', async () => {
    expect(await handle(event('POST /recaps', { body: '{"caption":" Hello "}' }))).toEqual({
      statusCode: 201,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ recapId: ID, upload: null }),
    });
    expect(create).toHaveBeenCalledWith(
      expect.objectContaining({
        userId: 'ada',
        guest: false,
        path: undefined,
        query: undefined,
        body: { caption: 'Hello' },
      }),
    );
    expect((await handle(event('GET /recaps'))).statusCode).toBe(200);
  });

  it('has no body where the contract has none', async () => {
    expect(await handle(event('DELETE /recaps/{id}', { pathParameters: { id: ID } }))).toEqual({ statusCode: 204 });
    expect(remove.mock.calls[0]![0].path).toEqual({ id: ID });
  });

  it('had its query read by contract, defaults included', async () => {
    await handle(event('GET /recaps'));
    await handle(event('GET /recaps', { queryStringParameters: { limit: '3', cursor: ID } }));
    expect(list.mock.calls.map(([{ query }]) => query)).toEqual([{ limit: 20 }, { limit: 3, cursor: ID }]);
  });

  it('may come without a body, or with one in base64', async () => {
    await handle(event('POST /recaps'));
    const body = Buffer.from('{"caption":"Ünter Wasser"}').toString('base64');
    await handle(event('POST /recaps', { body, isBase64Encoded: true }));
    expect(create.mock.calls.map(([request]) => request.body)).toEqual([{}, { caption: 'Ünter Wasser' }]);
  });
});

describe('a refused request', () => {
  it('is told each unknown field', async () => {
    const body = JSON.stringify({ caption: 'Hi', colour: 'blue', size: 3 });
    expect(await refusal(handle(event('POST /recaps', { body })))).toEqual({
      statusCode: 400,
      code: 'InvalidRequest',
      message: 'The request was not understood: unknown field colour, size.',
      fields: ['colour', 'size'],
    });
    expect(create).not.toHaveBeenCalled();
  });

  it('is told each wrong field', async () => {
    const body = JSON.stringify({ caption: 7, contentType: 'image/tiff' });
    const { statusCode, fields, message } = await refusal(handle(event('POST /recaps', { body })));
    expect([statusCode, fields]).toEqual([400, ['caption', 'contentType']]);
    expect(message).toMatch(/caption: .*; contentType: /);
  });

  it.each(['[]', '"text"', 'null'])('is told that a body of %s is none', async (body) => {
    expect(await refusal(handle(event('POST /recaps', { body })))).toMatchObject({ statusCode: 400, fields: ['body'] });
  });

  it.each(['{', '{"caption":}', 'caption=hi'])('is told that %s is not JSON', async (body) => {
    expect(await refusal(handle(event('POST /recaps', { body })))).toEqual({
      statusCode: 400,
      code: 'InvalidRequest',
      message: 'The request body is not valid JSON.',
    });
  });

  it('is told of a wrong or unknown query parameter', async () => {
    const ask = (queryStringParameters: object) => refusal(handle(event('GET /recaps', { queryStringParameters })));
    expect(await ask({ limit: 'many' })).toMatchObject({ statusCode: 400, fields: ['limit'] });
    expect(await ask({ page: '2' })).toMatchObject({ statusCode: 400, fields: ['page'] });
  });

  it.each(['1', '../secrets', ID.toLowerCase(), undefined])('finds nothing under the id %s', async (id) => {
    const pathParameters = id === undefined ? undefined : { id };
    expect(await refusal(handle(event('GET /recaps/{id}', { pathParameters })))).toEqual({
      statusCode: 404,
      code: 'NotFound',
      message: 'There is no recap with this id.',
    });
    expect(read).not.toHaveBeenCalled();
  });

  it('finds nothing at a route that is not served', async () => {
    expect(await refusal(handle(event('GET /slates')))).toMatchObject({ statusCode: 404, code: 'NotFound' });
  });

  it.each([
    {},
    { authorizer: {} },
    { authorizer: { jwt: { claims: {} } } },
    { authorizer: { jwt: { claims: { sub: '' } } } },
  ])('is asked to sign in where the context is %j', async (requestContext) => {
    expect(await refusal(handle(event('GET /recaps', { requestContext })))).toMatchObject({
      statusCode: 401,
      code: 'Unauthorized',
    });
  });
});

describe('an error inside', () => {
  const failing = (error: unknown) =>
    refusal(apiHandler(listing, { 'GET /recaps': () => Promise.reject(error) })(event('GET /recaps')));

  it('of ours keeps status, code and sentence', async () => {
    const cause = new Error('ECONNRESET 10.0.0.7');
    expect(await failing(new AppError('PhotoNotFetched', 422, 'The photo could not be fetched.', { cause }))).toEqual({
      statusCode: 422,
      code: 'PhotoNotFetched',
      message: 'The photo could not be fetched.',
    });
    expect(logged.info).toHaveBeenCalledWith('request refused', { code: 'PhotoNotFetched', status: 422 });
    expect(await failing(new AppError('VoiceDown', 502, 'The voice did not answer.'))).toMatchObject({
      statusCode: 502,
    });
    expect(logged.error).toHaveBeenCalledOnce();
  });

  it.each([
    new TypeError("Cannot read properties of undefined (reading 'S3Bucket')"),
    Object.assign(new Error('The conditional request failed'), { name: 'ConditionalCheckFailedException' }),
    'a thrown string with a secret',
    undefined,
  ])('of another kind is a 500 that tells nothing: %s', async (error) => {
    expect(await failing(error)).toEqual({ statusCode: 500, code: 'InternalError', message: GENERIC_FAILURE });
    expect(logged.error).toHaveBeenCalledOnce();
  });

  it('of our own making tells nothing either', async () => {
    const broken = apiHandler(listing, { 'GET /recaps': async () => invariant(false, 'block 7 is not sorted') });
    expect(await refusal(broken(event('GET /recaps')))).toEqual({
      statusCode: 500,
      code: 'InvariantViolated',
      message: GENERIC_FAILURE,
    });
  });
});

describe('who asks', () => {
  const claims = (more: object) => ({ requestContext: { authorizer: { jwt: { claims: { sub: 'ada', ...more } } } } });

  it('is a guest where the token names the group', async () => {
    await handle(event('GET /recaps', claims({ 'cognito:groups': '[guest]' })));
    expect(list.mock.calls[0]![0]).toMatchObject({ userId: 'ada', guest: true });
  });

  it('is known on every route but the open ones', async () => {
    expect(await refusal(handle(event('GET /recaps', { requestContext: {} })))).toMatchObject({
      statusCode: 401,
      code: 'Unauthorized',
    });
  });
});

describe('a route that is open to anyone', () => {
  const origin = 'https://sightsong.example';
  const json = { 'content-type': 'application/json' };
  const open = apiHandler(GUEST_ROUTES, {
    'POST /guests': async ({ userId, cookies, from, setCookie }) => {
      setCookie('a=b; HttpOnly');
      if (cookies.includes('bad=1')) throw new AppError('Teapot', 429, 'No.');
      return { userId, cookies, from };
    },
  });
  const ask = (headers: Record<string, string>, rest: object = {}) =>
    open(event('POST /guests', { requestContext: { http: { sourceIp: '192.0.2.1' } }, headers, ...rest }));
  beforeEach(() => {
    vi.stubEnv('WEB_ORIGINS', `https://www.sightsong.example,${origin}`);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('is told no person, but cookies and where the request came from, and is kept by no cache', async () => {
    const { headers, body, ...rest } = await ask(
      { ...json, origin, 'x-forwarded-for': '198.51.100.7' },
      { cookies: ['x=1'] },
    );
    expect(rest).toEqual({ statusCode: 201, cookies: ['a=b; HttpOnly'] });
    expect(headers).toEqual({ ...json, 'cache-control': 'no-store' });
    expect(JSON.parse(body!)).toEqual({
      userId: null,
      cookies: ['x=1'],
      from: { sourceIp: '192.0.2.1', forwardedFor: '198.51.100.7' },
    });
  });

  it('sends its cookies with an error, too', async () => {
    expect(await ask(json, { cookies: ['bad=1'] })).toMatchObject({ statusCode: 429, cookies: ['a=b; HttpOnly'] });
  });

  it.each([
    ['another site', { ...json, origin: 'https://evil.example' }, 403],
    ['a neighbouring port', { ...json, origin: `${origin}:8443` }, 403],
    ['a hidden origin', { ...json, origin: 'null' }, 403],
    ['a form', { 'content-type': 'text/plain', origin }, 400],
    ['nothing that says what it is', { origin }, 400],
  ])('refuses the request of %s', async (_who, headers, status) => {
    expect((await ask(headers as Record<string, string>)).statusCode).toBe(status);
  });
});
