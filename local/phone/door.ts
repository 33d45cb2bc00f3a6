/**
 * The door for phones: one HTTPS origin on the local network with the page, the API and the storage behind it. The services
 * of AWS stay on loopback, and nothing behind the door knows that it is there: requests arrive with the addresses of this
 * machine, which is what signatures and allowed origins were made for, and answers leave with those of the door.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { AppError } from '../../core/errors.ts';
import type { CloudAddresses } from '../addresses.ts';
import type { RequestHandler } from '../services/wire/listen.ts';
import { forward } from '../web/proxy.ts';
import { webHandler } from '../web.ts';
import { type WebSite, webSiteFor } from '../web-site.ts';
import type { Identity } from './certificate.ts';
import { type Pairing, withoutPairing } from './pairing.ts';
import { moveAddresses } from './signed-addresses.ts';

export const PAIR_PATH = '/pair/';
export const CERTIFICATE_PATH = '/certificate.crt';
const API_PATH = '/api';
const STORAGE_PATH = '/storage';

export type DoorOptions = {
  /** IPv4, of a private network or loopback. */
  address: string;
  /** 0 picks a free one. */
  port: number;
  identity: Identity;
  pairing: Pairing;
  /** Told after each pairing. */
  onPaired: () => void;
  inside: Pick<CloudAddresses, 'webUrl' | 'apiUrl' | 'storageUrl'>;
  site: WebSite;
};

export type Door = { origin: string; close: () => Promise<void> };

/** Throws `PhoneAddress` for an address that is not private or not this machine's, `PortInUse` where the port is taken. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const { address, identity } = options;
  requirePrivate(address);
  let handle: RequestHandler | undefined;
  const server = createServer({ key: identity.key, cert: identity.cert, minVersion: 'TLSv1.2' }, (request, response) =>
    handle?.(request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(inWords(error, options)));
    server.listen(options.port, address, resolve);
  });
  const origin = `https://${address}:${(server.address() as AddressInfo).port}`;
  handle = doorHandler(origin, options);
  return {
    origin,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function requirePrivate(address: string): void {
  const range = isIPv4(address) ? ipaddr.parse(address).range() : 'unknown';
  if (['private', 'loopback', 'linkLocal'].includes(range)) return;
  const message = `A phone is let in at an IPv4 address of a home network, such as 192.168.1.5, not at ${address}.`;
  throw new AppError('PhoneAddress', 400, message);
}

function inWords(error: NodeJS.ErrnoException, { address, port }: DoorOptions): Error {
  const cause = { cause: error };
  if (error.code === 'EADDRINUSE') {
    return new AppError('PortInUse', 409, `Port ${port} on ${address} is already in use by another program.`, cause);
  }
  if (error.code === 'EADDRNOTAVAIL') {
    return new AppError('PhoneAddress', 400, `This machine does not have the address ${address}.`, cause);
  }
  return error;
}

/** Lets in who paired; everyone else hears 403, whatever they asked for. */
function doorHandler(origin: string, { identity, pairing, onPaired, inside, site }: DoorOptions): RequestHandler {
  const { host } = new URL(origin);
  const [apiUrl, storageUrl] = [origin + API_PATH, origin + STORAGE_PATH];
  const page = webHandler(webSiteFor({ apiUrl, storageUrl, behindUrl: inside.apiUrl }, site));
  const move = (answer: unknown) => moveAddresses(answer, inside.storageUrl, storageUrl);

  return (request, response) => {
    const path = request.url ?? '/';
    if (!pairing.knows(request.headers.cookie)) {
      const cookie = request.headers.host === host && request.method === 'GET' ? pairedBy(path, pairing) : null;
      if (cookie === null) return refuse(response, 403, 'Scan the code that npm start -- --phone shows.');
      response.writeHead(303, { location: '/', 'set-cookie': cookie, ...UNCACHED }).end();
      return onPaired();
    }
    // A page of another site whose name was pointed here sends that name, and any other page its own origin.
    if (request.headers.host !== host) return refuse(response, 421, `This is ${origin} alone.`);
    const from = request.headers.origin;
    if (from !== undefined && from !== origin) return refuse(response, 403, 'Another site may not do this.');
    takeIn(request, inside.webUrl);

    if (path.startsWith(`${API_PATH}/`)) {
      return forward(inside.apiUrl + path.slice(API_PATH.length), request, response, {}, move);
    }
    if (path.startsWith(`${STORAGE_PATH}/`)) {
      return forward(inside.storageUrl + path.slice(STORAGE_PATH.length), request, response, {});
    }
    if (path === CERTIFICATE_PATH) {
      response.writeHead(200, { 'content-type': 'application/x-x509-ca-cert', ...UNCACHED });
      return response.end(identity.authority.raw);
    }
    // The code was scanned twice.
    if (path.startsWith(PAIR_PATH)) return response.writeHead(303, { location: '/', ...UNCACHED }).end();
    return page(request, response);
  };
}

const UNCACHED = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };

const pairedBy = (path: string, pairing: Pairing) =>
  path.startsWith(PAIR_PATH) ? pairing.pair(path.slice(PAIR_PATH.length)) : null;

/** A refused body is not read: the connection ends with the answer. */
function refuse(response: ServerResponse, status: number, sentence: string): void {
  const headers = { 'content-type': 'text/plain; charset=utf-8', connection: 'close', ...UNCACHED };
  response.writeHead(status, headers).end(`${sentence}\n`);
}

/** The request as if the page of this machine had made it. */
function takeIn({ headers }: IncomingMessage, webUrl: string): void {
  if (headers.origin !== undefined) headers.origin = webUrl;
  const cookie = withoutPairing(headers.cookie);
  if (cookie === undefined) delete headers.cookie;
  else headers.cookie = cookie;
  // The visitor is who connected; nobody stands before the door.
  delete headers['x-forwarded-for'];
}
