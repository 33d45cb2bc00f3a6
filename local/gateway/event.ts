import type { JwtContext } from './jwt.ts';

/** One request as the gateway has read it. */
export interface GatewayRequest {
  method: string;
  /** Decoded path, with the stage where that is not `$default`. */
  path: string;
  /** As sent, without the question mark. */
  rawQueryString: string;
  /** Names in lower case, repeated values joined by commas. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  sourceIp: string;
  protocol: string;
  requestId: string;
  /** Epoch milliseconds. */
  receivedAt: number;
}

export interface RoutedRequest {
  request: GatewayRequest;
  routeKey: string;
  pathParameters: Readonly<Record<string, string>>;
  jwt: JwtContext | null;
  apiId: string;
  stage: string;
}

/** The owner of everything in the local cloud. */
const ACCOUNT_ID = '000000000000';

/**
 * The event of payload format 2.0. Optional members are absent, not null, exactly where HTTP APIs leave them out.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toEvent({ request, routeKey, pathParameters, jwt, apiId, stage }: RoutedRequest): object {
  const { cookie, ...headers } = request.headers;
  const cookies = cookie?.split(/;\s*/).filter(Boolean) ?? [];
  const query = combinedQuery(request.rawQueryString);
  const domainName = headers.host ?? 'localhost';
  const isBase64Encoded = request.body.length > 0 && !isText(headers['content-type']);
  return {
    version: '2.0',
    routeKey,
    rawPath: request.path,
    rawQueryString: request.rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers: withForwarding(headers, request),
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    requestContext: {
      accountId: ACCOUNT_ID,
      apiId,
      ...(jwt && { authorizer: { jwt } }),
      domainName,
      domainPrefix: domainName.split('.')[0],
      http: {
        method: request.method,
        path: request.path,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: request.requestId,
      routeKey,
      stage,
      time: commonLogTime(request.receivedAt),
      timeEpoch: request.receivedAt,
    },
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...(request.body.length > 0 && { body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

/** Values decoded; those of a repeated name joined by commas. */
function combinedQuery(raw: string): Record<string, string> {
  const combined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(raw)) {
    combined[name] = Object.hasOwn(combined, name) ? `${combined[name]},${value}` : value;
  }
  return combined;
}

function withForwarding(headers: Record<string, string>, request: GatewayRequest): Record<string, string> {
  const forwarded = headers['x-forwarded-for'];
  return {
    ...headers,
    'x-forwarded-for': forwarded ? `${forwarded}, ${request.sourceIp}` : request.sourceIp,
    'x-forwarded-port': headers.host?.split(':')[1] ?? '80',
    'x-forwarded-proto': 'http',
  };
}

/** Bodies of these types reach the function as text, all others (forms included) as base64. */
function isText(contentType = 'text/plain'): boolean {
  const type = contentType.split(';')[0]!.trim().toLowerCase();
  return /^text\/|^application\/(json|javascript|xml)$|\+(json|xml)$/.test(type);
}

/** `12/Mar/2020:19:03:58 +0000` */
function commonLogTime(epochMs: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(epochMs).toUTCString())!;
  return `${day}/${month}/${year}:${time} +0000`;
}
