/**
 * The one port behind which most AWS services of the local cloud stand. A call belongs to the service named in the
 * credential scope of its signature, or, unsigned, to the service whose target prefix or path it carries.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../core/errors.ts';
import { readBody } from './wire/body.ts';
import { errorReply, type JsonProtocol, notSupported } from './wire/json.ts';
import { headersOf, type RequestHandler } from './wire/listen.ts';
import { parseAuthorization, parseQuery, type SignedRequest, sha256Hex, verifyHeaderSignature } from './wire/sigv4.ts';

/** One call of an AWS client, whole and (where it was signed) verified. */
export interface WireCall {
  readonly method: string;
  /** As sent: percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The operation of `X-Amz-Target`; absent for REST services. */
  readonly operation?: string;
  /** Whose signature was verified; absent for a call that needs none. */
  readonly accessKeyId?: string;
}

export interface WireReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A service of the local cloud. Thrown AppErrors become error replies: `code` is the exception's name. */
export interface WireService {
  /** Service name in the credential scope, e.g. `rekognition`, `cognito-idp`, `states`. */
  readonly signingName: string;
  /** What stands before the last dot of `X-Amz-Target`; needed only by services that take unsigned calls. */
  readonly targetPrefix?: string;
  /** Whether web pages of any origin may call it (Cognito's user pools). */
  readonly answersBrowsers?: boolean;
  /** Whether an unsigned call is this service's by its method and path. */
  ownsPath?(call: Pick<WireCall, 'method' | 'path'>): boolean;
  /** Whether this call may come without a signature; none may by default. */
  allowsUnsigned?(call: WireCall): boolean;
  handle(call: WireCall): Promise<WireReply>;
}

export interface WireOptions {
  readonly services: readonly WireService[];
  /** The secret of an access key; undefined for one that does not exist. */
  readonly secretFor: (accessKeyId: string) => string | undefined;
  /** Throws where whoever signed the call may not make it. `service` is its signing name. */
  readonly authorise?: (service: string, call: WireCall) => void;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Largest body accepted, bytes. */
  readonly maxBodyBytes?: number;
  /** Told about failures that are not the caller's, which reach the caller without their text. */
  readonly onError?: (error: unknown, where: string) => void;
}

/** DynamoDB's largest request; no other service here takes more. */
const DEFAULT_MAX_BODY_BYTES = 16 * 1024 * 1024;

/** A request handler for `listen` that dispatches to the services. Throws `DuplicateService` for equal signing names. */
export function createWireHandler(options: WireOptions): RequestHandler {
  const services = new Map<string, WireService>();
  for (const service of options.services) {
    if (services.has(service.signingName)) {
      throw new AppError('DuplicateService', 500, `Two services are named ${service.signingName}.`);
    }
    services.set(service.signingName, service);
  }
  return (request, response) => {
    answer(request, services, options)
      .then((reply) => send(response, reply))
      .catch((error: unknown) => {
        options.onError?.(error, 'wire');
        response.destroy();
      });
  };
}

async function answer(
  request: IncomingMessage,
  services: ReadonlyMap<string, WireService>,
  options: WireOptions,
): Promise<WireReply> {
  const headers = headersOf(request);
  const protocol = protocolOf(headers);
  const { path, query } = splitTarget(request.url ?? '/');
  const method = request.method ?? 'GET';
  let service: WireService | undefined;
  try {
    if (method === 'OPTIONS') return preflight(headers, [...services.values()]);
    const target = headers['x-amz-target'];
    service = findService({ method, path, target, authorization: headers.authorization }, services);
    const body = await readBody(request, options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES);
    const operation = target?.slice(target.lastIndexOf('.') + 1);
    let call: WireCall = {
      method,
      path,
      query: new URLSearchParams(queryPairs(query)),
      headers,
      body,
      ...(operation === undefined ? {} : { operation }),
    };
    if (headers.authorization === undefined) {
      if (!service.allowsUnsigned?.(call)) {
        throw new AppError('MissingAuthenticationTokenException', 403, 'Request is missing Authentication Token');
      }
    } else {
      call = { ...call, accessKeyId: authenticate({ method, path, query, headers }, body, options) };
      options.authorise?.(service.signingName, call);
    }
    return withBrowserHeaders(await service.handle(call), service, headers);
  } catch (error) {
    if (!(error instanceof AppError)) {
      options.onError?.(error, `${service?.signingName ?? 'wire'} ${headers['x-amz-target'] ?? `${method} ${path}`}`);
    }
    const reply = errorReply(error, protocol);
    return service ? withBrowserHeaders(reply, service, headers) : reply;
  }
}

