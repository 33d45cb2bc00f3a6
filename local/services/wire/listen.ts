/**
 * A loopback server that speaks HTTP/1.1 and cleartext HTTP/2 on one port. Some AWS clients (Polly's, Bedrock's) open
 * HTTP/2 without TLS or upgrade, so the first bytes of each connection decide which protocol answers it.
 */
import { createServer as createHttp1Server, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server, type ServerHttp2Session } from 'node:http2';
import { type AddressInfo, createServer as createSocketServer, isIP, type Socket } from 'node:net';
import { AppError } from '../../../core/errors.ts';

/** Answers one request of either protocol; HTTP/2 requests arrive through Node's compatibility classes. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that is accepting connections. */
export interface Listener {
  readonly port: number;
  /** Origin without a trailing slash, e.g. `http://127.0.0.1:4566`. */
  readonly url: string;
  /** Stops accepting, lets running requests end for a moment, then closes every connection. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** 0 picks a free port. */
  readonly port: number;
  /** Loopback address to bind; anything else is refused. */
  readonly host?: string;
  /** Host names accepted in the Host header beside the loopback names. */
  readonly extraHosts?: readonly string[];
}

/** The client connection preface of HTTP/2 begins with this (RFC 9113, 3.4); no HTTP/1 method does. */
const HTTP2_PREFACE = Buffer.from('PRI');
const FIRST_BYTES_TIMEOUT_MS = 60_000;
const CLOSE_GRACE_MS = 1_000;

/**
 * Throws `InvalidHost` for an address that is not loopback and `PortInUse` where the port is taken. The one server that
 * others of the network can reach, and only where it was asked for, is local/phone/door.ts: TLS, and a code to come in.
 */
export async function listen(handler: RequestHandler, options: ListenOptions): Promise<Listener> {
  const host = options.host ?? '127.0.0.1';
  if (!isLoopbackName(host)) {
    throw new AppError('InvalidHost', 500, `The local services listen on loopback only, not on ${host}.`);
  }
  const hosts = new Set((options.extraHosts ?? []).map((name) => name.toLowerCase()));
  let running = 0;
  const guarded: RequestHandler = (request, response) => {
    if (!isExpectedHost(request.headers, hosts)) {
      response.writeHead(421, { 'content-type': 'text/plain' });
      response.end('This service answers requests addressed to the local machine only.\n');
      return;
    }
    running += 1;
    response.once('close', () => {
      running -= 1;
    });
    handler(request, response);
  };

  const http1 = createHttp1Server({ keepAliveTimeout: 30_000 }, guarded);
  // Node's HTTP/2 compatibility classes carry every member of the HTTP/1 classes that handlers here use.
  const http2 = createHttp2Server({}, guarded as unknown as Parameters<typeof createHttp2Server>[1] & object);
  const sessions = new Set<ServerHttp2Session>();
  http2.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
    session.on('error', () => session.destroy());
  });

  const sockets = new Set<Socket>();
  const server = createSocketServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    sniff(socket, (isHttp2) => (isHttp2 ? http2 : http1).emit('connection', socket));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new AppError('PortInUse', 500, `Port ${options.port} on ${host} is already in use by another program.`, {
              cause: error,
            })
          : error,
      );
    });
    server.listen(options.port, host, resolve);
  });
  const { port, family, address } = server.address() as AddressInfo;

  return {
    port,
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const deadline = Date.now() + CLOSE_GRACE_MS;
      while (running > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
      for (const session of sessions) session.destroy();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Reads until the protocol is certain, puts the bytes back and reports it. */
function sniff(socket: Socket, decided: (isHttp2: boolean) => void): void {
  let seen = Buffer.alloc(0);
  socket.setTimeout(FIRST_BYTES_TIMEOUT_MS, () => socket.destroy());
  const onReadable = () => {
    let chunk = socket.read() as Buffer | null;
    while (chunk !== null) {
      seen = Buffer.concat([seen, chunk]);
      chunk = socket.read() as Buffer | null;
    }
    const compared = Math.min(seen.length, HTTP2_PREFACE.length);
    if (compared === 0) return;
    const matches = seen.subarray(0, compared).equals(HTTP2_PREFACE.subarray(0, compared));
    if (matches && compared < HTTP2_PREFACE.length) return;
    socket.off('readable', onReadable);
    socket.setTimeout(0);
    socket.unshift(seen);
    decided(matches);
  };
  socket.on('readable', onReadable);
}

function isLoopbackName(name: string): boolean {
  if (isIP(name) === 4) return name.startsWith('127.');
  return name === '::1' || name === 'localhost';
}

/**
 * A web page whose own host name was re-pointed at 127.0.0.1 (DNS rebinding) still sends that name: refusing it keeps
 * pages of other sites out of services that a browser may call without a signature.
 */
function isExpectedHost(headers: IncomingMessage['headers'], extra: ReadonlySet<string>): boolean {
  const authority = headers[':authority'] ?? headers.host;
  if (typeof authority !== 'string') return false;
  const name = authority
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
  return isLoopbackName(name) || name.endsWith('.localhost') || extra.has(name);
}

/**
 * Header names in lower case, repeated values joined, `host` always present. Of HTTP/2's pseudo headers `:authority` stays:
 * HTTP/2 clients sign it in place of `host`.
 */
export function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || (name.startsWith(':') && name !== ':authority')) continue;
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  if (headers[':authority'] !== undefined) headers.host ??= headers[':authority'];
  return headers;
}
