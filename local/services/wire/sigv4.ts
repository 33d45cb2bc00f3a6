/**
 * Verification of AWS Signature Version 4, in the Authorization header and in the query (presigned URLs), after
 * "Create a signed AWS API request" in the IAM user guide.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** The parts of a request that a signature covers. */
export interface SignedRequest {
  readonly method: string;
  /** As sent: percent-encoded, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface CredentialScope {
  readonly accessKeyId: string;
  /** `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** Why a signature was not accepted. */
export type SignatureFault = 'missing' | 'malformed' | 'unknown-key' | 'mismatch' | 'expired' | 'skewed';

/** A signature that fits, with what is needed to check signed chunks that follow. */
export interface VerifiedSignature extends CredentialScope {
  /** `x-amz-content-sha256` as signed, or `UNSIGNED-PAYLOAD` for a presigned URL without one. */
  readonly payloadHash: string;
  readonly signature: string;
  readonly signingKey: Buffer;
  /** `YYYYMMDDThhmmssZ`. */
  readonly timestamp: string;
}

export type Verification =
  | { readonly ok: true; readonly signed: VerifiedSignature }
  | { readonly ok: false; readonly fault: SignatureFault; readonly message: string };

export interface VerifyOptions {
  /** The secret of an access key; undefined for one that does not exist. */
  readonly secretFor: (accessKeyId: string) => string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** S3 signs the path encoded once; every other service encodes it twice. */
  readonly singleEncodedPath?: boolean;
  /** Hash of the body that is signed where no `x-amz-content-sha256` header was sent. */
  readonly bodyHash?: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const MAX_SKEW_MS = 15 * 60_000;
const MAX_PRESIGN_SECONDS = 7 * 24 * 3600;
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

/** Lower-case hex SHA-256. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** HMAC-SHA256 as hex: how string-to-sign, policy and chunk signatures are made from a signing key. */
export function signatureOf(signingKey: Buffer, stringToSign: string): string {
  return createHmac('sha256', signingKey).update(stringToSign).digest('hex');
}

/** The key derived from a secret for one day, region and service. */
export function deriveSigningKey(secret: string, scope: Omit<CredentialScope, 'accessKeyId'>): Buffer {
  let key = Buffer.from(`AWS4${secret}`);
  for (const part of [scope.date, scope.region, scope.service, 'aws4_request']) {
    key = createHmac('sha256', key).update(part).digest();
  }
  return key;
}

/** Compares two hex signatures in constant time. */
export function signaturesEqual(expected: string, given: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Reads `accessKey/date/region/service/aws4_request`; null for anything else. Access keys may hold slashes. */
export function parseCredential(credential: string): CredentialScope | null {
  const match = /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/.exec(credential);
  if (!match) return null;
  return { accessKeyId: match[1]!, date: match[2]!, region: match[3]!, service: match[4]! };
}

/** Milliseconds since the epoch of `YYYYMMDDThhmmssZ`; NaN for anything else. */
export function parseTimestamp(timestamp: string): number {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(timestamp);
  if (!match) return Number.NaN;
  return Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}Z`);
}

interface AuthorizationParts {
  readonly scope: CredentialScope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Reads an `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…` header; null for any other form. */
export function parseAuthorization(authorization: string): AuthorizationParts | null {
  if (!authorization.startsWith(`${ALGORITHM} `)) return null;
  const fields = new Map<string, string>();
  for (const part of authorization.slice(ALGORITHM.length + 1).split(',')) {
    const at = part.indexOf('=');
    if (at > 0) fields.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  const scope = parseCredential(fields.get('Credential') ?? '');
  const signedHeaders = (fields.get('SignedHeaders') ?? '').split(';').filter((name) => name !== '');
  const signature = fields.get('Signature') ?? '';
  if (!scope || signedHeaders.length === 0 || !/^[0-9a-f]{64}$/.test(signature)) return null;
  return { scope, signedHeaders, signature };
}

/** Pairs of a raw query string, decoded, in the order sent. Throws URIError on a broken escape. */
export function parseQuery(query: string): Array<[name: string, value: string]> {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const decode = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
      return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    });
}

/** Percent-encodes everything but the unreserved characters of RFC 3986. */
export function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Checks a request signed by its Authorization header. */
export function verifyHeaderSignature(request: SignedRequest, options: VerifyOptions): Verification {
  const authorization = request.headers.authorization;
  if (authorization === undefined) return fault('missing', 'The request carries no signature.');
  const parts = parseAuthorization(authorization);
  if (!parts) return fault('malformed', 'The Authorization header is not a valid AWS4-HMAC-SHA256 signature.');
  const timestamp = request.headers['x-amz-date'] ?? '';
  const signedAt = parseTimestamp(timestamp);
  if (Number.isNaN(signedAt) || !timestamp.startsWith(parts.scope.date)) {
    return fault('malformed', 'The X-Amz-Date header is missing, malformed or not of the day of the credential scope.');
  }
  if (Math.abs(options.now - signedAt) > MAX_SKEW_MS) {
    return fault('skewed', `The request was signed at ${timestamp}, more than 15 minutes away from the present time.`);
  }
  const payloadHash = request.headers['x-amz-content-sha256'] ?? options.bodyHash ?? UNSIGNED_PAYLOAD;
  return compare(request, parts, { timestamp, payloadHash, query: request.query }, options);
}

/** Checks a presigned URL; its signature covers the query but for `X-Amz-Signature`. */
export function verifyQuerySignature(request: SignedRequest, options: VerifyOptions): Verification {
  let pairs: Array<[string, string]>;
  try {
    pairs = parseQuery(request.query);
  } catch {
    return fault('malformed', 'The query string is not valid percent-encoding.');
  }
  const fields = new Map(pairs);
  const signature = fields.get('X-Amz-Signature');
  if (signature === undefined) return fault('missing', 'The request carries no signature.');
  const scope = parseCredential(fields.get('X-Amz-Credential') ?? '');
  const timestamp = fields.get('X-Amz-Date') ?? '';
  const signedAt = parseTimestamp(timestamp);
  const signedHeaders = (fields.get('X-Amz-SignedHeaders') ?? '').split(';').filter((name) => name !== '');
  const seconds = Number(fields.get('X-Amz-Expires'));
  if (
    fields.get('X-Amz-Algorithm') !== ALGORITHM ||
    !scope ||
    Number.isNaN(signedAt) ||
    !timestamp.startsWith(scope.date) ||
    signedHeaders.length === 0
  ) {
    return fault('malformed', 'The query carries an incomplete AWS4-HMAC-SHA256 signature.');
  }
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > MAX_PRESIGN_SECONDS) {
    return fault('malformed', 'X-Amz-Expires must be a whole number of seconds, at most one week.');
  }
  if (signedAt - options.now > MAX_SKEW_MS) return fault('skewed', 'The request is not valid yet.');
  if (options.now > signedAt + seconds * 1000) return fault('expired', 'Request has expired');
  const query = request.query
    .split('&')
    .filter((pair) => !pair.startsWith('X-Amz-Signature='))
    .join('&');
  const payloadHash = fields.get('X-Amz-Content-Sha256') ?? request.headers['x-amz-content-sha256'] ?? UNSIGNED_PAYLOAD;
  return compare(request, { scope, signedHeaders, signature }, { timestamp, payloadHash, query }, options);
}

interface Canonical {
  readonly timestamp: string;
  readonly payloadHash: string;
  readonly query: string;
}

function compare(
  request: SignedRequest,
  parts: AuthorizationParts,
  canonical: Canonical,
  options: VerifyOptions,
): Verification {
  const secret = options.secretFor(parts.scope.accessKeyId);
  if (secret === undefined) return fault('unknown-key', 'The access key id is not known here.');
  if (!parts.signedHeaders.some((name) => name === 'host' || name === ':authority')) {
    return fault('malformed', 'The host header must be signed.');
  }
  // Unsigned x-amz headers would let a holder of a presigned URL change what the signer allowed.
  const unsigned = Object.keys(request.headers).find(
    (name) => name.startsWith('x-amz-') && name !== 'x-amz-content-sha256' && !parts.signedHeaders.includes(name),
  );
  if (unsigned !== undefined) {
    return fault('mismatch', `There were headers present in the request which were not signed: ${unsigned}`);
  }
  let canonicalRequest: string;
  try {
    canonicalRequest = [
      request.method,
      canonicalPath(request.path, options.singleEncodedPath ?? false),
      canonicalQuery(canonical.query),
      ...parts.signedHeaders.map((name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
      '',
      parts.signedHeaders.join(';'),
      canonical.payloadHash,
    ].join('\n');
  } catch {
    return fault('malformed', 'The address is not valid percent-encoding.');
  }
  const { date, region, service } = parts.scope;
  const stringToSign = [
    ALGORITHM,
    canonical.timestamp,
    `${date}/${region}/${service}/aws4_request`,
    sha256Hex(canonicalRequest),
  ].join('\n');
  const signingKey = deriveSigningKey(secret, parts.scope);
  if (!signaturesEqual(signatureOf(signingKey, stringToSign), parts.signature)) {
    return fault(
      'mismatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
  const { timestamp, payloadHash } = canonical;
  return { ok: true, signed: { ...parts.scope, payloadHash, signature: parts.signature, signingKey, timestamp } };
}

function canonicalPath(path: string, singleEncoded: boolean): string {
  return path
    .split('/')
    .map((segment) => uriEncode(singleEncoded ? decodeURIComponent(segment) : segment))
    .join('/');
}

function canonicalQuery(query: string): string {
  const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return parseQuery(query)
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .sort((a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function fault(kind: SignatureFault, message: string): Verification {
  return { ok: false, fault: kind, message };
}
