/** The container's HTTP server: /ping and /invocations. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AppError, GENERIC_FAILURE } from '../core/errors.ts';
import type { ClusterModel } from '../core/kmeans/cluster-model.ts';
import { answerInvocation } from './invocation.ts';

/** SageMaker passes on no larger request. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** A server over a loaded model; the caller makes it listen. */
export function createEndpoint(model: ClusterModel): Server {
  return createServer(async (request, response) => {
    try {
      const path = request.url!.split('?')[0];
      if (path === '/ping') {
        requireMethod(request, response, 'GET');
        response.writeHead(200).end();
      } else if (path === '/invocations') {
        requireMethod(request, response, 'POST');
        const body = await readBody(request);
        const { 'content-type': contentType, accept } = request.headers;
        send(response, 200, answerInvocation(model, { contentType, accept }, body));
      } else {
        throw new AppError('NotFound', 404, 'There are only /ping and /invocations.');
      }
    } catch (error) {
      sendError(request, response, error);
    }
  });
}

function requireMethod(request: IncomingMessage, response: ServerResponse, method: string): void {
  if (request.method === method) return;
  response.setHeader('allow', method);
  throw new AppError('MethodNotAllowed', 405, `This address takes ${method} only.`);
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  // The socket has to outlive a body that is too large, to carry the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new AppError('BodyTooLarge', 413, `A body has at most ${MAX_BODY_BYTES / 1024 / 1024} MB.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function sendError(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (request.destroyed && !request.complete) return;
  const known = error instanceof AppError;
  if (!known) console.error(error);
  if (!request.complete) {
    response.setHeader('connection', 'close');
    request.resume();
  }
  send(response, known ? error.status : 500, {
    error: known
      ? { code: error.code, message: error.publicMessage }
      : { code: 'InternalFailure', message: GENERIC_FAILURE },
  });
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
}
