import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listener } from '../../local/services/wire/listen.ts';
import { createWebServer } from '../../local/web.ts';

const SCRIPT = 'console.log("sightsong");'.repeat(100);
let outside: string;
let listener: Listener;

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'web-'));
  const folder = join(outside, 'site');
  mkdirSync(join(folder, '_next', 'static'), { recursive: true });
  mkdirSync(join(folder, 'recap'));
  mkdirSync(join(folder, 'docs'));
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'));
  const files = {
    'index.html': '<h1>home</h1>',
    'about.html': '<h1>about</h1>',
    '404.html': '<h1>lost</h1>',
    'recap/index.html': '<h1>recap</h1>',
    'docs/index.html': '<h1>docs</h1>',
    '_next/static/app.js': SCRIPT,
    'icon.png': 'x'.repeat(2000),
    'a b.txt': 'space',
    'odd.bin': 'x',
    '.built-from': 'hash',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  listener = await createWebServer({
    folder,
    port: 0,
    rules: [
      { source: '/old/<name>', target: '/new/<name>', status: '301' },
      { source: '/out', target: 'https://example.org/ä', status: '302' },
      { source: '/recaps/<*>', target: '/recap/index.html', status: '200' },
      { source: '</^\\/v[0-9]+$/>', target: '/about', status: '200' },
      { source: '/app/<*>', target: '/index.html', status: '404-200' },
      { source: '/gone/<*>', target: '/about.html', status: '404' },
    ],
    headers: { 'content-security-policy': "default-src 'self'" },
    documents: { '/config.json': () => ({ apiUrl: 'http://127.0.0.1:1' }) },
  });
});

afterAll(async () => {
  await listener.close();
  rmSync(outside, { recursive: true, force: true });
});

/** A request with exactly this path: fetch would tidy it up. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: listener.port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on('error', reject);
    request.end();
  });
}

describe('addresses', () => {
  it.each([
    ['/', 200, '<h1>home</h1>'],
    ['/?from=mail', 200, '<h1>home</h1>'],
    ['/about', 200, '<h1>about</h1>'],
    ['/about.html', 200, '<h1>about</h1>'],
    ['/docs', 200, '<h1>docs</h1>'],
    ['/docs/', 200, '<h1>docs</h1>'],
    ['/a%20b.txt', 200, 'space'],
    ['/recaps/r1', 200, '<h1>recap</h1>'],
    ['/v2', 200, '<h1>about</h1>'],
    ['/app/deep/link', 200, '<h1>home</h1>'],
    ['/gone/page', 404, '<h1>about</h1>'],
    ['/nothing', 404, '<h1>lost</h1>'],
    ['/about.html/x', 404, '<h1>lost</h1>'],
    [`/${'x'.repeat(300)}`, 404, '<h1>lost</h1>'],
  ])('%s answers %i', async (path, status, body) => {
    const response = await get(path);
    expect([response.status, response.body.toString()]).toEqual([status, body]);
    expect(response.headers['content-security-policy']).toBe("default-src 'self'");
  });

  it('redirect', async () => {
    expect(await get('/old/x')).toMatchObject({ status: 301, headers: { location: '/new/x' } });
    expect(await get('/out')).toMatchObject({ status: 302, headers: { location: 'https://example.org/%C3%A4' } });
  });

  it('refuse what is no reading', async () => {
    expect(await get('/', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect(await get('/%ff')).toMatchObject({ status: 400 });
    expect(await get('http://elsewhere.example/')).toMatchObject({ status: 400 });
  });
});

describe('content', () => {
  it('has its type', async () => {
    expect((await get('/')).headers['content-type']).toBe('text/html; charset=utf-8');
    expect((await get('/icon.png')).headers['content-type']).toBe('image/png');
    expect((await get('/odd.bin')).headers['content-type']).toBe('application/octet-stream');
  });

  it('is compressed where that helps and is accepted', async () => {
    const brotli = await get('/_next/static/app.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
    expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT);
    const gzipped = await get('/_next/static/app.js', { 'accept-encoding': 'gzip;q=0.5, br;q=0' });
    expect(gzipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzipped.body).toString()).toBe(SCRIPT);
    expect(gzipped.headers.etag).not.toBe(brotli.headers.etag);
    const plain = await get('/_next/static/app.js');
    expect([plain.headers['content-encoding'], plain.body.toString()]).toEqual([undefined, SCRIPT]);
    for (const path of ['/icon.png', '/about']) {
      expect((await get(path, { 'accept-encoding': 'br' })).headers).not.toHaveProperty('content-encoding');
    }
  });

  it('is cached by what may change', async () => {
    expect((await get('/_next/static/app.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/_next/static/none.js')).headers['cache-control']).not.toMatch(/immutable/);
    const page = await get('/about');
    expect(page.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    const again = await get('/about', { 'if-none-match': `W/${page.headers.etag}` });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect((await get('/about', { 'if-none-match': '"other"' })).status).toBe(200);
    expect((await get('/nothing', { 'if-none-match': '*' })).status).toBe(404);
  });

  it('has its length for HEAD, without the body', async () => {
    const response = await get('/about', {}, 'HEAD');
    expect([response.headers['content-length'], response.body.length]).toEqual(['14', 0]);
  });

  it('comes from memory for documents', async () => {
    const response = await get('/config.json');
    expect(JSON.parse(response.body.toString())).toEqual({ apiUrl: 'http://127.0.0.1:1' });
    expect(response.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
    });
  });
});

describe('traversal', () => {
  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/docs/../../secret.txt',
    '/docs/%2e%2e/%2e%2e/secret.txt',
    '//../secret.txt',
    '/link.txt',
    '/.built-from',
    '/secret.txt%00.html',
    '/recap/..%00/index.html',
  ])('%s finds nothing', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(response.body.toString()).not.toContain('secret');
  });

  it('never leaves the folder, whatever the path', async () => {
    const part = fc.constantFrom('..', '.', '%2e%2e', 'docs', '%2f', '%5c', '%00', 'secret.txt', 'site', '');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
        expect((await get(`/${parts.join('/')}`)).body.toString()).not.toBe('secret');
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

it('answers 404 without a page of that name, and 500 without giving away why', async () => {
  const empty = await createWebServer({ folder: join(outside, 'none'), port: 0 });
  const missing = await fetch(empty.url);
  expect([missing.status, await missing.text()]).toEqual([404, '']);
  await empty.close();
  symlinkSync(join(outside, 'loop'), join(outside, 'loop'));
  const broken = await createWebServer({ folder: join(outside, 'loop'), port: 0, headers: { 'x-a': 'b' } });
  const failed = await fetch(broken.url);
  expect([failed.status, failed.headers.get('x-a')]).toEqual([500, 'b']);
  expect(await failed.text()).not.toMatch(/loop/);
  await broken.close();
});
