import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../core/errors.ts';
import { type AccessLogEntry, createGateway, type GatewayOptions, type Jwk } from '../../local/gateway.ts';
import type { Listener } from '../../local/services/wire/listen.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 30, 5);
const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_local';
const ORIGIN = 'http://127.0.0.1:3000';
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk: Jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'key-1' };
const authorizer = { issuer: ISSUER, audience: ['web-client'] };

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(claims: object = {}, header: object = { alg: 'RS256', kid: 'key-1' }): string {
  const seconds = NOW / 1000;
  const all = { iss: ISSUER, client_id: 'web-client', sub: 'person-1', exp: seconds + 60, iat: seconds, ...claims };
  const signed = `${base64(header)}.${base64(all)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

let listener: Listener | undefined;
let log: AccessLogEntry[] = [];

afterEach(async () => {
  await listener?.close();
  log = [];
});

async function gatewayOf(
  config: Partial<GatewayOptions['config']>,
  invoke: GatewayOptions['invoke'] = async (_arn, event) => ({ payload: event }),
  rest: Partial<GatewayOptions> = {},
): Promise<string> {
  listener = await createGateway({
    config: { api: {}, routes: [], stage: { name: '$default' }, ...config },
    port: 0,
    invoke,
    keysFor: async () => [jwk],
    accessLog: (entry) => log.push(entry),
    now: () => NOW,
    ...rest,
  });
  return listener.url;
}

const returning =
  (payload: unknown): GatewayOptions['invoke'] =>
  async () => ({ payload });

describe('events', () => {
  it('have the shape of payload format 2.0', async () => {
    const url = await gatewayOf({
      api: { id: 'songs' },
      routes: [{ routeKey: 'POST /recaps/{id}', functionArn: 'arn:f' }],
    });
    const response = await fetch(`${url}/recaps/a%20b?tag=x&tag=y%26z&q=1+2`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Thing': 'Yes', Cookie: 'a=1; b=2', 'User-Agent': 'me' },
      body: '{"ü":1}',
    });
    const host = new URL(url).host;
    expect(await response.json()).toEqual({
      version: '2.0',
      routeKey: 'POST /recaps/{id}',
      rawPath: '/recaps/a b',
      rawQueryString: 'tag=x&tag=y%26z&q=1+2',
      cookies: ['a=1', 'b=2'],
      headers: expect.objectContaining({
        'content-type': 'application/json',
        'x-thing': 'Yes',
        host,
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': host.split(':')[1],
        'x-forwarded-proto': 'http',
      }),
      queryStringParameters: { tag: 'x,y&z', q: '1 2' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'songs',
        domainName: host,
        domainPrefix: '127',
        http: { method: 'POST', path: '/recaps/a b', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'me' },
        requestId: response.headers.get('apigw-requestid'),
        routeKey: 'POST /recaps/{id}',
        stage: '$default',
        time: '21/Nov/2026:12:30:05 +0000',
        timeEpoch: NOW,
      },
      pathParameters: { id: 'a b' },
      body: '{"ü":1}',
      isBase64Encoded: false,
    });
  });

  it('leave out what is not there and carry binary bodies as base64', async () => {
    const url = await gatewayOf({ routes: [{ routeKey: '$default', functionArn: 'arn:f' }] });
    const bare = (await (await fetch(url)).json()) as object;
    for (const name of ['cookies', 'queryStringParameters', 'pathParameters', 'body'])
      expect(bare).not.toHaveProperty(name);
    expect(bare).toMatchObject({ rawPath: '/', rawQueryString: '', isBase64Encoded: false });
    const form = await fetch(url, { method: 'POST', body: new URLSearchParams({ a: '1' }) });
    expect(await form.json()).toMatchObject({ body: Buffer.from('a=1').toString('base64'), isBase64Encoded: true });
    const forwarded = await fetch(url, { headers: { 'x-forwarded-for': '10.0.0.1' } });
    expect(await forwarded.json()).toMatchObject({ headers: { 'x-forwarded-for': '10.0.0.1, 127.0.0.1' } });
  });

  it('name the stage in the path', async () => {
    const routes = [
      { routeKey: 'GET /a', functionArn: 'arn:f' },
      { routeKey: 'GET /', functionArn: 'arn:f' },
    ];
    const url = await gatewayOf({ routes, stage: { name: 'dev' } });
    expect(await (await fetch(`${url}/dev/a`)).json()).toMatchObject({ rawPath: '/dev/a', routeKey: 'GET /a' });
    expect(await (await fetch(`${url}/dev`)).json()).toMatchObject({ routeKey: 'GET /' });
    expect((await fetch(`${url}/a`)).status).toBe(404);
  });
});

describe('answers', () => {
  const routes = [{ routeKey: 'ANY /{proxy+}', functionArn: 'arn:f' }];

  it('follow a structured result', async () => {
    const body = Buffer.from([1, 2, 255]);
    const result = {
      statusCode: 201,
      headers: { 'Content-Type': 'image/png', 'X-Count': 3, Connection: 'close', 'x-none': null },
      cookies: ['a=1', 'b=2'],
      body: body.toString('base64'),
      isBase64Encoded: true,
    };
    const url = await gatewayOf({ routes }, returning(result));
    const response = await fetch(`${url}/x`);
    expect(response.status).toBe(201);
    expect(Object.fromEntries(response.headers)).toMatchObject({ 'content-type': 'image/png', 'x-count': '3' });
    expect(response.headers.has('x-none')).toBe(false);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(body);
  });

  it.each([
    [{ a: 1 }, '{"a":1}'],
    ['hello', 'hello'],
    [null, 'null'],
    [[1], '[1]'],
  ])('take a plain result %j as a JSON body', async (result, body) => {
    const url = await gatewayOf({ routes }, returning(result));
    const response = await fetch(`${url}/x`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await response.text()).toBe(body);
  });

  it('have no body and no length for 204, and none for HEAD', async () => {
    const url = await gatewayOf({ routes }, returning({ statusCode: 204 }));
    const response = await fetch(`${url}/x`, { method: 'DELETE' });
    expect([response.status, response.headers.get('content-length')]).toEqual([204, null]);
    expect((await fetch(`${url}/x`, { method: 'HEAD' })).status).toBe(204);
  });

  it.each([
    { statusCode: 'many' },
    { statusCode: 99 },
    { statusCode: 200, body: { a: 1 } },
    { statusCode: 200, headers: { 'x-y': 'a\r\nset-cookie: b' } },
    { statusCode: 200, headers: { 'bad name': '1' } },
    { statusCode: 200, cookies: 'a=1' },
  ])('are 500 for the malformed result %j', async (result) => {
    const url = await gatewayOf({ routes }, returning(result));
    const response = await fetch(`${url}/x`);
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  });

  it('hide how a function failed', async () => {
    const url = await gatewayOf({ routes }, async () => ({
      payload: { errorType: 'TypeError', errorMessage: 'secret', trace: [] },
      functionError: 'Unhandled',
    }));
    const response = await fetch(`${url}/x`);
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  });

  it.each([
    [new AppError('HostClosed', 503, 'closing'), 503, 'Service Unavailable'],
    [new AppError('RequestEntityTooLargeException', 413, 'large'), 413, 'Request Entity Too Large'],
    [new AppError('ResourceNotFoundException', 404, 'none'), 500, 'Internal Server Error'],
    [new Error('odd'), 500, 'Internal Server Error'],
  ])('stand for an invocation that fails with %s', async (error, status, message) => {
    const url = await gatewayOf({ routes }, () => Promise.reject(error));
    const response = await fetch(`${url}/x`);
    expect([response.status, await response.json()]).toEqual([status, { message }]);
  });

  it('are 503 when the function takes longer than the integration may', async () => {
    const slow: GatewayOptions['invoke'] = (_arn, _event, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const url = await gatewayOf({ routes: [{ ...routes[0]!, timeoutMs: 20 }] }, slow);
    const response = await fetch(`${url}/x`);
    expect([response.status, await response.json()]).toEqual([503, { message: 'Service Unavailable' }]);
  });

  it('are 404 without a route, 400 for a broken path and 413 for a body over 10 MB', async () => {
    const url = await gatewayOf({ routes: [{ routeKey: 'POST /x', functionArn: 'arn:f' }] });
    const missing = await fetch(`${url}/y`);
    expect([missing.status, await missing.json()]).toEqual([404, { message: 'Not Found' }]);
    expect((await fetch(`${url}/x`)).status).toBe(404);
    expect((await fetch(`${url}/%ff`)).status).toBe(400);
    const large = await fetch(`${url}/x`, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect([large.status, await large.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
    expect((await fetch(`${url}/x`, { method: 'POST', body: Buffer.alloc(7 * 1024 * 1024) })).status).toBe(200);
  });

  it('are refused to a host name that is not this machine', async () => {
    const url = await gatewayOf({ routes });
    const { port } = new URL(url);
    const status = await new Promise((resolve) => {
      httpRequest({ port, host: '127.0.0.1', path: '/x', headers: { host: 'attacker.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(421);
  });

  it('do not depend on the client staying', async () => {
    const url = await gatewayOf({ routes: [{ routeKey: 'POST /x', functionArn: 'arn:f' }] });
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('POST /x HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nhalf');
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await fetch(`${url}/x`, { method: 'POST' })).status).toBe(200);
  });
});

describe('CORS', () => {
  const cors = {
    allowOrigins: [ORIGIN],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['authorization', 'content-type'],
    exposeHeaders: ['x-count'],
    maxAge: 3600,
  };
  const routes = [
    { routeKey: 'GET /open', functionArn: 'arn:f' },
    { routeKey: 'GET /closed', functionArn: 'arn:f', authorizer },
    { routeKey: 'POST /open', functionArn: 'arn:f' },
  ];
  const preflight = (url: string, origin: string) =>
    fetch(`${url}/closed`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } });

  it('answers a preflight from the configuration, without the function or a token', async () => {
    let invoked = 0;
    const url = await gatewayOf({ api: { cors }, routes }, async () => {
      invoked += 1;
      return { payload: null };
    });
    const response = await preflight(url, ORIGIN);
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-max-age': '3600',
      vary: 'Origin',
    });
    const foreign = await preflight(url, 'https://attacker.example');
    expect(foreign.status).toBe(204);
    expect([...foreign.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(foreign.headers.get('vary')).toBe('Origin');
    expect(invoked).toBe(0);
    expect((await fetch(`${url}/open`, { method: 'OPTIONS' })).status).toBe(404);
  });

  it('is on every answer, and a foreign origin gets no header', async () => {
    const url = await gatewayOf({ api: { cors }, routes }, returning({ statusCode: 'no' }));
    const answers = await Promise.all([
      fetch(`${url}/open`, { headers: { origin: ORIGIN } }),
      fetch(`${url}/closed`, { headers: { origin: ORIGIN } }),
      fetch(`${url}/none`, { headers: { origin: ORIGIN } }),
      fetch(`${url}/open`, { method: 'POST', headers: { origin: ORIGIN }, body: Buffer.alloc(11 * 1024 * 1024) }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([500, 401, 404, 413]);
    for (const { headers } of answers) {
      expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect(headers.get('access-control-expose-headers')).toBe('x-count');
      expect(headers.get('vary')).toBe('Origin');
    }
    for (const headers of [{ origin: 'http://127.0.0.1:3001' }, {}] as Record<string, string>[]) {
      const response = await fetch(`${url}/open`, { headers });
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(response.headers.get('vary')).toBe('Origin');
    }
  });

  it('replaces what the function says about it', async () => {
    const result = { statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*', Vary: 'Accept' } };
    const url = await gatewayOf({ api: { cors: { ...cors, allowCredentials: true } }, routes }, returning(result));
    const { headers } = await fetch(`${url}/open`, { headers: { origin: ORIGIN } });
    expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('vary')).toBe('Accept, Origin');
    expect((await preflight(url, ORIGIN)).headers.get('access-control-allow-credentials')).toBe('true');
  });

  it('knows wildcards, and an API without it', async () => {
    const any = await gatewayOf({ api: { cors: { allowOrigins: ['*'] } }, routes });
    expect(
      (await fetch(`${any}/open`, { headers: { origin: ORIGIN } })).headers.get('access-control-allow-origin'),
    ).toBe('*');
    await listener?.close();
    const secure = await gatewayOf({ api: { cors: { allowOrigins: ['https://*'] } }, routes });
    const of = async (origin: string) =>
      (await fetch(`${secure}/open`, { headers: { origin } })).headers.get('access-control-allow-origin');
    expect([await of('https://a.example'), await of('http://a.example')]).toEqual(['https://a.example', null]);
    await listener?.close();
    const none = await gatewayOf({ routes });
    expect((await fetch(`${none}/open`, { headers: { origin: ORIGIN } })).headers.get('vary')).toBeNull();
    expect((await preflight(none, ORIGIN)).status).toBe(404);
    await listener?.close();
    const unset = await gatewayOf({ api: { cors: {} }, routes });
    expect((await preflight(unset, ORIGIN)).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('JWT authorizer', () => {
  const routes = [{ routeKey: 'GET /me', functionArn: 'arn:f', authorizer }];
  const ask = (url: string, authorization?: string) =>
    fetch(`${url}/me`, { headers: authorization === undefined ? {} : { authorization } });

  it('passes the claims on as text', async () => {
    const url = await gatewayOf({ routes });
    const claims = { 'cognito:groups': ['admin', 'user'], email_verified: true, address: { city: 'Bonn' } };
    for (const authorization of [`Bearer ${token(claims)}`, token(claims)]) {
      const event = (await (await ask(url, authorization)).json()) as { requestContext: object };
      expect(event.requestContext).toMatchObject({
        authorizer: {
          jwt: {
            claims: {
              sub: 'person-1',
              exp: String(NOW / 1000 + 60),
              email_verified: 'true',
              'cognito:groups': '[admin user]',
              address: '{"city":"Bonn"}',
            },
            scopes: null,
          },
        },
      });
    }
  });

  const half = token().split('.');
  const hmac = (() => {
    const signed = `${base64({ alg: 'HS256', kid: 'key-1' })}.${half[1]}`;
    const secret = publicKey.export({ type: 'spki', format: 'pem' });
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  })();
  const seconds = NOW / 1000;

  it.each([
    ['nothing', undefined],
    ['an empty value', 'Bearer '],
    ['no JWT', 'Bearer abc'],
    ['a header that is no JSON', `Bearer e30x.${half[1]}.${half[2]}`],
    ['a body that is no object', `Bearer ${half[0]}.${base64([])}.${half[2]}`],
    ['another person in the body', `Bearer ${half[0]}.${base64({ sub: 'someone-else' })}.${half[2]}`],
    ['no signature', `Bearer ${base64({ alg: 'none', kid: 'key-1' })}.${half[1]}.`],
    ['a signature made with the public key', `Bearer ${hmac}`],
    ['an unknown key', `Bearer ${token({}, { alg: 'RS256', kid: 'key-2' })}`],
    ['no key id', `Bearer ${token({}, { alg: 'RS256' })}`],
    ['another issuer', `Bearer ${token({ iss: 'https://elsewhere.example' })}`],
    ['another client', `Bearer ${token({ client_id: 'other' })}`],
    ['another audience in spite of the client', `Bearer ${token({ aud: 'other' })}`],
    ['no expiry', `Bearer ${token({ exp: undefined })}`],
    ['an expiry that has come', `Bearer ${token({ exp: seconds })}`],
    ['a start that has not come', `Bearer ${token({ nbf: seconds + 1 })}`],
    ['an issue time that has not come', `Bearer ${token({ iat: seconds + 1 })}`],
    ['a start that is no number', `Bearer ${token({ nbf: 'now' })}`],
  ])('refuses %s', async (_what, authorization) => {
    const url = await gatewayOf({ routes });
    const response = await ask(url, authorization);
    expect([response.status, await response.json()]).toEqual([401, { message: 'Unauthorized' }]);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('accepts an identity token where no scope is required, and one of several audiences', async () => {
    const url = await gatewayOf({ routes });
    expect((await ask(url, token({ aud: 'web-client', client_id: undefined }))).status).toBe(200);
    expect((await ask(url, token({ aud: ['other', 'web-client'] }))).status).toBe(200);
  });

  it('wants a scope where the route does', async () => {
    const url = await gatewayOf({
      routes: [{ ...routes[0]!, authorizer: { ...authorizer, scopes: ['songs', 'art'] } }],
    });
    const refused = await ask(url, token());
    expect([refused.status, await refused.json()]).toEqual([403, { message: 'Forbidden' }]);
    expect(await (await ask(url, token({ scope: 'email art' }))).json()).toMatchObject({
      requestContext: { authorizer: { jwt: { scopes: ['art'] } } },
    });
  });

  it('asks for the keys once for each key id, and fails closed without them', async () => {
    let asked = 0;
    const url = await gatewayOf({ routes }, undefined, {
      keysFor: async () => {
        asked += 1;
        if (asked === 1) throw new Error('no connection');
        return [{ kty: 'EC', kid: 'key-ec' }, jwk];
      },
    });
    expect((await ask(url, token())).status).toBe(500);
    expect((await ask(url, token())).status).toBe(200);
    expect((await ask(url, token())).status).toBe(200);
    expect(asked).toBe(2);
    expect((await ask(url, token({}, { alg: 'RS256', kid: 'key-ec' }))).status).toBe(401);
  });
});

it('throttles a route by its own limits, or the stage’s', async () => {
  let clock = NOW;
  const url = await gatewayOf(
    {
      routes: [
        { routeKey: 'GET /a', functionArn: 'arn:f', throttling: { rateLimit: 2, burstLimit: 3 } },
        { routeKey: 'GET /b', functionArn: 'arn:f' },
      ],
      stage: { name: '$default', throttling: { rateLimit: 1, burstLimit: 1 } },
    },
    undefined,
    { now: () => clock },
  );
  const statuses = async (path: string, times: number) => {
    const all: number[] = [];
    for (let i = 0; i < times; i += 1) all.push((await fetch(url + path)).status);
    return all;
  };
  expect(await statuses('/a', 4)).toEqual([200, 200, 200, 429]);
  expect(await statuses('/b', 2)).toEqual([200, 429]);
  clock += 1000;
  expect(await statuses('/a', 3)).toEqual([200, 200, 429]);
  clock += 60_000;
  expect(await statuses('/a', 4)).toEqual([200, 200, 200, 429]);
});

it('logs accesses without paths, queries or tokens', async () => {
  const url = await gatewayOf({ routes: [{ routeKey: 'GET /recaps/{id}', functionArn: 'arn:f' }] });
  await fetch(`${url}/recaps/private-id?secret=1`, { headers: { authorization: 'Bearer abc' } });
  await fetch(`${url}/elsewhere`);
  expect(log).toEqual([
    {
      requestId: expect.any(String),
      requestTime: '2026-11-21T12:30:05.000Z',
      httpMethod: 'GET',
      routeKey: 'GET /recaps/{id}',
      status: 200,
      responseLength: expect.any(Number),
      latencyMs: 0,
    },
    expect.objectContaining({ routeKey: '-', status: 404 }),
  ]);
  expect(JSON.stringify(log)).not.toMatch(/private-id|secret|abc/);
});
