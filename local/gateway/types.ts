import type { JsonWebKey } from 'node:crypto';
import type { InvokeResult } from '../lambda-host/types.ts';

/** `CorsConfiguration` of an `AWS::ApiGatewayV2::Api`; names in camel case. */
export interface CorsConfiguration {
  allowOrigins?: readonly string[];
  allowMethods?: readonly string[];
  allowHeaders?: readonly string[];
  exposeHeaders?: readonly string[];
  /** Seconds. */
  maxAge?: number;
  allowCredentials?: boolean;
}

/** Token bucket: `rateLimit` requests a second on average, `burstLimit` at once. */
export interface Throttling {
  rateLimit: number;
  burstLimit: number;
}

/** JWT authorizer of a route. */
export interface JwtAuthorizerConfig {
  issuer: string;
  /** The token's `aud`, or `client_id` where it has no `aud`, must be one of these. */
  audience: readonly string[];
  /** When given, the token's `scope` must hold at least one of these. */
  scopes?: readonly string[];
}

export interface RouteConfig {
  /** `GET /recaps/{id}`, `ANY /files/{proxy+}` or `$default`. */
  routeKey: string;
  functionArn: string;
  authorizer?: JwtAuthorizerConfig;
  throttling?: Throttling;
  /** Milliseconds, at most 30000, which is also the default. */
  timeoutMs?: number;
}

/** One HTTP API and its stage, as the resolved template describes them. */
export interface GatewayConfig {
  api: { id?: string; cors?: CorsConfiguration };
  routes: readonly RouteConfig[];
  /** `$default` serves at the root, any other name below `/<name>`. `throttling` holds for each route without its own. */
  stage: { name: string; throttling?: Throttling };
}

/** A public key of an issuer's JWKS. */
export type Jwk = JsonWebKey & { kid?: string };

/** One answered request. It names the route, never the path, so no identifier, query, token or body gets in. */
export interface AccessLogEntry {
  requestId: string;
  requestTime: string;
  httpMethod: string;
  /** `-` where no route was found. */
  routeKey: string;
  status: number;
  /** Bytes. */
  responseLength: number;
  latencyMs: number;
}

export interface GatewayOptions {
  config: GatewayConfig;
  /** Port on 127.0.0.1; 0 picks a free one. */
  port: number;
  /** Runs a route's function, `LambdaHost.invoke` for one. */
  invoke: (functionArn: string, event: unknown, options: { signal: AbortSignal }) => Promise<InvokeResult>;
  /** Throws where the API may not invoke the route's function. */
  authorise?: (functionArn: string, route: { apiId: string; stage: string; routeKey: string }) => void;
  /** The keys an issuer signs its tokens with at present. */
  keysFor: (issuer: string) => Promise<readonly Jwk[]>;
  accessLog: (entry: AccessLogEntry) => void;
  /** Epoch milliseconds. */
  now?: () => number;
}

/** What leaves the gateway. Names of headers in lower case. */
export interface GatewayReply {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}
