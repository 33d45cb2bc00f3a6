/** `npm start -- --phone` on a second loopback address: who comes in, and a whole recap through the door. */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { checkServerIdentity, connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionSchema } from '../../core/contracts/accounts.ts';
import { type RecapCreated, type RecapView, recapViewSchema } from '../../core/contracts/recaps.ts';
import { type Cloud, startCloud } from '../../local/cloud.ts';
import { buildUi } from '../../scripts/build-ui.ts';
import { hasChromium, launchBrowser, needsChromium, newPage } from '../browser/browser.ts';
import { plainPhoto } from './photos.ts';
import { quickEngines } from './quick-engines.ts';
import { WAIT_MS } from './requests.ts';

const ADDRESS = '127.0.0.2';

describe('a phone', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sightsong-phone-'));
  const said: string[] = [];
  let cloud: Cloud;
  let origin: string;
  let host: string;
  let ca: string;
  let cookies: Record<string, string> = {};

  beforeAll(async () => {
    cloud = await startCloud({
      dataDir,
      basePort: null,
      report: (text) => said.push(text),
      engines: quickEngines(),
      buildWeb: async () => undefined,
      phone: { address: ADDRESS, colours: false },
    });
    origin = `https://${ADDRESS}:${new URL(cloud.addresses.webUrl).port}`;
    ({ host } = new URL(origin));
    ca = readFileSync(join(dataDir, 'phone', 'authority.certificate.pem'), 'utf8');
  }, 120_000);
  afterAll(async () => {
    await cloud?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** The last code that the terminal showed, as a path. */
  const shownPath = () => /https:\S+(\/pair\/\S+)/.exec(said.filter((text) => text.includes('/pair/')).at(-1)!)![1]!;

  type Sent = { method?: string; headers?: Record<string, string>; body?: string | FormData };
  type Answer = { status: number; headers: IncomingMessage['headers']; body: Buffer };

  /** One request over TLS that is verified against the authority, with these headers and no cookie of its own. */
  async function bare(path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
    const content = new Response(body ?? null);
    const bytes = Buffer.from(await content.arrayBuffer());
    const type = content.headers.get('content-type');
    const request = httpsRequest(`${origin}${path}`, {
      ca,
      servername: '',
      checkServerIdentity: (_host, certificate) => checkServerIdentity(ADDRESS, certificate),
      method,
      agent: false,
      headers: { ...(type ? { 'content-type': type } : {}), 'content-length': String(bytes.length), ...headers },
    });
    request.end(bytes);
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    return { status: answer.statusCode!, headers: answer.headers, body: await buffer(answer) };
  }

  /** The same as the phone's browser sends it. */
  async function send(path: string, sent: Sent = {}): Promise<Answer> {
    const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
    const answer = await bare(path, { ...sent, headers: { origin, cookie: cookie.join('; '), ...sent.headers } });
    for (const set of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      cookies[name!] = value!;
    }
    return answer;
  }
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  const json = <T>({ body }: Answer) => JSON.parse(body.toString('utf8')) as T;
  const within = (address: string) => {
    expect(address.startsWith(`${origin}/`), address).toBe(true);
    return address.slice(origin.length);
  };

  test.each([
    '/',
    '/config.json',
    '/api/recaps',
    '/storage/x',
    '/certificate.crt',
    '/pair/wrong',
    '/pair/',
    '/no/such',
  ])('without a cookie hears 403 at %s', async (path) => {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const { status, headers, body } = await bare(path, { method, headers: { origin: 'https://elsewhere.test' } });
      expect([status, headers['set-cookie']]).toEqual([403, undefined]);
      expect(body.toString()).toBe('Scan the code that npm start -- --phone shows.\n');
    }
  });

  test('finds no page and no code at the door by another name', async () => {
    const { status } = await bare(shownPath(), { headers: { host: 'rebound.test' } });
    expect(status).toBe(403);
  });

  test('comes in with the code, once, and by its cookie from then on', async () => {
    const path = shownPath();
    const paired = await send(path);
    expect([paired.status, paired.headers.location]).toEqual([303, '/']);
    expect(paired.headers['set-cookie']?.[0]).toMatch(/; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    expect((await bare(path)).status).toBe(403);
    expect((await send(path)).status).toBe(303);
    expect(json(await send('/config.json'))).toMatchObject({ apiUrl: `${origin}/api` });
    expect(shownPath()).not.toBe(path);
    expect((await send('/certificate.crt')).body.length).toBeGreaterThan(200);
  });

  test('is heard under the printed name and from its own page alone', async () => {
    expect((await send('/config.json', { headers: { host: 'rebound.test' } })).status).toBe(421);
    expect((await send('/config.json', { headers: { host: `${host}0` } })).status).toBe(421);
    expect((await post('/guests', {}, { origin: 'https://elsewhere.test' })).status).toBe(403);
    expect((await post('/guests', {}, { origin: cloud.addresses.webUrl })).status).toBe(403);
  });

  test('makes a recap: every address it gets is of the door, and every one of them answers', async () => {
    const begun = await post('/guests', {});
    expect(begun.status).toBe(201);
    const authorization = `Bearer ${sessionSchema.parse(json(begun)).accessToken}`;
    expect(json(await post('/auth/session', {}))).toMatchObject({ session: { person: { kind: 'guest' } } });
    const { recapId, upload } = json<RecapCreated>(await post('/api/recaps', {}, { authorization }));
    const form = new FormData();
    for (const [name, value] of Object.entries(upload!.fields)) form.append(name, value);
    form.append('file', new Blob([Uint8Array.from(await plainPhoto())]));
    const sent = await send(within(upload!.url), { method: 'POST', body: form });
    expect(sent.status, sent.body.toString()).toBe(204);

    const recap = await ready(recapId, authorization);
    const image = await send(within(recap.image!.url));
    expect([image.status, image.headers['content-type']]).toEqual([200, 'image/jpeg']);
    const part = await send(within(recap.narration!.url), { headers: { range: 'bytes=0-99' } });
    expect([part.status, part.body.length]).toEqual([206, 100]);
    const tampered = await send(within(recap.image!.url).replace(/Signature=./, 'Signature=z'));
    expect(tampered.status).toBe(403);
    // Without the cookie a signed address is worth nothing here.
    expect((await bare(within(recap.image!.url))).status).toBe(403);
    expect((await send(`/api/recaps/${recapId}`, { method: 'DELETE', headers: { authorization } })).status).toBe(204);
  });

  async function ready(recapId: string, authorization: string): Promise<RecapView> {
    const deadline = Date.now() + WAIT_MS;
    while (Date.now() < deadline) {
      const recap = recapViewSchema.parse(json(await send(`/api/recaps/${recapId}`, { headers: { authorization } })));
      if (recap.status === 'READY') return recap;
      expect(recap.status).not.toBe('FAILED');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('The recap did not get ready in time.');
  }

  test.skipIf(!hasChromium)(
    `shows the page to whoever scanned the code, and plays a recap there${needsChromium}`,
    async () => {
      await buildUi();
      const browser = await launchBrowser();
      try {
        // The certificate was verified above; a phone is told to trust its authority, and this browser is not.
        const { page, errors } = await newPage(browser, { ignoreHTTPSErrors: true });
        await page.goto(`${origin}/`);
        await page.getByText('Scan the code that npm start -- --phone shows.').waitFor();
        errors.length = 0;
        await page.goto(origin + shownPath());
        expect(page.url()).toBe(`${origin}/`);
        const photo = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await plainPhoto()) };
        await page.getByTestId('chooser').setInputFiles(photo);
        await page.getByRole('button', { name: 'Find its song' }).click();
        await page.getByRole('button', { name: 'Play the recap' }).click({ timeout: WAIT_MS });
        await expect
          .poll(() => page.evaluate('document.querySelector(".sleeve img").naturalWidth'), { timeout: 10_000 })
          .toBeGreaterThan(0);
        await expect
          .poll(() => page.evaluate('document.querySelector("audio").currentTime'), { timeout: 10_000 })
          .toBeGreaterThan(0.3);
        expect(errors).toEqual([]);
      } finally {
        await browser.close();
      }
    },
    240_000,
  );

  test('is refused an old protocol, and the door closes with the cloud', async () => {
    const old = connect({
      host: ADDRESS,
      port: Number(new URL(origin).port),
      ca,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
    });
    await expect(once(old, 'secureConnect')).rejects.toThrow();
    await cloud.close();
    await expect(bare('/')).rejects.toThrow('ECONNREFUSED');
    cookies = {};
  });
});
