/** The installed Chromium, and pages in it that keep count of what went wrong. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PATH = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
export const hasChromium = existsSync(PATH);
/** Said in the title of what is skipped. */
export const needsChromium = hasChromium ? '' : ` (skipped: no Chromium at ${PATH}; set CHROMIUM_PATH)`;

export const PHONE = { width: 360, height: 780 };
export const DESKTOP = { width: 1280, height: 800 };

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: PATH,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}

/** A page of a new person: nothing stored, no motion, and a list of every error that its console shows. */
export async function newPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; errors: string[] }> {
  // A service worker would fetch the whole site for each new person; the tests of the installed page allow it.
  const context = await browser.newContext({
    viewport: PHONE,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    ...options,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, errors };
}

/** Makes a member of the page's visitor, by the routes that its forms use; the code is read where the page reads it. */
export async function becomeMember(page: Page, email: string): Promise<void> {
  const status = await page.evaluate(`(async () => {
    const post = (path, body) => fetch(path, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const email = ${JSON.stringify(email)};
    await post('/guests', {});
    await post('/auth/sign-up', { email, password: 'Correct-Horse-9' });
    const { codes } = await (await fetch('/mail-box.json')).json();
    return (await post('/auth/confirm', { code: codes.find(({ to }) => to === email).code })).status;
  })()`);
  if (status !== 200) throw new Error(`Nobody became a member: ${status}.`);
}

/** What axe finds on the page as it stands, in light and in dark. */
export async function faultsInBothThemes(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    faults.push(...(await accessibilityFaults(page)).map((fault) => `${colorScheme}: ${fault}`));
  }
  return faults;
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds against WCAG 2.2 AA and its best practices, one line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Through the debugger, since the page's own policy lets no foreign script in.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(await axeSource());
  return page.evaluate(`axe.run(document).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => id + ' at ' + target.join(' ') + ': ' + failureSummary)))`);
}

let source: Promise<string> | undefined;
function axeSource(): Promise<string> {
  source ??= readFile(AXE, 'utf8');
  return source;
}

/** Waits until a page shows what it fetches, and not that it does. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page
    .getByText(/^(Fetching your|Looking who|Opening|Unfolding)/)
    .first()
    .waitFor({ state: 'detached' });
}

/** Pixels by which the page is wider than the screen. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
