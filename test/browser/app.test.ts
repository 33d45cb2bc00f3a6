/** The web page in a real browser against a local cloud: from choosing a photo to sharing and deleting its recap. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../local/cloud.ts';
import { buildUi } from '../../scripts/build-ui.ts';
import { SAMPLE_PHOTO } from '../contract/photos.ts';
import {
  accessibilityFaults,
  DESKTOP,
  faultsInBothThemes,
  hasChromium,
  launchBrowser,
  needsChromium,
  newPage,
  overflow,
  settled,
} from './browser.ts';

const READY = 30_000;

describe.skipIf(!hasChromium)(`the web page${needsChromium}`, () => {
  let cloud: Cloud;
  let browser: Browser;
  /** The person of the first test, who has a finished recap; later tests look at it. */
  let owner: { page: Page; errors: string[] };
  let recapUrl: string;
  const dataDir = mkdtempSync(join(tmpdir(), 'sightsong-browser-'));
  const web = (path: string) => cloud.addresses.webUrl + path;

  beforeAll(async () => {
    [cloud, browser] = await Promise.all([
      startCloud({
        dataDir,
        basePort: null,
        report: () => undefined,
        buildWeb: buildUi,
        // Everybody here comes from one address.
        settings: { guestsPerHour: 1000 },
      }),
      launchBrowser(),
    ]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await cloud?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Seconds of the narration that have passed. */
  const heard = (page: Page): Promise<number> => page.evaluate('document.querySelector("audio").currentTime');
  const shelf = (page: Page) => page.getByRole('main').getByRole('listitem');
  const isFocused = async (element: Locator) => (await element.and(element.page().locator(':focus')).count()) > 0;
  /** Answers in the service's place. */
  const answer = (route: Route, json: unknown) =>
    route.fulfill({ json, headers: { 'access-control-allow-origin': cloud.addresses.webUrl } });
  /** Makes a guest of the page's visitor, as a first photo would. */
  const becomeGuest = (page: Page): Promise<number> =>
    page.evaluate(`fetch('/guests', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
      .then(({ status }) => status)`);
  const chooser = (page: Page) => page.getByTestId('chooser');
  const begin = async (page: Page) => {
    await chooser(page).setInputFiles(SAMPLE_PHOTO);
    await page.getByRole('button', { name: 'Find its song' }).click();
    await page.waitForURL(/\/recap\?id=/);
  };

  test('a photo becomes a recap with story, mood and ten songs', async () => {
    owner = await newPage(browser);
    const { page } = owner;
    await page.goto(web('/'));
    await chooser(page).setInputFiles(SAMPLE_PHOTO);
    await page.getByLabel('What is the moment?').fill('all of us together again');
    await page.getByRole('button', { name: 'Find its song' }).click();
    await page.getByRole('button', { name: 'Play the recap' }).waitFor({ timeout: READY });
    recapUrl = page.url();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBeTruthy();
    expect(await page.getByRole('listitem').getByRole('heading', { level: 4 }).count()).toBe(10);
    expect(await page.getByText('all of us together again', { exact: false }).count()).toBeGreaterThan(0);
    expect(await page.getByText('Figures of songs are editors’ estimates', { exact: false }).isVisible()).toBe(true);
    expect(owner.errors).toEqual([]);
  });

  test('the narration plays, its words light up, and a word can be sought', async () => {
    const { page } = owner;
    await page.getByRole('button', { name: 'Play the recap' }).click();
    await expect.poll(() => heard(page)).toBeGreaterThan(0.5);
    await page.locator('[data-word].bg-ink').first().waitFor();
    await page.getByRole('button', { name: 'Pause the recap' }).click();
    const words = page.locator('[data-word]');
    await words.nth((await words.count()) - 3).click();
    await expect.poll(() => heard(page)).toBeGreaterThan(5);
    await page.getByRole('button', { name: 'Pause the recap' }).click();
    expect(owner.errors).toEqual([]);
  });

  test('another song can be compared, and its figures read', async () => {
    const { page } = owner;
    await page.getByRole('heading', { level: 4 }).nth(6).getByRole('button').click();
    await page.getByRole('img', { name: /beside/ }).waitFor();
    await page.getByText('The figures').click();
    expect(await page.getByRole('row').count()).toBe(10);
  });

  test('a card of 1080 x 1920 is drawn while the recap plays, and can be saved', async () => {
    const { page } = owner;
    await page.getByRole('button', { name: 'Play the recap' }).click();
    await page.getByRole('button', { name: 'Share' }).click();
    const card = page.getByRole('dialog').getByRole('img');
    await card.waitFor();
    expect(
      await page.evaluate(
        '(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight])(document.querySelector("dialog img"))',
      ),
    ).toEqual([1080, 1920]);
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save the card' }).click();
    expect((await saved).suggestedFilename()).toBe('sightsong.png');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await isFocused(page.getByRole('button', { name: 'Share' }))).toBe(true);
    expect(owner.errors).toEqual([]);
  });

  test('every page is accessible in both themes and fits 360 pixels', async () => {
    const { page } = owner;
    for (const path of ['/', '/library', '/songs', recapUrl.replace(web(''), ''), '/no-such-page']) {
      await page.goto(web(path));
      await settled(page);
      expect(await overflow(page), path).toBeLessThanOrEqual(0);
      expect(await faultsInBothThemes(page), path).toEqual([]);
    }
    await page.goto(web('/'));
    await chooser(page).setInputFiles(SAMPLE_PHOTO);
    await page.getByRole('button', { name: 'Find its song' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize(DESKTOP);
    await page.goto(recapUrl);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('dialog').getByRole('img').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(owner.errors.filter((error) => !error.includes('404'))).toEqual([]);
  });

  test('a reload and a lost connection in the middle are waited out', async () => {
    const { page } = await newPage(browser);
    await page.goto(web('/'));
    await begin(page);
    const address = page.url();
    await page.getByRole('progressbar').waitFor();
    await page.reload();
    expect(page.url()).toBe(address);
    await page.getByRole('progressbar').waitFor();
    await page.context().setOffline(true);
    await page.getByRole('alert').filter({ hasText: 'keeps asking' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Play the recap' }).waitFor({ timeout: READY });
    await page.context().close();
  });

  test('stopping deletes what was begun', async () => {
    const { page, errors } = await newPage(browser);
    await page.goto(web('/'));
    await begin(page);
    await page.getByRole('button', { name: 'Stop and delete' }).click();
    await page.getByRole('button', { name: 'Choose a photo' }).waitFor();
    await page.getByRole('link', { name: 'Library' }).click();
    await page.getByRole('heading', { name: 'An empty shelf' }).waitFor();
    expect(errors.filter((error) => !error.includes('404'))).toEqual([]);
    await page.context().close();
  });

  test('a wrong file, a damaged one and a wrong link each get their own sentence', async () => {
    const { page, errors } = await newPage(browser);
    await page.goto(web('/'));
    const alert = page.getByRole('alert').filter({ hasText: /\w/ });
    const choose = (name: string, mimeType: string, content: string) =>
      chooser(page).setInputFiles({ name, mimeType, buffer: Buffer.from(content) });
    await choose('notes.txt', 'text/plain', 'only words');
    await alert.filter({ hasText: 'not a picture' }).waitFor();
    await choose('broken.jpg', 'image/jpeg', 'not really a photo');
    await alert.filter({ hasText: 'may be damaged' }).waitFor();
    await choose('phone.heic', '', '\0\0\0\x18ftypheic\0\0\0\0');
    await alert.filter({ hasText: 'HEIC' }).waitFor();
    await page.getByRole('button', { name: 'Link' }).click();
    await page.getByLabel('Address of a photo on the web').fill('http://127.0.0.1/photo.jpg');
    await page.keyboard.press('Enter');
    await alert.filter({ hasText: 'must begin with https://' }).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('a link that the service will not fetch is refused in words', async () => {
    const { page } = await newPage(browser);
    await page.goto(web('/'));
    await page.getByRole('button', { name: 'Link' }).click();
    await page.getByLabel('Address of a photo on the web').fill('https://127.0.0.1/photo.jpg');
    await page.getByRole('button', { name: 'Use this photo' }).click();
    await page.getByRole('button', { name: 'Find its song' }).click();
    expect(await page.getByRole('alert').filter({ hasText: /\w/ }).first().textContent()).toMatch(/[a-z]{3}.*\.$/);
    await page.context().close();
  });

  test('an empty library and a recap of somebody else offer a next step', async () => {
    const { page } = await newPage(browser);
    await page.goto(web('/library'));
    await page.getByRole('heading', { name: 'An empty shelf' }).waitFor();
    await page.goto(recapUrl);
    await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
    await page.getByRole('link', { name: 'Choose another photo' }).click();
    await page.getByRole('button', { name: 'Choose a photo' }).waitFor();
    await page.context().close();
  });

  test('a recap that failed says why and offers the same photo again', async () => {
    const { page } = await newPage(browser);
    const failed = {
      status: 'FAILED',
      stage: 'Done',
      error: { code: 'VoiceUnavailable', message: 'The voice is away.' },
    };
    await page.route('**/recaps/*', (route) =>
      route.request().method() === 'GET' ? answer(route, failed) : route.continue(),
    );
    await page.goto(web('/'));
    await begin(page);
    await page.getByRole('heading', { name: 'That went wrong' }).waitFor();
    await page.getByText('The voice is away.').waitFor();
    expect(await page.getByRole('button', { name: 'Try the same again' }).isEnabled()).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.context().close();
  });

  test('the library is fetched page by page, and a page that does not come can be asked for again', async () => {
    const { page } = await newPage(browser);
    const summary = (recapId: string) => ({
      recapId,
      status: 'READY',
      createdAt: '2026-11-21T10:00:00.000Z',
      title: recapId,
    });
    let refused = false;
    await page.route('**/recaps?*', (route) => {
      if (!route.request().url().includes('cursor=next'))
        return answer(route, { recaps: [summary('first')], next: 'next' });
      if (refused) return answer(route, { recaps: [summary('second')], next: null });
      refused = true;
      return route.abort();
    });
    await page.goto(web('/'));
    await becomeGuest(page);
    await page.goto(web('/library'));
    await page.getByRole('button', { name: 'Older recaps' }).click();
    await page.getByRole('alert').filter({ hasText: 'cannot be reached' }).waitFor();
    await page.getByRole('button', { name: 'Older recaps' }).click();
    await page.getByText('That is all of them.').waitFor();
    expect(await shelf(page).count()).toBe(2);
    await page.context().close();
  });

  test('with the keyboard alone: from the first key to a deleted recap', async () => {
    const { page } = owner;
    const press = async (name: string, role: 'link' | 'button') => {
      const goal = page.getByRole(role, { name, exact: true });
      await goal.waitFor();
      for (let presses = 0; presses < 200; presses++) {
        if (await isFocused(goal)) return page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
      }
      throw new Error(`The keyboard does not reach ${name}.`);
    };
    await page.goto(web('/'));
    const asked = page.waitForEvent('filechooser');
    await press('Choose a photo or video', 'button');
    await (await asked).setFiles(SAMPLE_PHOTO);
    await press('Find its song', 'button');
    await page.getByRole('button', { name: 'Play the recap' }).waitFor({ timeout: READY });
    await press('Delete this recap', 'button');
    await press('Delete', 'button');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await shelf(page).first().waitFor();
    expect(await shelf(page).count()).toBe(1);
  });

  test('deleting the last recap from the library leaves an empty shelf', async () => {
    const { page } = owner;
    await page.getByRole('button', { name: /^Delete/ }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    expect(await shelf(page).count()).toBe(1);
    await page.getByRole('button', { name: /^Delete/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'An empty shelf' }).waitFor();
  });
});
