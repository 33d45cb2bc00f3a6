/** The edge of the HTTP API: parsing by contract, the signed-in person, and one shape for every error. */
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import '../../core/contracts/english.ts';
import { ROUTES, type Route, type RouteKey } from '../../core/contracts/api.ts';
import { AppError, GENERIC_FAILURE } from '../../core/errors.ts';
import { faultOf } from './fault.ts';
import { logger } from './logger.ts';

export type ApiEvent = APIGatewayProxyEventV2WithJWTAuthorizer;
export type ApiResult = APIGatewayProxyStructuredResultV2;

type Parsed<K extends RouteKey, Part extends string> =
  (typeof ROUTES)[K] extends Record<Part, z.ZodMiniType> ? z.infer<(typeof ROUTES)[K][Part]> : undefined;

/** What a route's function gets: every part already checked against the contract. */
export type ApiRequest<K extends RouteKey> = {
  userId: string;
  path: Parsed<K, 'path'>;
  query: Parsed<K, 'query'>;
  body: Parsed<K, 'body'>;
};

export type RouteTable = { [K in RouteKey]?: (request: ApiRequest<K>) => Promise<unknown> };

/** A handler for the routes given; the answer's status is the contract's. */
export function apiHandler(table: RouteTable): (event: ApiEvent) => Promise<ApiResult> {
  return async (event) => {
    try {
      const key = event.routeKey as RouteKey;
      const serve = table[key] as ((request: ApiRequest<RouteKey>) => Promise<unknown>) | undefined;
      if (!serve) throw new AppError('NotFound', 404, 'There is nothing at this address.');
      const body = await serve(parseRequest(key, event));
      return answer(ROUTES[key].success.status, body);
    } catch (error) {
      return errorAnswer(error);
    }
  };
}

function parseRequest(key: RouteKey, event: ApiEvent): ApiRequest<RouteKey> {
  const route: Route = ROUTES[key];
  const userId = event.requestContext.authorizer?.jwt?.claims?.sub;
  if (typeof userId !== 'string' || !userId) throw new AppError('Unauthorized', 401, 'Please sign in first.');
  return {
    userId,
    // An id of the wrong form names nothing: it is answered like any other unknown one.
    path: route.path && parseOr(route.path, event.pathParameters ?? {}, () => notFound(key)),
    query: route.query && parseOr(route.query, event.queryStringParameters ?? {}, badRequest),
    body: route.body && parseOr(route.body, parseJson(event), badRequest),
  } as ApiRequest<RouteKey>;
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

function notFound(key: RouteKey): never {
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
