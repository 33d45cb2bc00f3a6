import { connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { type Listener, listen, type RequestHandler } from '../../../../local/services/wire/listen.ts';

const echo: RequestHandler = (request, response) => {
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.end(`${request.httpVersion} ${request.method}`);
};

async function withListener(run: (listener: Listener) => Promise<void>): Promise<void> {
  const listener = await listen(echo, { port: 0, extraHosts: ['sight.test'] });
  try {
    await run(listener);
  } finally {
    await listener.close();
  }
}

async function raw(listener: Listener, pieces: string[]): Promise<string> {
  const socket: Socket = connect(listener.port, '127.0.0.1');
  socket.setNoDelay(true);
  for (const piece of pieces) {
    socket.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

test('HTTP/1.1 and cleartext HTTP/2 share a port', () =>
  withListener(async (listener) => {
    expect(await (await fetch(listener.url)).text()).toBe('1.1 GET');
    const session = connectHttp2(listener.url);
    const stream = session.request({ ':path': '/' });
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe('2.0 GET');
    session.close();
  }));

test('a request that trickles in byte by byte is understood', () =>
  withListener(async (listener) => {
    const request = 'PROPFIND / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    expect(await raw(listener, [...request.slice(0, 4), request.slice(4)])).toContain('1.1 PROPFIND');
  }));

test('requests addressed to other host names are refused', () =>
  withListener(async (listener) => {
    const get = (host: string) => raw(listener, [`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`]);
    expect(await get('rebound.example')).toContain('421');
    expect(await get('sight.test:80')).toContain('200');
    expect(await get('[::1]:80')).toContain('200');
  }));

test('only loopback is bound, and a taken port is named', () =>
  withListener(async (listener) => {
    await expect(listen(echo, { port: 0, host: '0.0.0.0' })).rejects.toMatchObject({ code: 'InvalidHost' });
    await expect(listen(echo, { port: listener.port })).rejects.toMatchObject({ code: 'PortInUse' });
  }));

test('closing ends idle connections of both protocols', () =>
  withListener(async (listener) => {
    await (await fetch(listener.url)).text();
    const session = connectHttp2(listener.url);
    await new Promise((resolve) => session.once('connect', resolve));
    const closed = new Promise((resolve) => session.once('close', resolve));
    session.on('error', () => {});
    await listener.close();
    await closed;
  }));
