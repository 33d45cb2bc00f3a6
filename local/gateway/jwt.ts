import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Jwk, JwtAuthorizerConfig } from './types.ts';

/** What the function learns about the caller. All claims are text, as HTTP APIs pass them. */
export interface JwtContext {
  claims: Record<string, string>;
  /** The route's required scopes that the token holds; null where the route requires none. */
  scopes: string[] | null;
}

/** Why a request may not pass: 401 with a `WWW-Authenticate` value, or 403 for a missing scope. */
export type Refusal = { status: 401; challenge: string } | { status: 403 };

type Claims = Record<string, unknown>;

const NO_TOKEN: Refusal = { status: 401, challenge: 'Bearer' };

/**
 * A JWT authorizer: signature RS256 by a key of the issuer, then issuer, audience, expiry, not-before and issued-at. As
 * in the cloud, `token_use` is not looked at: where a route requires no scope, identity tokens pass as well.
 */
export class JwtAuthorizer {
  readonly #keysFor: (issuer: string) => Promise<readonly Jwk[]>;
  readonly #now: () => number;
  readonly #keys = new Map<string, KeyObject>();

  constructor(keysFor: (issuer: string) => Promise<readonly Jwk[]>, now: () => number) {
    this.#keysFor = keysFor;
    this.#now = now;
  }

  /** Rejects only when the issuer's keys cannot be had. */
  async authorize(
    authorization: string | undefined,
    config: JwtAuthorizerConfig,
  ): Promise<{ context: JwtContext } | { refusal: Refusal }> {
    const token = authorization?.replace(/^Bearer\s+/i, '').trim();
    if (!token) return { refusal: NO_TOKEN };
    const decoded = decode(token);
    if (!decoded) return { refusal: invalid('the token is not a JWT') };
    const { header, claims, signed, signature } = decoded;
    if (header.alg !== 'RS256') return { refusal: invalid('the signing algorithm is not RS256') };
    const key = await this.#key(config.issuer, header.kid);
    if (!key || !verify('RSA-SHA256', Buffer.from(signed), key, signature)) {
      return { refusal: invalid('the signature is invalid') };
    }
    const problem = checkClaims(claims, config, Math.floor(this.#now() / 1000));
    if (problem) return { refusal: invalid(problem) };
    const scopes = heldScopes(claims, config);
    if (scopes?.length === 0) return { refusal: { status: 403 } };
    return { context: { claims: textClaims(claims), scopes } };
  }

  /** An unknown key id asks the issuer again: it may have changed its keys. */
  async #key(issuer: string, keyId: unknown): Promise<KeyObject | null> {
    if (typeof keyId !== 'string') return null;
    const name = `${issuer} ${keyId}`;
    const known = this.#keys.get(name);
    if (known) return known;
    const jwk = (await this.#keysFor(issuer)).find(({ kid }) => kid === keyId);
    if (jwk?.kty !== 'RSA') return null;
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    this.#keys.set(name, key);
    return key;
  }
}

function invalid(description: string): Refusal {
  return { status: 401, challenge: `Bearer scope="" error="invalid_token" error_description="${description}"` };
}

function decode(token: string): { header: Claims; claims: Claims; signed: string; signature: Buffer } | null {
  const parts = token.split('.');
  if (parts.length !== 3) return null;
  const header = parseObject(parts[0]!);
  const claims = parseObject(parts[1]!);
  if (!header || !claims) return null;
  return { header, claims, signed: `${parts[0]}.${parts[1]}`, signature: Buffer.from(parts[2]!, 'base64url') };
}

function parseObject(base64: string): Claims | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : null;
  } catch {
    return null;
  }
}

/** What is wrong with the claims; null when nothing is. `nowSeconds` and the times in a token are epoch seconds. */
function checkClaims(claims: Claims, config: JwtAuthorizerConfig, nowSeconds: number): string | null {
  if (claims.iss !== config.issuer) return 'the issuer is not the expected one';
  const audience = [claims.aud ?? claims.client_id].flat();
  if (!audience.some((one) => typeof one === 'string' && config.audience.includes(one))) {
    return 'the audience is not the expected one';
  }
  if (typeof claims.exp !== 'number' || claims.exp <= nowSeconds) return 'the token has expired';
  if (isLater(claims.nbf, nowSeconds)) return 'the token is not valid yet';
  if (isLater(claims.iat, nowSeconds)) return 'the token was issued in the future';
  return null;
}

/** An optional time claim that is present must be a number and must have come. */
function isLater(time: unknown, nowSeconds: number): boolean {
  return time !== undefined && (typeof time !== 'number' || time > nowSeconds);
}

function heldScopes(claims: Claims, config: JwtAuthorizerConfig): string[] | null {
  if (!config.scopes?.length) return null;
  const held = new Set(typeof claims.scope === 'string' ? claims.scope.split(' ') : []);
  return config.scopes.filter((scope) => held.has(scope));
}

function textClaims(claims: Claims): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, asText(value)]));
}

/** A list becomes `[a b]`; that is how a user's groups arrive, for one. */
function asText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asText).join(' ')}]`;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
