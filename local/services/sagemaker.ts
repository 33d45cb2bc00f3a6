/** The local SageMaker runtime: passes invocations on to the containers behind the endpoints. */
import { AppError } from '../../core/errors.ts';
import { notSupported } from './wire/json.ts';
import type { WireCall, WireReply, WireService } from './wire.ts';

export { type Container, type ContainerOptions, startContainer } from './sagemaker/container.ts';

export interface SageMakerOptions {
  /** Origin of the container behind an endpoint; undefined where there is no such endpoint. */
  readonly containerUrl: (endpointName: string) => string | undefined;
  /** How long a container may take to answer, ms. */
  readonly timeoutMs?: number;
}

const PATH = /^\/endpoints\/([^/]+)\/invocations$/;
/** SageMaker's limit for one invocation. */
const TIMEOUT_MS = 60_000;
const VARIANT = 'AllTraffic';
const ACCOUNT = '000000000000';

/** The service for `createWireHandler`. */
export function createSageMakerRuntime(options: SageMakerOptions): WireService {
  return {
    signingName: 'sagemaker',
    async handle(call) {
      const name = PATH.exec(call.path)?.[1];
      if (call.method !== 'POST' || name === undefined) throw notSupported('sagemaker', `${call.method} ${call.path}`);
      const endpoint = decodeURIComponent(name);
      const url = options.containerUrl(endpoint);
      if (url === undefined) {
        throw new AppError('ValidationError', 400, `Endpoint ${endpoint} of account ${ACCOUNT} not found.`);
      }
      return invoke(url, endpoint, call, options.timeoutMs ?? TIMEOUT_MS);
    },
  };
}

async function invoke(
  url: string,
  endpoint: string,
  { headers, body }: WireCall,
  timeoutMs: number,
): Promise<WireReply> {
  const passedOn: Record<string, string> = { 'content-type': headers['content-type'] ?? 'application/octet-stream' };
  const accept = headers['x-amzn-sagemaker-accept'] ?? headers.accept;
  if (accept !== undefined) passedOn.accept = accept;
  const custom = headers['x-amzn-sagemaker-custom-attributes'];
  if (custom !== undefined) passedOn['x-amzn-sagemaker-custom-attributes'] = custom;

  let status: number;
  let answer: Buffer;
  let answerHeaders: Headers;
  try {
    const reply = await fetch(`${url}/invocations`, {
      method: 'POST',
      headers: passedOn,
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = reply.status;
    answerHeaders = reply.headers;
    answer = Buffer.from(await reply.arrayBuffer());
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return modelError(
      endpoint,
      0,
      late
        ? 'Your invocation timed out while waiting for a response from container primary.'
        : 'The container primary did not answer.',
      '',
    );
  }
  if (status >= 400) {
    const original = answer.toString('utf8');
    const kind = status >= 500 ? 'server' : 'client';
    return modelError(
      endpoint,
      status,
      `Received ${kind} error (${status}) from primary with message "${original}".`,
      original,
    );
  }
  return {
    status: 200,
    headers: {
      'content-type': answerHeaders.get('content-type') ?? 'application/octet-stream',
      'x-amzn-invoked-production-variant': VARIANT,
    },
    body: answer,
  };
}

/** SageMaker's reply where the model's container failed: what it said travels in the body. */
function modelError(endpoint: string, originalStatus: number, message: string, originalMessage: string): WireReply {
  return {
    status: 424,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'ModelError' },
    body: JSON.stringify({
      Message: message,
      OriginalMessage: originalMessage,
      OriginalStatusCode: originalStatus,
      LogStreamArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/sagemaker/Endpoints/${endpoint}`,
    }),
  };
}
