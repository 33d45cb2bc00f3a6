/** A recap's songs in a real browser, with counterparts of the music services: heard, liked, hidden, adjusted, corrected. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Cloud, startCloud } from '../../local/cloud.ts';
import { buildUi } from '../../scripts/build-ui.ts';
import { type MusicServices, startMusicServices } from '../contract/music-services.ts';
import { SAMPLE_PHOTO } from '../contract/photos.ts';
import { quickEngines } from '../contract/quick-engines.ts';
import {
  accessibilityFaults,
  becomeMember,
  faultsInBothThemes,
  hasChromium,
  launchBrowser,
  needsChromium,
  newPage,
  overflow,
} from './browser.ts';

const READY = 60_000;
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

describe.skipIf(!hasChromium)(`the songs of a recap${needsChromium}`, () => {
  let cloud: Cloud;
  let services: MusicServices;
  let browser: Browser;
  let page: Page;
  let recapUrl: string;
  /** What the console complained of, and requests that were not answered well. */
  let errors: string[];
  const dataDir = mkdtempSync(join(tmpdir(), 'sightsong-journey-'));
  const web = (path: string) => cloud.addresses.webUrl + path;

  beforeAll(async () => {
    services = await startMusicServices();
    vi.stubEnv('ITUNES_BASE_URL', services.itunesUrl);
    vi.stubEnv('DEEZER_BASE_URL', services.deezerUrl);
    [cloud, browser] = await Promise.all([
      startCloud({ dataDir, basePort: null, report: () => undefined, buildWeb: buildUi, engines: quickEngines() }),
      launchBrowser(),
    ]);
    ({ page, errors } = await newPage(browser));
    page.on('response', (reply) => {
      if (reply.status() >= 400) errors.push(`${reply.status()} ${reply.url()}`);
    });
    await page.goto(web('/'));
    // A guest may not like.
    await becomeMember(page, 'ada@people.test');
    await makeRecap();
    recapUrl = page.url();
  });

  afterAll(async () => {
    vi.unstubAllEnvs();
    await browser?.close();
    await cloud?.close();
    await services?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** What a busy machine takes its time for. */
  const soon = <T>(value: () => Promise<T>) => expect.poll(value, { timeout: 20_000 });
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const rows = () => page.locator('#songs').locator('..').locator('..').getByRole('heading', { level: 4 });
  const titles = () => page.getByRole('listitem').getByRole('heading', { level: 4 }).allTextContents();
  const player = () => page.getByRole('region', { name: 'Player' });
  const audio = <T>(expression: string): Promise<T> => page.evaluate(`document.querySelector('audio').${expression}`);
  /** Waits until the element plays on from where it is. */
  const sounds = async () => {
    const from = await audio<number>('currentTime');
    await soon(() => audio<number>('currentTime')).toBeGreaterThan(from + 0.2);
  };

  async function makeRecap(): Promise<void> {
    await page.goto(web('/'));
    await page.getByTestId('chooser').setInputFiles(SAMPLE_PHOTO);
    await button('Find its song').click();
    await button('Play the recap').waitFor({ timeout: READY });
  }

  test('the recap plays, word by word, and its songs after it, each as loud as the voice', async () => {
    await button('Play the recap').click();
    await page.locator('[data-word].bg-ink').first().waitFor();
    const first = await page.locator('[data-word].bg-ink').first().getAttribute('data-word');
    await soon(() => page.locator('[data-word].bg-ink').first().getAttribute('data-word')).not.toBe(first);
    expect(await audio('volume')).toBe(1);
    await player().getByRole('button', { name: 'Next', exact: true }).click();
    await soon(() => audio<string>('src')).toContain('/audio/itunes/');
    await sounds();
    expect(await audio('volume')).toBeLessThan(1);
    const top = await button(/^Pause (?!the recap)/)
      .first()
      .getAttribute('aria-label');
    await player().getByText(top!.replace('Pause ', '')).waitFor();
    // The end of one begins the next.
    const source = await audio<string>('src');
    await page.evaluate('(() => { const a = document.querySelector("audio"); a.currentTime = a.duration - 0.2; })()');
    await soon(() => audio<string>('src')).not.toBe(source);
    await sounds();
    expect(errors).toEqual([]);
  });

  test('it plays on through other pages, and stops there too', async () => {
    const source = await audio<string>('src');
    await page.getByRole('link', { name: 'Library' }).click();
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    expect(await audio<string>('src')).toBe(source);
    await sounds();
    await page.locator('body').press(' ');
    await soon(() => audio('paused')).toBe(true);
    expect(await page.evaluate('navigator.mediaSession.playbackState')).toBe('paused');
    await page.getByRole('main').getByRole('link').filter({ hasText: /./ }).last().click();
    await button('Play the recap').waitFor();
    expect(errors).toEqual([]);
  });

  test('covers come with the rows that come on screen, and credit stands beside a preview', async () => {
    await rows().first().scrollIntoViewIfNeeded();
    await page.locator('img[src*="/cover/"]').first().waitFor();
    await page.getByText('Preview provided courtesy of iTunes').first().waitFor();
    const badge = page.getByRole('link', { name: 'Listen on Apple Music' }).first();
    expect(await badge.getAttribute('href')).toMatch(/^https:\/\/music\.apple\.com\//);
    expect(services.calls.refused).toBe(0);
  });

  test('filters change the list without a new recap', async () => {
    const before = await titles();
    await button('Adjust').click();
    await page.getByLabel('from', { exact: true }).selectOption('1980');
    await page.getByLabel('to', { exact: true }).selectOption('1980');
    await soon(titles).not.toEqual(before);
    const years = await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { level: 4 }) })
      .allTextContents();
    for (const text of years) expect(text).toMatch(/, 198\d/);
    await button('Take all filters away').click();
    await soon(titles).toEqual(before);
    await button('Ten others').click();
    await soon(async () => (await titles()).filter((title) => before.includes(title))).toEqual([]);
    await button('Back to the first list').click();
    await soon(titles).toEqual(before);
    expect(errors).toEqual([]);
  });

  test('a like is one however fast it is pressed, and stays', async () => {
    const like = button(/^Like /).first();
    await like.dblclick();
    await like.click();
    expect(await like.getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('link', { name: 'Library' }).click();
    await page.getByRole('link', { name: 'Your songs' }).click();
    await page.getByRole('region', { name: 'Liked' }).getByRole('listitem').waitFor();
    expect(await page.getByRole('region', { name: 'Liked' }).getByRole('listitem').count()).toBe(1);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goto(recapUrl);
    await soon(() => like.getAttribute('aria-pressed')).toBe('true');
    expect(errors).toEqual([]);
  });

  test('a hidden song is gone, can be had back at once, and an artist can be banned', async () => {
    const before = await titles();
    await rows().nth(1).getByRole('button').click();
    await button(/^Hide /).click();
    await soon(async () => (await titles()).length).toBe(9);
    await page.getByText('is hidden from now on').waitFor();
    await button('Undo').click();
    await soon(async () => (await titles()).length).toBe(10);
    await button(/^Ban the artist/).click();
    await soon(async () => (await titles()).length).toBe(9);
    await page.getByRole('link', { name: 'Library' }).click();
    await page.getByRole('link', { name: 'Your songs' }).click();
    await button(/^Allow again/).waitFor();
    await page.goto(recapUrl);
    await soon(async () => (await titles()).length).toBe(9);
    await page.getByRole('link', { name: 'Library' }).click();
    await page.getByRole('link', { name: 'Your songs' }).click();
    await button(/^Allow again/).click();
    await page.getByText('No artist is banned.').waitFor();
    await page.goto(recapUrl);
    await soon(async () => (await titles()).length).toBe(before.length);
    expect(errors).toEqual([]);
  });

  test('more like a song is a list of its own, with a way back', async () => {
    const before = await titles();
    await button(/^More like this/)
      .first()
      .click();
    await page.getByRole('heading', { name: /^More like/ }).waitFor();
    await button('Back to the first list').click();
    await soon(titles).toEqual(before);
  });

  test('the point can be put elsewhere by hand or by keys; the list follows, and it is kept', async () => {
    const before = await titles();
    const field = page.getByTestId('mood-field');
    await field.scrollIntoViewIfNeeded();
    const box = (await field.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.5);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.9, { steps: 5 });
    await page.mouse.up();
    await page.getByText('You set it to').waitFor();
    await soon(titles).not.toEqual(before);
    const dark = await titles();
    await page.reload();
    await page.getByText('You set it to').waitFor();
    expect(await titles()).toEqual(dark);
    await page.getByLabel('Brightness of mood').focus();
    for (let presses = 0; presses < 40; presses++) await page.keyboard.press('ArrowRight');
    await soon(titles).not.toEqual(dark);
    await button('Back to our reading').click();
    await soon(titles).toEqual(before);
    expect(errors).toEqual([]);
  });

  test('a feature is told in plain words, and can be heard low and high', async () => {
    await button('What brightness means').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('cheerful is high').waitFor();
    await dialog.getByText('editors estimated it').waitFor();
    await dialog.getByText(/Quite sure/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Hear it: Hallelujah' }).click();
    await soon(() => audio<string>('src')).toContain('/audio/');
    await sounds();
    await page.keyboard.press('Escape');
    await player().getByText('Jeff Buckley').waitFor();
    expect(errors).toEqual([]);
  });

  test('the queue shows what comes, and the whole is accessible in both themes and fits 360 pixels', async () => {
    await button('Play the recap').click();
    await player().getByRole('button', { name: 'Queue' }).first().click();
    expect(await page.getByRole('dialog').getByRole('listitem').count()).toBe(11);
    expect(await faultsInBothThemes(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('listitem').nth(3).getByRole('button').click();
    await page.keyboard.press('Escape');
    await button('Adjust').click();
    expect(await faultsInBothThemes(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
  });

  test('five recaps in a minute: no error is shown, and every top song plays', async () => {
    for (let round = 0; round < 5; round++) {
      await makeRecap();
      await rows().first().scrollIntoViewIfNeeded();
      await button(/^Play (?!the recap)/)
        .first()
        .click();
      await soon(() => audio<string>('src')).toContain('/audio/');
      await sounds();
      expect(await page.getByRole('main').getByRole('alert').count()).toBe(0);
      await player().getByRole('button', { name: 'Pause', exact: true }).click();
    }
    expect(services.calls.refused).toBe(0);
    expect(errors).toEqual([]);
  });

  test('where the music services are away the page says so kindly, and the recap still plays', async () => {
    await services.close();
    await makeRecap();
    await rows().nth(5).scrollIntoViewIfNeeded();
    await page.getByText('cannot be reached just now. The songs stand.').waitFor({ timeout: 30_000 });
    await button('Play the recap').click();
    await soon(() => audio<number>('currentTime')).toBeGreaterThan(0.3);
    expect(errors.filter((error) => !/cover|audio/.test(error))).toEqual([]);
  });
});
