/** An internet for tests: the names of photos.test lie at 127.0.0.2, everything else is the inside that nobody may reach. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type FetchGuard, isPublicAddress } from '../../lambdas/shared/safe-fetch.ts';
import { makeCertificate } from '../lambdas/shared/certificate.ts';
import { plainPhoto } from './photos.ts';

const ADDRESS = '127.0.0.2';
const HOST = 'photos.test';

export type Internet = {
  /** Address of a page there. */
  url: (path: string) => string;
  guard: FetchGuard;
  /** Paths that were asked for. */
  asked: string[];
  /** Bytes of the endless page that were taken. */
  taken: () => number;
  close: () => void;
};

/** Null where it cannot be made: without openssl, or where loopback has one address only. */
export async function startInternet(): Promise<Internet | null> {
  const certificate = makeCertificate();
  if (!certificate) return null;
  const photo = await plainPhoto();
  const asked: string[] = [];
  let taken = 0;
  const pages: Record<string, (response: ServerResponse) => void> = {
    '/photo': (response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end(photo),
    // Says nothing of its length, and goes on for as long as somebody listens.
    '/endless': (response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg' }).write(photo);
      const block = Buffer.alloc(256 * 1024);
      const goOn = () => {
        while (!response.destroyed) {
          taken += block.length;
          if (!response.write(block)) return void response.once('drain', goOn);
        }
      };
      goOn();
    },
    // A byte now and then: never silent, never done.
    '/slow': (response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg' }).write(photo.subarray(0, 3));
      const drip = setInterval(() => response.write('x'), 100);
      response.on('close', () => clearInterval(drip));
    },
    '/silent': () => undefined,
    '/lies': (response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end('<html>not a photo</html>'),
    '/gone': (response) => response.writeHead(404).end(),
  };
  const server = createServer({ ...certificate }, (request: IncomingMessage, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', `https://${HOST}`);
    asked.push(pathname);
    const location = searchParams.get('to');
    if (location !== null) response.writeHead(302, { location }).end();
    else (pages[pathname] ?? pages['/gone']!)(response);
  });
  try {
    await new Promise<void>((listening, failed) => {
      server.once('error', failed).listen(0, ADDRESS, listening);
    });
  } catch {
    return null;
  }
  const { port } = server.address() as AddressInfo;
  return {
    url: (path) => `https://${HOST}:${port}${path}`,
    guard: {
      resolve: async (hostname) => (hostname === HOST ? [ADDRESS] : hostname === 'inside.test' ? ['127.0.0.1'] : []),
      allows: (address) => address === ADDRESS || isPublicAddress(address),
      ca: certificate.cert,
    },
    asked,
    taken: () => taken,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
