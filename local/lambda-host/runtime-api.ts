import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FunctionError, MAX_SYNC_PAYLOAD_BYTES } from './types.ts';

/** One invocation on its way to a function instance. */
export interface RuntimeInvocation {
  requestId: string;
  /** Epoch milliseconds at which the host will end the instance. */
  deadlineMs: number;
  functionArn: string;
  traceId: string;
  /** JSON text. */
  body: string;
}

/** What the Runtime API tells the owner of an instance. */
export interface RuntimeListener {
  /** The instance asks for its next invocation: its initialisation, or the previous invocation, is over. */
  ready(deliver: (invocation: RuntimeInvocation) => void): void;
  responded(requestId: string, body: string): void;
  failed(requestId: string, error: FunctionError): void;
  initFailed(error: FunctionError): void;
}

/**
 * The part of the Lambda Runtime API that a runtime needs, over HTTP on loopback, for all instances of the host. Each
 * instance is told its own base address with an unguessable path in it, so that no other process can take its work.
 * Contract: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  readonly #listeners = new Map<string, RuntimeListener>();
  readonly #server: Server;
  #port = 0;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
    // An instance keeps its one connection for life, and waits on it for as long as there is no work.
    this.#server.keepAliveTimeout = 0;
    this.#server.requestTimeout = 0;
    this.#server.timeout = 0;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Returns the value of `AWS_LAMBDA_RUNTIME_API` for the instance. */
  register(token: string, listener: RuntimeListener): string {
    this.#listeners.set(token, listener);
    return `127.0.0.1:${this.#port}/${token}`;
  }

  unregister(token: string): void {
    this.#listeners.delete(token);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [token, version, area, ...rest] = (request.url ?? '').slice(1).split('/');
    const listener = this.#listeners.get(token ?? '');
    if (!listener || version !== '2018-06-01' || area !== 'runtime') return answer(response, 404);
    const operation = `${request.method} ${rest.map((part, i) => (i === 1 && rest.length === 3 ? '{id}' : part)).join('/')}`;
    const requestId = rest[1] ?? '';
    switch (operation) {
      case 'GET invocation/next':
        listener.ready((invocation) => {
          response.writeHead(200, {
            'content-type': 'application/json',
            'lambda-runtime-aws-request-id': invocation.requestId,
            'lambda-runtime-deadline-ms': String(invocation.deadlineMs),
            'lambda-runtime-invoked-function-arn': invocation.functionArn,
            'lambda-runtime-trace-id': invocation.traceId,
          });
          response.end(invocation.body);
        });
        return;
      case 'POST invocation/{id}/response': {
        const body = await readText(request);
        if (body === null) {
          listener.failed(requestId, tooLarge());
          return answer(response, 413);
        }
        answer(response, 202);
        listener.responded(requestId, body);
        return;
      }
      case 'POST invocation/{id}/error': {
        const error = toFunctionError(await readText(request));
        answer(response, 202);
        listener.failed(requestId, error);
        return;
      }
      case 'POST init/error': {
        const error = toFunctionError(await readText(request));
        answer(response, 202);
        listener.initFailed(error);
        return;
      }
      default:
        return answer(response, 404);
    }
  }
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end('{}');
}

/** The body as text; null, with the rest read and thrown away, when it is over the limit of a response. */
async function readText(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_SYNC_PAYLOAD_BYTES) chunks.push(chunk);
  }
  return size <= MAX_SYNC_PAYLOAD_BYTES ? Buffer.concat(chunks).toString('utf8') : null;
}

function tooLarge(): FunctionError {
  return {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_SYNC_PAYLOAD_BYTES} bytes).`,
    trace: [],
  };
}

/** Reads what the bootstrap reported. A body that is no error object still has to fail the invocation. */
function toFunctionError(body: string | null): FunctionError {
  try {
    const value = JSON.parse(body ?? '') as Partial<FunctionError>;
    if (typeof value.errorType === 'string' && typeof value.errorMessage === 'string') {
      const trace = Array.isArray(value.trace) ? value.trace.map(String) : [];
      return { errorType: value.errorType, errorMessage: value.errorMessage, trace };
    }
  } catch {
    // Falls through to the answer for an unreadable report.
  }
  return { errorType: 'Runtime.Unknown', errorMessage: 'The function reported an unreadable error.', trace: [] };
}
