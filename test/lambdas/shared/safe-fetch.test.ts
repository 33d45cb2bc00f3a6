/** Every target here is this machine's own loopback. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FetchGuard, fetchPhoto, isPublicAddress, MAX_FETCH_BYTES } from '../../../lambdas/shared/safe-fetch.ts';
import { makeCertificate } from './certificate.ts';

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '93.184.216.34', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
    'allows %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['loopback', '::1'],
    ['unspecified', '0.0.0.0'],
    ['unspecified', '0.1.2.3'],
    ['unspecified', '::'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['shared by carriers', '100.64.0.1'],
    ['shared by carriers', '100.127.255.255'],
    ['link-local', '169.254.169.254'],
    ['link-local', '169.254.170.2'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['unique local', 'fc00::1'],
    ['unique local', 'fd00:ec2::254'],
    ['site-local', 'fec0::1'],
    ['multicast', '224.0.0.1'],
    ['multicast', 'ff02::1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['reserved', '192.0.0.170'],
    ['for benchmarks', '198.18.0.1'],
    ['for documentation', '192.0.2.1'],
    ['for documentation', '2001:db8::1'],
    ['IPv4-mapped', '::ffff:127.0.0.1'],
    ['IPv4-mapped', '::ffff:7f00:1'],
    ['IPv4-mapped', '::ffff:169.254.169.254'],
    ['IPv4-mapped', '::ffff:10.0.0.1'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['IPv4-compatible', '::7f00:1'],
    ['IPv4-compatible', '::a9fe:a9fe'],
    ['IPv4-translated', '::ffff:0:127.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['NAT64', '64:ff9b::169.254.169.254'],
    ['NAT64 of a network', '64:ff9b:1::a00:1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001:0:7f00:1::'],
    ['not given out', '4000::1'],
    ['no address', 'localhost'],
    ['no address', ''],
    ['short for an address', '127.1'],
    ['a number', '2130706433'],
    ['octal', '0177.0.0.1'],
  ])('refuses what is %s: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('an address that is never connected to', () => {
  const resolve = vi.fn(async (_: string): Promise<string[]> => ['127.0.0.1']);
  const allows = vi.fn(isPublicAddress);
  const refused = (address: string) =>
    expect(fetchPhoto(address, { resolve, allows })).rejects.toMatchObject({ code: 'AddressRefused', status: 422 });
  beforeEach(() => vi.clearAllMocks());

  it.each(['http://127.0.0.1/', 'ftp://127.0.0.1/', 'file:///etc/passwd', 'data:image/png;base64,AAAA', 'blob:x', 'x'])(
    'is one of another kind than https: %s',
    async (address) => {
      await refused(address);
      expect(resolve).not.toHaveBeenCalled();
    },
  );

  it('is one with a user name or password', async () => {
    await refused('https://ada@127.0.0.1/');
    await refused('https://:secret@127.0.0.1/');
  });

  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::127.0.0.1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://①②⑦.0.0.1/',
  ])('is one of this machine, however it is written: %s', async (address) => {
    await refused(address);
    expect(resolve).not.toHaveBeenCalled();
  });

  it('is a name that leads to this machine', async () => {
    await refused('https://photos.example.org/');
    expect(resolve).toHaveBeenCalledWith('photos.example.org');
    // The system's own look-up and the guard that production has.
    await expect(fetchPhoto('https://localhost/photo.jpg')).rejects.toMatchObject({ code: 'AddressRefused' });
  });

  it('is a name with one private address among public ones', async () => {
    resolve.mockResolvedValueOnce(['93.184.216.34', '127.0.0.1', '2606:4700::1111']);
    await refused('https://photos.example.org/');
  });

  it('is a name with no address, or one that is not found', async () => {
    resolve.mockResolvedValueOnce([]);
    await refused('https://photos.example.org/');
    resolve.mockRejectedValueOnce(new Error('getaddrinfo ENOTFOUND photos.example.org'));
    await refused('https://photos.example.org/');
  });

  it('is a name whose look-up takes too long', async () => {
    const guard = { resolve: () => new Promise<string[]>(() => undefined), allows, timeoutMs: 50 };
    await expect(fetchPhoto('https://photos.example.org/', guard)).rejects.toMatchObject({ code: 'PhotoNotFetched' });
  });
});

const certificate = makeCertificate();

describe.skipIf(!certificate)('a photo from a server (needs openssl for its certificate)', () => {
  const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  type Serve = (request: IncomingMessage, response: ServerResponse) => void;
  let serve: Serve;
  let asked: string[];
  let server: Server;
  let port: number;

  beforeAll(async () => {
    server = createServer({ ...certificate }, (request, response) => {
      asked.push(`${request.headers.host?.split(':')[0]}${request.url}`);
      serve(request, response);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    asked = [];
  });

  /** A guard for which this one server is the whole internet. */
  const open: FetchGuard = {
    resolve: async () => ['127.0.0.1'],
    allows: (address) => address === '127.0.0.1',
    ...(certificate ? { ca: certificate.cert } : {}),
  };
  const fetchIt = (guard: Partial<FetchGuard> = {}) =>
    fetchPhoto(`https://photos.test:${port}/0`, { ...open, ...guard });
  const code = (value: string) => expect.objectContaining({ code: value, status: 422 });
  const redirect =
    (location: string): Serve =>
    (_, response) =>
      void response.writeHead(302, { location }).end('x');

  it('is given with the type that its bytes have', async () => {
    serve = (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(JPEG);
    expect(await fetchIt()).toEqual({ bytes: JPEG, contentType: 'image/jpeg' });
  });

  it('comes from the address that was checked, asked for once', async () => {
    serve = (_, response) => void response.end(JPEG);
    const resolve = vi.fn(async () => ['127.0.0.1']);
    await fetchIt({ resolve });
    expect(resolve).toHaveBeenCalledOnce();
    expect(asked).toEqual(['photos.test/0']);
  });

  it('is not taken from a server whose certificate nobody vouches for, or another’s', async () => {
    serve = (_, response) => void response.end(JPEG);
    const { ca: _, ...untrusting } = open;
    await expect(fetchPhoto(`https://photos.test:${port}/`, untrusting)).rejects.toEqual(code('PhotoNotFetched'));
    await expect(fetchPhoto(`https://other.test:${port}/`, open)).rejects.toEqual(code('PhotoNotFetched'));
    expect(asked).toEqual([]);
  });

  it('is no other file', async () => {
    for (const [body, refusal] of [
      ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'NotAPhoto'],
      ['<html>Sign in</html>', 'NotAPhoto'],
      ['', 'EmptyFile'],
    ] as const) {
      serve = (_, response) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(body);
      await expect(fetchIt()).rejects.toEqual(code(refusal));
    }
  });

  it('is not what comes with another status', async () => {
    for (const status of [204, 206, 304, 404, 500]) {
      serve = (_, response) => void response.writeHead(status).end(status === 204 || status === 304 ? undefined : JPEG);
      await expect(fetchIt()).rejects.toMatchObject({
        code: 'PhotoNotFetched',
        publicMessage: `The address answered with status ${status} instead of a photo.`,
      });
    }
  });

  it('may be three redirects away, each checked anew', async () => {
    serve = (request, response) => {
      const hop = Number(request.url!.slice(1));
      if (hop < 3) redirect(hop === 1 ? `https://127.0.0.1:${port}/2` : `/${hop + 1}`)(request, response);
      else response.end(JPEG);
    };
    const allows = vi.fn(open.allows);
    expect((await fetchIt({ allows })).bytes).toEqual(JPEG);
    expect(asked).toEqual(['photos.test/0', 'photos.test/1', '127.0.0.1/2', '127.0.0.1/3']);
    expect(allows).toHaveBeenCalledTimes(4);
  });

  it('is not four redirects away', async () => {
    serve = (request, response) => redirect(`/${Number(request.url!.slice(1)) + 1}`)(request, response);
    await expect(fetchIt()).rejects.toMatchObject({
      code: 'AddressRefused',
      publicMessage: expect.stringContaining('redirects too often'),
    });
    expect(asked).toHaveLength(4);
  });

  it.each([
    'https://[::1]/',
    'https://127.0.0.2/',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'https://[',
    '//u:p@photos.test/',
  ])('is not behind a redirect to %s', async (location) => {
    serve = redirect(location);
    await expect(fetchIt()).rejects.toEqual(code('AddressRefused'));
    expect(asked).toHaveLength(1);
  });

  it('is not behind a redirect to a name that leads inside', async () => {
    serve = redirect(`https://inside.test:${port}/`);
    const resolve = async (name: string) => [name === 'inside.test' ? '127.0.0.2' : '127.0.0.1'];
    await expect(fetchIt({ resolve })).rejects.toEqual(code('AddressRefused'));
  });

  it('is not larger than 10 MB, whatever length was promised', async () => {
    const block = Buffer.alloc(1024 * 1024, 1);
    let sent = 0;
    serve = (_, response) => {
      const more = () => {
        while (!response.destroyed) {
          sent += block.length;
          if (!response.write(block)) return void response.once('drain', more);
        }
      };
      response.writeHead(200);
      response.write(JPEG);
      more();
    };
    await expect(fetchIt()).rejects.toMatchObject({
      code: 'PhotoTooLarge',
      publicMessage: 'The photo at this address is over 10 MB.',
    });
    // It hung up instead of reading on.
    expect(sent).toBeLessThan(3 * MAX_FETCH_BYTES);
  });

  it('may be exactly as large as allowed', async () => {
    serve = (_, response) => void response.end(Buffer.concat([JPEG, Buffer.alloc(MAX_FETCH_BYTES - JPEG.length)]));
    expect((await fetchIt()).bytes).toHaveLength(MAX_FETCH_BYTES);
  });

  it('comes in time, with all redirects, or not at all', async () => {
    const timeoutMs = 150;
    const slow: Record<string, Serve> = {
      'no answer': () => undefined,
      'a body that never ends': (_, response) => void response.writeHead(200).write(JPEG),
      'redirects one after the other': (request, response) =>
        void setTimeout(() => redirect(`/${Number(request.url!.slice(1)) + 1}`)(request, response), 70),
    };
    for (const [kind, serving] of Object.entries(slow)) {
      serve = serving;
      const before = performance.now();
      await expect(fetchIt({ timeoutMs }), kind).rejects.toEqual(code('PhotoNotFetched'));
      expect(performance.now() - before, kind).toBeLessThan(2000);
    }
  });

  it('is not there where the connection breaks', async () => {
    serve = (_, response) => {
      response.writeHead(200, { 'content-length': '500' }).write(JPEG);
      setImmediate(() => response.destroy());
    };
    await expect(fetchIt()).rejects.toEqual(code('PhotoNotFetched'));
  });
});
