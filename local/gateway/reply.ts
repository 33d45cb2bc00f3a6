import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { GatewayReply } from './types.ts';

/** The connection's own headers: a function cannot set them. */
const CONNECTION_HEADERS = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);

/** The gateway's own answers. */
export const MESSAGES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

/** An answer of the gateway itself: `{"message": …}`. */
export function messageReply(status: keyof typeof MESSAGES, headers: Record<string, string> = {}): GatewayReply {
  const body = Buffer.from(JSON.stringify({ message: MESSAGES[status] }));
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

/**
 * Turns a function's result into an answer (payload format 2.0): an object with `statusCode` says all itself, anything
 * else is the body of a 200 in JSON. A malformed result becomes a 500.
 */
export function toReply(result: unknown): GatewayReply {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    const body = Buffer.from(typeof result === 'string' ? result : JSON.stringify(result));
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  try {
    return structuredReply(result as Record<string, unknown>);
  } catch {
    return messageReply(500);
  }
}

/** Throws for anything that no HTTP answer can carry. */
function structuredReply(result: Record<string, unknown>): GatewayReply {
  const { statusCode, headers: given = {}, cookies = [], body = '', isBase64Encoded = false } = result;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) throw new RangeError('statusCode');
  if (typeof body !== 'string') throw new TypeError('body');
  if (!Array.isArray(cookies)) throw new TypeError('cookies');
  const headers: GatewayReply['headers'] = { 'content-type': 'text/plain;charset=UTF-8' };
  for (const [name, value] of Object.entries((given ?? {}) as object)) {
    const lower = name.toLowerCase();
    if (CONNECTION_HEADERS.has(lower) || value === null || value === undefined) continue;
    validateHeaderName(lower);
    validateHeaderValue(lower, String(value));
    headers[lower] = String(value);
  }
  for (const cookie of cookies) validateHeaderValue('set-cookie', String(cookie));
  if (cookies.length > 0) headers['set-cookie'] = cookies.map(String);
  return { status, headers, body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') };
}
