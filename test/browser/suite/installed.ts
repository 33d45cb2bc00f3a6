/** The page as an installed app: kept on the device, handed photos by other apps; and what is asked for with a photo. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { SAMPLE_PHOTO } from '../../contract/photos.ts';
import { accessibilityFaults, newPage, overflow } from '../browser.ts';
import type { Site } from '../site.ts';

const READY = 60_000;

/** A drawing of a sun in HEIC, with a place in its EXIF. */
const HEIC = join(import.meta.dirname, '..', 'sun.heic');

export function describeInstalled(site: Site): void {
  describe('the installed page', () => {
    let page: Page;
    let errors: string[];
    const { web } = site;

    beforeAll(async () => {
      ({ page, errors } = await newPage(site.browser, { serviceWorkers: 'allow' }));
      await page.goto(web('/'));
      await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
      await vi.waitUntil(() => page.evaluate('navigator.serviceWorker.controller !== null'), { timeout: 20_000 });
    });

    afterAll(() => page?.context().close());

    const button = (name: string) => page.getByRole('button', { name });

    test('Chromium finds nothing that keeps the page from being installed', async () => {
      const session = await page.context().newCDPSession(page);
      const { url, errors: faults, data } = await session.send('Page.getAppManifest');
      expect(url).toBe(web('/manifest.webmanifest'));
      expect(faults).toEqual([]);
      expect(JSON.parse(data!)).toMatchObject({ share_target: { action: '/share', method: 'POST' } });
      const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
      // A window of a test is a private one, from which nothing can be installed.
      expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
    });

    test('a photo shared from another app opens here and begins', async () => {
      await page.goto(web('/library'));
      const photo = readFileSync(SAMPLE_PHOTO).toString('base64');
      // As the phone does it: a form with the photo in it is posted to the address in the manifest.
      await page.evaluate(`(() => {
      const bytes = Uint8Array.from(atob('${photo}'), (letter) => letter.charCodeAt(0));
      const files = new DataTransfer();
      files.items.add(new File([bytes], 'IMG_1.jpg', { type: 'image/jpeg' }));
      const form = Object.assign(document.createElement('form'), { method: 'post', action: '/share', enctype: 'multipart/form-data' });
      const input = Object.assign(document.createElement('input'), { type: 'file', name: 'photo' });
      input.files = files.files;
      const text = Object.assign(document.createElement('input'), { name: 'text', value: 'all of us together again' });
      form.append(input, text);
      document.body.append(form);
      form.submit();
    })()`);
      await page.waitForURL(/\/recap\?id=/, { timeout: READY });
      await button('Play the recap').waitFor({ timeout: READY });
      await page.getByText('all of us together again', { exact: false }).first().waitFor();
      expect(errors).toEqual([]);
      expect(await page.evaluate('caches.has("sightsong-shared")')).toBe(false);
    });

    test('without a connection the recap shows and plays, and the library lists it', async () => {
      const address = page.url();
      const title = await page.getByRole('heading', { level: 1 }).textContent();
      const isKept = `caches.open('sightsong-kept').then((kept) => kept.match('/kept/index.json')).then((found) => !!found)`;
      await expect.poll(() => page.evaluate(isKept)).toBe(true);
      await page.context().setOffline(true);
      await page.goto(address);
      await button('Play the recap').waitFor();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
      await page.getByText('No connection.').waitFor();
      await expect.poll(() => page.evaluate('document.querySelector(".sleeve img").naturalWidth')).toBeGreaterThan(0);
      await button('Play the recap').click();
      await expect.poll(() => page.evaluate('document.querySelector("audio").currentTime')).toBeGreaterThan(0.3);
      await page.evaluate('document.querySelector("audio").currentTime = 5');
      await expect.poll(() => page.evaluate('document.querySelector("audio").currentTime')).toBeGreaterThan(5);
      await page.goto(web('/library'));
      await page.getByRole('link', { name: title! }).first().waitFor();
      await page.context().setOffline(false);
      // Requests that could not leave are told of late; by the time another page has opened, all of them have been.
      await page.goto(web('/library'));
      await page.getByRole('link', { name: title! }).first().waitFor();
      errors.length = 0;
    });

    test('what is kept holds no token and no signature', async () => {
      const kept: string[] = await page.evaluate(`(async () => {
      const found = [];
      for (const name of await caches.keys()) {
        const store = await caches.open(name);
        for (const request of await store.keys()) {
          found.push(request.url);
          const reply = await store.match(request);
          if (/json/.test(reply.headers.get('content-type') ?? '')) found.push(await reply.text());
        }
      }
      return found;
    })()`);
      expect(kept.some((entry) => entry.includes('/kept/'))).toBe(true);
      for (const entry of kept) expect(entry).not.toMatch(/X-Amz|Signature=|Bearer|eyJ[\w-]+\.eyJ/i);
    });

    test('a deleted recap is not kept', async () => {
      await page.goto(web('/library'));
      await page.getByRole('button', { name: /^Delete/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('heading', { name: 'An empty shelf' }).waitFor();
      const left = `caches.open('sightsong-kept').then((kept) => kept.keys()).then((keys) => keys.map(({ url }) => new URL(url).pathname))`;
      expect(await page.evaluate(left)).toEqual(['/kept/index.json']);
    });

    test('a HEIC photo is opened here, and leaves as a JPEG without its place', async () => {
      // The page's policy lets nothing read the picture by its address, so the bytes are caught where that is made.
      await page.addInitScript(
        'const make = URL.createObjectURL; URL.createObjectURL = (blob) => { self.made = blob; return make(blob); };',
      );
      await page.goto(web('/'));
      await page.getByTestId('chooser').setInputFiles(HEIC);
      await button('Find its song').waitFor();
      const [width, height, bytes]: [number, number, string] = await page.evaluate(`(async () => {
      const image = document.querySelector('form img');
      await image.decode();
      const buffer = await self.made.arrayBuffer();
      return [image.naturalWidth, image.naturalHeight, String.fromCharCode(...new Uint8Array(buffer))];
    })()`);
      expect([width, height]).toEqual([320, 240]);
      expect(bytes.startsWith('\xff\xd8\xff')).toBe(true);
      expect(bytes).not.toContain('Exif');
      expect(errors).toEqual([]);
    });

    test('words stay here unless that is changed; tone and filters go along', async () => {
      const asked = () =>
        page.waitForRequest((request) => request.method() === 'POST' && /\/recaps$/.test(request.url()));
      await page.getByLabel('What is the moment?').fill('rain on the window');
      await page.getByText('Only the writer built into Sightsong reads them.').waitFor();
      await page.getByText('Adjust', { exact: true }).click();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.getByLabel('Tone').selectOption('playful');
      await page.getByLabel('Kind', { exact: true }).selectOption('jazz');
      const [first] = await Promise.all([asked(), button('Find its song').click()]);
      expect(first.postDataJSON()).toEqual({
        contentType: 'image/jpeg',
        caption: 'rain on the window',
        telling: { tone: 'playful' },
      });
      const list = page.waitForRequest((request) => /\/recaps\/\w+\/songs$/.test(request.url()));
      await button('Play the recap').waitFor({ timeout: READY });
      expect((await list).postDataJSON()).toEqual({ genres: { include: ['jazz'] } });
      await page.goto(web('/'));
      await page.getByTestId('chooser').setInputFiles(SAMPLE_PHOTO);
      await page.getByLabel('What is the moment?').fill('all of us');
      await page.getByLabel('Keep my words here').uncheck();
      await page.getByText('A language model may read them too').waitFor();
      const [second] = await Promise.all([asked(), button('Find its song').click()]);
      expect(second.postDataJSON()).toMatchObject({ caption: 'all of us', telling: { captionToModel: true } });
    });
  });
}
