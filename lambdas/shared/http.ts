/** The edge of the HTTP API: parsing by contract, who asks, and one shape for every error. */
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import '../../core/contracts/english.ts';
import type { Route, Routes } from '../../core/contracts/route.ts';
import { AppError, GENERIC_FAILURE } from '../../core/errors.ts';
import { isGuest } from '../../core/guest.ts';
import { faultOf } from './fault.ts';
import { logger } from './logger.ts';
import { requireOwnPage } from './own-page.ts';

export type ApiEvent = APIGatewayProxyEventV2WithJWTAuthorizer;
export type ApiResult = APIGatewayProxyStructuredResultV2;

type Parsed<R extends Route, Part extends string> =
  R extends Record<Part, infer Schema extends z.ZodMiniType> ? z.infer<Schema> : undefined;

/** What a route's function gets: every part already checked against the contract. */
export type ApiRequest<R extends Route> = {
  /** null where the route is open to anyone: then nothing is known but what the cookie holds. */
  userId: R extends { access: 'anyone' } ? null : string;
  guest: boolean;
  path: Parsed<R, 'path'>;
  query: Parsed<R, 'query'>;
  body: Parsed<R, 'body'>;
  /** As sent, `name=value` each. */
  cookies: readonly string[];
  /** Sent with the answer, also with that of an error. */
  setCookie: (cookie: string) => void;
  /** Where the request came from, as the gateway saw it and as proxies before it told. */
  from: { sourceIp: string; forwardedFor: string | undefined };
};

/** What serves each of some routes. */
export type Handlers<R extends Routes> = { [K in keyof R]: (request: ApiRequest<R[K]>) => Promise<unknown> };

/** A handler for the routes given; the answer's status is the contract's. */
export function apiHandler<R extends Routes>(
  routes: R,
  handlers: Handlers<R>,
): (event: ApiEvent) => Promise<ApiResult> {
  return async (event) => {
    const key = event.routeKey;
    const route = Object.hasOwn(routes, key) ? routes[key] : undefined;
    const cookies: string[] = [];
    const serve = async () => {
      if (!route) throw new AppError('NotFound', 404, 'There is nothing at this address.');
      const run = handlers[key] as (request: ApiRequest<Route>) => Promise<unknown>;
      return answer(route.success.status, await run(parseRequest(key, route, event, cookies)));
    };
    const result = await serve().catch(errorAnswer);
    // What a session consists of must be kept by nobody on the way.
    const kept = isOpen(route) ? { 'cache-control': 'no-store' } : {};
    return {
      ...result,
      ...(result.headers || isOpen(route) ? { headers: { ...result.headers, ...kept } } : {}),
      ...(cookies.length > 0 ? { cookies } : {}),
    };
  };
}

const isOpen = (route: Route | undefined) => route?.access === 'anyone';

function parseRequest(key: string, route: Route, event: ApiEvent, cookies: string[]): ApiRequest<Route> {
  const { userId, guest } = isOpen(route) ? { userId: null, guest: false } : callerOf(event);
  if (isOpen(route)) requireOwnPage(event.headers ?? {});
  if (guest && route.access === 'member') {
    throw new AppError('MembersOnly', 403, 'This needs an account. Sign up, and everything you made is kept.');
  }
  return {
    userId,
    guest,
    // An id of the wrong form names nothing: it is answered like any other unknown one.
    path: route.path && parseOr(route.path, event.pathParameters ?? {}, () => notFound(key)),
    query: route.query && parseOr(route.query, event.queryStringParameters ?? {}, badRequest),
    body: route.body && parseOr(route.body, parseJson(event), badRequest),
    cookies: event.cookies ?? [],
    setCookie: (cookie: string) => void cookies.push(cookie),
    from: {
      sourceIp: event.requestContext.http?.sourceIp ?? '',
      forwardedFor: event.headers?.['x-forwarded-for'],
    },
  } as ApiRequest<Route>;
}

function callerOf(event: ApiEvent): { userId: string; guest: boolean } {
  const claims = event.requestContext.authorizer?.jwt?.claims;
  const userId = claims?.sub;
  if (typeof userId !== 'string' || !userId) throw new AppError('Unauthorized', 401, 'Please sign in first.');
  return { userId, guest: isGuest(claims?.['cognito:groups']) };
}

function parseJson(event: ApiEvent): unknown {
  const text = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : event.body;
  try {
    return JSON.parse(text || '{}');
  } catch (cause) {
    throw new AppError('InvalidRequest', 400, 'The request body is not valid JSON.', { cause });
  }
}

function parseOr<T>(schema: z.ZodMiniType<T>, value: unknown, refuse: (error: z.core.$ZodError) => never): T {
  const result = schema.safeParse(value);
  return result.success ? result.data : refuse(result.error);
}

function notFound(key: string): never {
  const what = key.includes('{artist+}') ? 'artist' : / \/(tracks|me)\//.test(key) ? 'song' : 'recap';
  throw new AppError('NotFound', 404, `There is no ${what} with this id.`);
}

/** A refused request names each field at fault, the unknown ones too. */
export class InvalidRequest extends AppError {
  readonly fields: string[];
  constructor(fields: string[], problems: string[]) {
    super('InvalidRequest', 400, `The request was not understood: ${problems.join('; ')}.`);
    this.fields = fields;
  }
}

function badRequest(error: z.core.$ZodError): never {
  const fields: string[] = [];
  const problems: string[] = [];
  for (const issue of error.issues) {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.') || 'body'];
    fields.push(...names);
    problems.push(
      issue.code === 'unrecognized_keys' ? `unknown field ${names.join(', ')}` : `${names[0]}: ${issue.message}`,
    );
  }
  throw new InvalidRequest(fields, problems);
}

/** Bytes change with a version of the catalogue only, and a page of yesterday's is a page all the same. */
const BYTES_CACHE = 'private, max-age=600';

function answer(status: number, body: unknown): ApiResult {
  if (body === undefined) return { statusCode: status };
  if (body instanceof Uint8Array) {
    const headers = { 'content-type': 'application/octet-stream', 'cache-control': BYTES_CACHE };
    return { statusCode: status, headers, body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
  }
  return { statusCode: status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function errorAnswer(error: unknown): ApiResult {
  if (error instanceof AppError && error.status < 500) {
    logger.info('request refused', { code: error.code, status: error.status });
  } else {
    logger.error('request failed', { fault: faultOf(error) });
  }
  const known = error instanceof AppError;
  return answer(known ? error.status : 500, {
    error: {
      code: known ? error.code : 'InternalError',
      message: known ? error.publicMessage : GENERIC_FAILURE,
      ...(error instanceof InvalidRequest ? { fields: error.fields } : {}),
    },
  });
}
