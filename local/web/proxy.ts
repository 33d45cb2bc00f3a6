/** A rewrite whose target is an address: the request goes on to another service, as Amplify Hosting's reverse proxy does. */
import { type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http';

/** Headers that belong to one connection and do not travel on (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What is left to travel on; names of any case. */
function travelling(headers: Readonly<NodeJS.Dict<string | string[]>>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string | string[]] => entry[1] !== undefined && !HOP_BY_HOP.has(entry[0]),
    ),
  );
}

/**
 * Hands the request on to `target` (an http address) and the answer back, with `everywhere` among its headers. The
 * visitor's address is added to X-Forwarded-For. Answers 502 where the service cannot be reached.
 */
export function forward(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
  everywhere: Readonly<Record<string, string>>,
): void {
  const url = new URL(target);
  const before = request.headers['x-forwarded-for'];
  const visitor = request.socket.remoteAddress ?? '127.0.0.1';
  const onward = sendRequest(
    url,
    {
      method: request.method,
      headers: {
        ...travelling(request.headers),
        host: url.host,
        'x-forwarded-for': before === undefined ? visitor : `${String(before)}, ${visitor}`,
      },
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, { ...travelling(answer.headers), ...everywhere });
      answer.pipe(response);
      answer.once('error', () => response.destroy());
    },
  );
  onward.once('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { ...everywhere, 'content-type': 'text/plain; charset=utf-8' }).end('No answer.\n');
  });
  // A visitor who leaves takes the question along.
  response.once('close', () => onward.destroy());
  request.pipe(onward);
}
