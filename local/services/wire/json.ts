/** Replies and services of the AWS JSON protocols: JSON 1.0, JSON 1.1 (one target header) and REST-JSON (paths). */
import { AppError, GENERIC_FAILURE } from '../../../core/errors.ts';
import type { WireCall, WireReply, WireService } from '../wire.ts';

/** `1.0` and `1.1` name the operation in `X-Amz-Target`; `rest` uses method and path. */
export type JsonProtocol = '1.0' | '1.1' | 'rest';

const CONTENT_TYPES: Record<JsonProtocol, string> = {
  '1.0': 'application/x-amz-json-1.0',
  '1.1': 'application/x-amz-json-1.1',
  rest: 'application/json',
};

/** A JSON reply. */
export function jsonReply(value: unknown, options: { status?: number; protocol?: JsonProtocol } = {}): WireReply {
  return {
    status: options.status ?? 200,
    headers: { 'content-type': CONTENT_TYPES[options.protocol ?? '1.1'] },
    body: JSON.stringify(value),
  };
}

/**
 * The reply from which an AWS client makes its exception class: the AppError's code is the exception's name. Any other
 * value becomes `InternalFailure` (500) without its text.
 */
export function errorReply(error: unknown, protocol: JsonProtocol = '1.1'): WireReply {
  const known = error instanceof AppError ? error : new AppError('InternalFailure', 500, GENERIC_FAILURE);
  const body =
    protocol === 'rest'
      ? { message: known.publicMessage }
      : { __type: known.code, message: known.publicMessage, Message: known.publicMessage };
  const reply = jsonReply(body, { status: known.status, protocol });
  return { ...reply, headers: { ...reply.headers, 'x-amzn-errortype': known.code } };
}

/** The error of an operation that the local cloud does not have (501). */
export function notSupported(service: string, operation: string): AppError {
  return new AppError('NotImplemented', 501, `The local ${service} service does not support ${operation}.`);
}

/** The call's JSON object; an empty body is an empty object. Throws `SerializationException` (400). */
export function parseJsonBody(call: WireCall): Record<string, unknown> {
  if (call.body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(call.body.toString('utf8'));
  } catch (error) {
    throw new AppError('SerializationException', 400, 'The request body is not valid JSON.', { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('SerializationException', 400, 'The request body must be a JSON object.');
  }
  return value as Record<string, unknown>;
}

/** One operation: the decoded input in, the output in; thrown AppErrors become the service's exceptions. */
export type JsonOperation = (input: Record<string, unknown>, call: WireCall) => unknown | Promise<unknown>;

export interface JsonServiceDefinition {
  readonly signingName: string;
  /** What stands before the dot in `X-Amz-Target`, e.g. `AWSCognitoIdentityProviderService`. */
  readonly targetPrefix: string;
  readonly protocol: '1.0' | '1.1';
  readonly operations: Readonly<Record<string, JsonOperation>>;
  /** Operations a client may call without a signature. */
  readonly unsignedOperations?: readonly string[];
}

/** A service whose operations are named by `X-Amz-Target`. Operations it does not list answer 501. */
export function jsonService(definition: JsonServiceDefinition): WireService {
  const operations = new Map(Object.entries(definition.operations));
  const unsigned = new Set(definition.unsignedOperations);
  return {
    signingName: definition.signingName,
    targetPrefix: definition.targetPrefix,
    allowsUnsigned: (call) => call.operation !== undefined && unsigned.has(call.operation),
    async handle(call) {
      const operation = call.operation === undefined ? undefined : operations.get(call.operation);
      if (!operation) throw notSupported(definition.signingName, call.operation ?? `${call.method} ${call.path}`);
      const output = await operation(parseJsonBody(call), call);
      return jsonReply(output ?? {}, { protocol: definition.protocol });
    },
  };
}
