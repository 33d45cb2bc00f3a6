/**
 * `npm run screenshots [-- NAME…]`: every page and state, on a phone and a desktop, in light and dark, into docs/screenshots, and the
 * best of them side by side into docs/screenshot.png. A local cloud of its own makes the recap, of a picture drawn here.
 */
import '../local/require-node-24.ts';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import type { RecapView } from '../core/contracts/recaps.ts';
import { startCloud } from '../local/cloud.ts';
import { startMusicServices } from '../test/contract/music-services.ts';
import { buildUi } from './build-ui.ts';
import { frontPicture } from './screenshots/front-picture.ts';
import { drawPhoto } from './screenshots/photo.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'docs', 'screenshots');
const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const CAPTION = 'our last summer evening by the sea';

const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  desktop: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
} as const;
type Device = keyof typeof DEVICES;
const THEMES = ['light', 'dark'] as const;

/** Names of states; all where none is given. */
const wanted = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'sightsong-screenshots-'));
const services = await startMusicServices();
process.env.ITUNES_BASE_URL = services.itunesUrl;
process.env.DEEZER_BASE_URL = services.deezerUrl;
const cloud = await startCloud({ dataDir: folder, basePort: null, report: () => undefined, buildWeb: buildUi });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
const web = (path: string) => cloud.addresses.webUrl + path;

/** A page in the state that is shown, and how it gets there. */
type State = { name: string; show: (page: Page) => Promise<void>; whole?: boolean; stranger?: boolean };

try {
  if (wanted.length === 0) rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const photo = { name: 'evening.jpg', mimeType: 'image/jpeg', buffer: await drawPhoto() };
  const owner = await person('desktop');
  const { address, view } = await makeRecap(owner, photo);
  const session = await owner.storageState();
  await owner.close();
  for (const device of Object.keys(DEVICES) as Device[]) {
    const known = await person(device, session);
    const stranger = await person(device);
    for (const state of states({ address, view, photo })) {
      if (wanted.length > 0 && !wanted.includes(state.name)) continue;
      const page = await (state.stranger ? stranger : known).newPage();
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      await state.show(page);
      for (const theme of THEMES) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await page.waitForTimeout(300);
        const png = await page.screenshot({ fullPage: state.whole ?? false });
        await keep(png, device, `${state.name}-${device}-${theme}`);
      }
      await page.close();
    }
    await known.close();
    await stranger.close();
  }
  await frontPicture(FOLDER, join(ROOT, 'docs', 'screenshot.png'));
} finally {
  await browser.close();
  await cloud.close();
  await services.close();
  rmSync(folder, { recursive: true, force: true });
}

async function person(device: Device, storageState?: Awaited<ReturnType<BrowserContext['storageState']>>) {
  const context = await browser.newContext({
    ...DEVICES[device],
    serviceWorkers: 'block',
    // Waiting for a state evaluates text in the page, which its own policy forbids.
    bypassCSP: true,
    ...(storageState && { storageState }),
  });
  context.setDefaultTimeout(60_000);
  return context;
}

type Photo = { name: string; mimeType: string; buffer: Buffer };

async function makeRecap(context: BrowserContext, photo: Photo): Promise<{ address: string; view: RecapView }> {
  const page = await context.newPage();
  await choose(page, photo);
  const ready = page.waitForResponse(
    async (reply) => /\/recaps\/\w+$/.test(reply.url()) && (await reply.json().catch(() => ({}))).status === 'READY',
    { timeout: 120_000 },
  );
  await page.getByRole('button', { name: 'Find its song' }).click();
  const view = (await (await ready).json()) as RecapView;
  await page.getByRole('button', { name: 'Play the recap' }).waitFor();
  return { address: page.url(), view };
}

async function choose(page: Page, photo: Photo): Promise<void> {
  await page.goto(web('/'));
  await page.getByTestId('chooser').setInputFiles(photo);
  await page.getByLabel('What is the moment?').fill(CAPTION);
}

