import type { CorsConfiguration, GatewayReply } from './types.ts';

/** Whether a browser asks if it may send the real request (Fetch standard, CORS-preflight request). */
export function isPreflight(method: string, headers: Readonly<Record<string, string>>): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}

/** The gateway's own answer to a preflight request; a foreign origin gets the same status without any permission. */
export function preflightReply(cors: CorsConfiguration, origin: string | undefined): GatewayReply {
  const headers: GatewayReply['headers'] = { vary: 'Origin' };
  const allowed = allowedOrigin(cors, origin);
  if (allowed) {
    headers['access-control-allow-origin'] = allowed;
    if (cors.allowMethods?.length) headers['access-control-allow-methods'] = cors.allowMethods.join(',');
    if (cors.allowHeaders?.length) headers['access-control-allow-headers'] = cors.allowHeaders.join(',');
    if (cors.maxAge !== undefined) headers['access-control-max-age'] = String(cors.maxAge);
    if (cors.allowCredentials) headers['access-control-allow-credentials'] = 'true';
  }
  return { status: 204, headers, body: Buffer.alloc(0) };
}

/**
 * Puts the API's CORS headers on an answer in place of whatever the function had set, as HTTP APIs do. Answers differ by
 * origin, which `Vary` tells every cache, also for the origins that are refused.
 */
export function withCors(reply: GatewayReply, cors: CorsConfiguration, origin: string | undefined): GatewayReply {
  const headers = Object.fromEntries(
    Object.entries(reply.headers).filter(([name]) => !name.startsWith('access-control-')),
  );
  headers.vary = headers.vary === undefined ? 'Origin' : `${headers.vary}, Origin`;
  const allowed = allowedOrigin(cors, origin);
  if (allowed) {
    headers['access-control-allow-origin'] = allowed;
    if (cors.allowCredentials) headers['access-control-allow-credentials'] = 'true';
    if (cors.exposeHeaders?.length) headers['access-control-expose-headers'] = cors.exposeHeaders.join(',');
  }
  return { ...reply, headers };
}

/** The value of `Access-Control-Allow-Origin`; null for an origin that is not allowed. */
function allowedOrigin(cors: CorsConfiguration, origin: string | undefined): string | null {
  if (origin === undefined) return null;
  const origins = cors.allowOrigins ?? [];
  if (origins.includes('*')) return '*';
  const allowed = origins.some(
    (entry) => entry === origin || (/^https?:\/\/\*$/.test(entry) && origin.startsWith(entry.slice(0, -1))),
  );
  return allowed ? origin : null;
}