function findService(
  call: { method: string; path: string; target: string | undefined; authorization: string | undefined },
  services: ReadonlyMap<string, WireService>,
): WireService {
  if (call.authorization !== undefined) {
    const parts = parseAuthorization(call.authorization);
    if (!parts) {
      throw new AppError('IncompleteSignatureException', 403, 'The Authorization header is not a valid signature.');
    }
    const service = services.get(parts.scope.service);
    if (service) return service;
    throw notSupported(parts.scope.service, call.target?.split('.').pop() ?? `${call.method} ${call.path}`);
  }
  const { target } = call;
  const prefix = target?.slice(0, target.lastIndexOf('.'));
  for (const service of services.values()) {
    if (target === undefined ? service.ownsPath?.(call) : service.targetPrefix === prefix) return service;
  }
  throw new AppError('MissingAuthenticationTokenException', 403, 'Request is missing Authentication Token');
}

/** The access key whose signature fits. */
function authenticate(request: SignedRequest, body: Buffer, options: WireOptions): string {
  const bodyHash = sha256Hex(body);
  const result = verifyHeaderSignature(request, {
    secretFor: options.secretFor,
    now: (options.now ?? Date.now)(),
    bodyHash,
  });
  if (!result.ok) {
    const code = {
      missing: 'MissingAuthenticationTokenException',
      malformed: 'IncompleteSignatureException',
      'unknown-key': 'UnrecognizedClientException',
      mismatch: 'InvalidSignatureException',
      skewed: 'InvalidSignatureException',
      expired: 'RequestExpired',
    }[result.fault];
    throw new AppError(code, 403, result.message);
  }
  const { payloadHash, accessKeyId } = result.signed;
  if (payloadHash !== bodyHash && payloadHash !== 'UNSIGNED-PAYLOAD') {
    throw new AppError('InvalidSignatureException', 403, 'The signed payload hash is not the hash of the body.');
  }
  return accessKeyId;
}

/** The protocol in which errors are answered, from how the request was written. */
function protocolOf(headers: Readonly<Record<string, string>>): JsonProtocol {
  if (headers['x-amz-target'] === undefined) return 'rest';
  return headers['content-type']?.includes('json-1.0') ? '1.0' : '1.1';
}

/** Path and raw query of a request target. */
export function splitTarget(url: string): { path: string; query: string } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at + 1) };
}

function queryPairs(query: string): Array<[string, string]> {
  try {
    return parseQuery(query);
  } catch (error) {
    throw new AppError('SerializationException', 400, 'The query string is not valid percent-encoding.', {
      cause: error,
    });
  }
}

function preflight(headers: Readonly<Record<string, string>>, services: readonly WireService[]): WireReply {
  if (headers.origin === undefined || !services.some((service) => service.answersBrowsers)) {
    throw new AppError('AccessDeniedException', 403, 'This service does not answer web pages.');
  }
  return {
    status: 200,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '172800',
    },
  };
}

function withBrowserHeaders(
  reply: WireReply,
  service: WireService,
  headers: Readonly<Record<string, string>>,
): WireReply {
  if (!service.answersBrowsers || headers.origin === undefined) return reply;
  return {
    ...reply,
    headers: {
      ...reply.headers,
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'x-amzn-requestid, x-amzn-errortype, x-amzn-errormessage, date',
    },
  };
}

function send(response: ServerResponse, reply: WireReply): void {
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : (reply.body ?? Buffer.alloc(0));
  response.writeHead(reply.status, {
    'x-amzn-requestid': randomUUID(),
    ...reply.headers,
    'content-length': String(body.length),
  });
  response.end(body);
}