function states({ address, view, photo }: { address: string; view: RecapView; photo: Photo }): State[] {
  const at = (path: string) => async (page: Page) => {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
  };
  /** A page that first says what it fetches. */
  const loaded = (path: string) => async (page: Page) => {
    await page.goto(web(path));
    await page.getByText(/^(Fetching your|Looking who)/).waitFor({ state: 'detached' });
  };
  const recap = async (page: Page) => {
    await page.unrouteAll();
    await at(address)(page);
    await page.waitForFunction('document.querySelector(".sleeve img")?.naturalWidth > 0');
  };
  /** The recap's page while the service says this of it. */
  const instead = (change: Partial<RecapView>) => async (page: Page) => {
    const headers = { 'access-control-allow-origin': cloud.addresses.webUrl };
    await page.route(/\/recaps\/\w+$/, (route) =>
      route.request().method() === 'GET' ? route.fulfill({ json: { ...view, ...change }, headers }) : route.continue(),
    );
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('Opening', { exact: true }).waitFor({ state: 'detached' });
  };
  const section = (heading: string) => async (page: Page) => {
    await recap(page);
    const goal = page.getByRole('heading', { name: heading, exact: true }).first();
    await goal.scrollIntoViewIfNeeded();
    await goal.evaluate('(element) => element.scrollIntoView({ block: "start" })');
    await page.waitForTimeout(1500);
  };
  return [
    { name: 'home', show: at(web('/')) },
    { name: 'home-chosen', show: (page) => choose(page, photo) },
    {
      name: 'home-adjust',
      whole: true,
      show: async (page) => {
        await choose(page, photo);
        await page.getByText('Adjust', { exact: true }).click();
      },
    },
    {
      name: 'home-wrong-file',
      show: async (page) => {
        await page.goto(web('/'));
        await page
          .getByTestId('chooser')
          .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('words') });
        await page.getByText('not a picture').waitFor();
      },
    },
    {
      name: 'progress',
      show: async (page) => {
        await instead({ status: 'RUNNING', stage: 'TellingStory', progress: 0.7, narration: null, songsFinal: false })(
          page,
        );
        await page.waitForFunction('document.querySelector("main img")?.naturalWidth > 0');
      },
    },
    {
      name: 'failed',
      show: instead({
        status: 'FAILED',
        error: { code: 'VoiceUnavailable', message: 'The voice is away at the moment. Please try again in a minute.' },
      }),
    },
    { name: 'recap', show: recap },
    { name: 'recap-notes', show: section('Liner notes') },
    { name: 'recap-mood', show: section('Mood') },
    { name: 'recap-songs', show: section('Side A') },
    {
      name: 'recap-share',
      show: async (page) => {
        await recap(page);
        await page.getByRole('button', { name: 'Share' }).first().click();
        await page.getByRole('dialog').getByRole('img').waitFor();
      },
    },
    {
      name: 'recap-delete',
      show: async (page) => {
        await recap(page);
        await page.getByRole('button', { name: 'Delete this recap' }).click();
      },
    },
    {
      name: 'recap-playing',
      show: async (page) => {
        await section('Side A')(page);
        await page
          .getByRole('button', { name: /^Play (?!the recap)/ })
          .first()
          .click();
        await page.getByRole('region', { name: 'Player' }).getByRole('button', { name: 'Pause' }).waitFor();
        await page.waitForTimeout(1500);
      },
    },
    {
      name: 'recap-adjust',
      show: async (page) => {
        await recap(page);
        await page.getByRole('button', { name: 'Adjust' }).click();
        await page.getByRole('option', { name: 'rock', exact: true }).waitFor({ state: 'attached' });
      },
    },
    { name: 'library', show: loaded('/library') },
    { name: 'library-empty', stranger: true, show: loaded('/library') },
    { name: 'your-songs', show: loaded('/songs') },
    {
      name: 'atlas',
      show: async (page) => {
        await page.goto(web(`/atlas?id=${view.recapId}`));
        await page.waitForTimeout(3000);
      },
    },
    { name: 'account', stranger: true, show: loaded('/account') },
    {
      name: 'sign-in',
      stranger: true,
      show: async (page) => {
        await loaded('/account')(page);
        await page.getByRole('button', { name: 'I have an account' }).click();
      },
    },
    { name: 'privacy', show: at(web('/privacy')) },
    { name: 'terms', show: at(web('/terms')) },
    { name: 'contact', show: at(web('/contact')) },
    { name: 'not-found', show: at(web('/no-such-page')) },
    {
      name: 'nothing-here',
      stranger: true,
      show: async (page) => {
        await page.goto(web('/recap?id=00000000000000000000000000'));
        await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
      },
    },
  ];
}

/** Small enough for a repository: WebP, phones at the width that they are read at. */
async function keep(png: Buffer, device: Device, name: string): Promise<void> {
  const image = sharp(png).resize({ width: device === 'phone' ? 585 : 1200 });
  await image.webp({ quality: 62, effort: 5 }).toFile(join(FOLDER, `${name}.webp`));
}
