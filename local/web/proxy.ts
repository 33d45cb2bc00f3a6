/** A rewrite whose target is an address: the request goes on to another service, as Amplify Hosting's reverse proxy does. */
import { type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';

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

/** Makes the body of a JSON answer from the one that came. */
export type RewriteJson = (value: unknown) => unknown;

const isJson = (contentType = '') => /^application\/json\b/i.test(contentType);

/**
 * Hands the request on to `target` (an http address) and the answer back, with `everywhere` among its headers and, where it
 * is JSON, through `rewrite`. The visitor's address is added to X-Forwarded-For. Answers 502 where the service cannot be reached.
 */
export function forward(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
  everywhere: Readonly<Record<string, string>>,
  rewrite?: RewriteJson,
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
        // What is compressed could not be rewritten.
        ...(rewrite ? { 'accept-encoding': 'identity' } : {}),
        'x-forwarded-for': before === undefined ? visitor : `${String(before)}, ${visitor}`,
      },
    },
    (answer) => {
      const status = answer.statusCode ?? 502;
      const headers = { ...travelling(answer.headers), ...everywhere };
      if (rewrite && isJson(answer.headers['content-type'])) {
        rewritten(answer, rewrite).then(
          (body) => response.writeHead(status, { ...headers, 'content-length': String(body.length) }).end(body),
          () => response.destroy(),
        );
        return;
      }
      response.writeHead(status, headers);
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

/** The body of an answer after `rewrite`. Throws where it broke off or is no JSON. */
async function rewritten(answer: IncomingMessage, rewrite: RewriteJson): Promise<Buffer> {
  const body = await buffer(answer);
  return body.length === 0 ? body : Buffer.from(JSON.stringify(rewrite(JSON.parse(body.toString('utf8')))));
}
