import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../core/errors.ts';
import { isPreflight, preflightReply, withCors } from './gateway/cors.ts';
import { type GatewayRequest, toEvent } from './gateway/event.ts';
import { JwtAuthorizer, type JwtContext } from './gateway/jwt.ts';
import { messageReply, toReply } from './gateway/reply.ts';
import { Router } from './gateway/router.ts';
import { TokenBucket } from './gateway/throttle.ts';
import type { GatewayOptions, GatewayReply, RouteConfig } from './gateway/types.ts';
import { readBody } from './services/wire/body.ts';
import { headersOf, type Listener, listen } from './services/wire/listen.ts';

export type {
  AccessLogEntry,
  CorsConfiguration,
  GatewayConfig,
  GatewayOptions,
  Jwk,
  JwtAuthorizerConfig,
  RouteConfig,
  Throttling,
} from './gateway/types.ts';

/** Limits of an HTTP API. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
const MAX_INTEGRATION_MS = 30_000;

type Answer = { reply: GatewayReply; routeKey: string };

/**
 * An API Gateway HTTP API on 127.0.0.1: routes, JWT authorizers, CORS, throttling and payload format 2.0 as in the cloud.
 * Throws what {@link listen} throws.
 */
export async function createGateway(options: GatewayOptions): Promise<Listener> {
  const { now = Date.now } = options;
  const gateway = new Gateway(options, now);
  return listen(
    (request, response) => {
      const startedAt = now();
      const requestId = randomUUID();
      gateway
        .answer(request, requestId, startedAt)
        .then(({ reply, routeKey }) => {
          send(response, reply, requestId);
          options.accessLog({
            requestId,
            requestTime: new Date(startedAt).toISOString(),
            httpMethod: request.method ?? '-',
            routeKey,
            status: reply.status,
            responseLength: reply.body.length,
            latencyMs: now() - startedAt,
          });
        })
        .catch(() => response.destroy());
    },
    { port: options.port },
  );
}

class Gateway {
  readonly #options: GatewayOptions;
  readonly #router: Router<RouteConfig>;
  readonly #authorizer: JwtAuthorizer;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(options: GatewayOptions, now: () => number) {
    const { routes, stage } = options.config;
    this.#options = options;
    this.#router = new Router(routes);
    this.#authorizer = new JwtAuthorizer(options.keysFor, now);
    for (const { routeKey, throttling = stage.throttling } of routes) {
      if (throttling) this.#buckets.set(routeKey, new TokenBucket(throttling, now));
    }
  }

  /** Answers every request; CORS headers are on each answer, since a browser shows none that lacks them. */
  async answer(incoming: IncomingMessage, requestId: string, receivedAt: number): Promise<Answer> {
    const { cors } = this.#options.config.api;
    const headers = headersOf(incoming);
    if (cors && isPreflight(incoming.method ?? '', headers)) {
      return { reply: preflightReply(cors, headers.origin), routeKey: '-' };
    }
    const { reply, routeKey } = await this.#route(incoming, { headers, requestId, receivedAt });
    return { reply: cors ? withCors(reply, cors, headers.origin) : reply, routeKey };
  }

  async #route(
    incoming: IncomingMessage,
    known: Pick<GatewayRequest, 'headers' | 'requestId' | 'receivedAt'>,
  ): Promise<Answer> {
    const method = incoming.method ?? 'GET';
    const [encodedPath, ...query] = (incoming.url ?? '/').split('?');
    const path = decodePath(encodedPath!);
    if (path === null) return this.#refuse(incoming, messageReply(400));
    const routedPath = this.#withoutStage(path);
    const match = routedPath === null ? null : this.#router.match(method, routedPath);
    if (!match) return this.#refuse(incoming, messageReply(404));
    const { route, pathParameters } = match;
    const { routeKey } = route;
    if (this.#buckets.get(routeKey)?.take() === false) return this.#refuse(incoming, messageReply(429), routeKey);
    const access = await this.#authorize(route, known.headers.authorization);
    if ('reply' in access) return this.#refuse(incoming, access.reply, routeKey);
    const body = await bodyOf(incoming);
    if (!body) return { reply: messageReply(413), routeKey };
    const event = toEvent({
      request: {
        ...known,
        method,
        path,
        rawQueryString: query.join('?'),
        body,
        sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
        protocol: `HTTP/${incoming.httpVersion}`,
      },
      routeKey,
      pathParameters,
      jwt: access.jwt,
      apiId: this.#options.config.api.id ?? 'local',
      stage: this.#options.config.stage.name,
    });
    return { reply: await this.#integrate(route, event), routeKey };
  }

  /** The body of a refused request is read and dropped: a client that is still sending would miss the answer. */
  #refuse(incoming: IncomingMessage, reply: GatewayReply, routeKey = '-'): Answer {
    incoming.resume();
    return { reply, routeKey };
  }

  #withoutStage(path: string): string | null {
    const { name } = this.#options.config.stage;
    if (name === '$default') return path;
    if (path === `/${name}`) return '/';
    return path.startsWith(`/${name}/`) ? path.slice(name.length + 1) : null;
  }

  async #authorize(
    route: RouteConfig,
    authorization: string | undefined,
  ): Promise<{ jwt: JwtContext | null } | { reply: GatewayReply }> {
    if (!route.authorizer) return { jwt: null };
    try {
      const outcome = await this.#authorizer.authorize(authorization, route.authorizer);
      if ('context' in outcome) return { jwt: outcome.context };
      const { refusal } = outcome;
      if (refusal.status === 403) return { reply: messageReply(403) };
      return { reply: messageReply(401, { 'www-authenticate': refusal.challenge }) };
    } catch {
      return { reply: messageReply(500) };
    }
  }

  async #integrate(route: RouteConfig, event: object): Promise<GatewayReply> {
    const timeout = new AbortController();
    const timer = setTimeout(
      () => timeout.abort(),
      Math.min(route.timeoutMs ?? MAX_INTEGRATION_MS, MAX_INTEGRATION_MS),
    );
    try {
      const { api, stage } = this.#options.config;
      const { functionArn, routeKey } = route;
      this.#options.authorise?.(functionArn, { apiId: api.id ?? 'local', stage: stage.name, routeKey });
      const result = await this.#options.invoke(functionArn, event, { signal: timeout.signal });
      return result.functionError ? messageReply(500) : toReply(result.payload);
    } catch (error) {
      if (timeout.signal.aborted) return messageReply(503);
      const status = error instanceof AppError ? error.status : 500;
      return messageReply(status === 413 || status === 503 ? status : 500);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Each part decoded, as HTTP APIs hand it on; null for an invalid percent-encoding. */
function decodePath(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer | null> {
  try {
    return await readBody(incoming, MAX_BODY_BYTES);
  } catch (error) {
    if (error instanceof AppError && error.status === 413) return null;
    throw error;
  }
}

function send(response: ServerResponse, reply: GatewayReply, requestId: string): void {
  const length = reply.status === 204 || reply.status === 304 ? {} : { 'content-length': String(reply.body.length) };
  response.writeHead(reply.status, { ...reply.headers, ...length, 'apigw-requestid': requestId });
  response.end(reply.body);
}
