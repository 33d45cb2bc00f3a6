/**
 * What each page weighs and how Lighthouse judges it: gzipped JavaScript that a modern browser loads to show the page, and
 * the categories' scores for a phone on a slow network, each from 0 to 100. Beside it the bytes of the map that the atlas
 * draws, as they are sent, and how soon a photo's first findings are on screen.
 */
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BrowserContext, chromium } from 'playwright-core';
import { AppError } from '../core/errors.ts';
import type { CloudAddresses } from '../local/addresses.ts';
import { readArguments } from '../local/cli/arguments.ts';
import { startCloud } from '../local/cloud.ts';
import { buildUi, UI_FOLDER } from '../scripts/build-ui.ts';
import { type FirstFindings, firstFindings } from './web/first-findings.ts';
import { installLighthouse, judge, type Scores } from './web/lighthouse.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
/** Lighthouse's own phone. */
const PHONE = { width: 412, height: 823 };
const FLAGS = ['--no-sandbox', '--headless=new', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
/** Scores move with what else the machine does; the middle of three is taken. */
const RUNS = 3;
/** As many as a guest may make. */
const RECAPS = 3;

export async function run(words: string[]): Promise<void> {
  const { values } = readArguments(
    'npm run bench -- web [--runs N] [--json]',
    {
      runs: { type: 'string', help: `times Lighthouse judges each page; ${RUNS}` },
      json: { type: 'boolean', help: 'print one JSON document' },
    },
    words,
  );
  const runs = Number(values.runs ?? RUNS);
  if (!Number.isInteger(runs) || runs < 1)
    throw new AppError('InvalidCommand', 400, '--runs takes a whole number from 1.');
  if (!existsSync(CHROMIUM)) {
    throw new AppError('NoChromium', 400, `There is no Chromium at ${CHROMIUM}; name one with CHROMIUM_PATH.`);
  }
  const cli = installLighthouse();
  const folder = mkdtempSync(join(tmpdir(), 'sightsong-web-'));
  const cloud = await startCloud({
    dataDir: join(folder, 'cloud'),
    basePort: null,
    report: () => undefined,
    buildWeb: buildUi,
  });
  const profile = join(folder, 'profile');
  // Lighthouse judges in tabs of this browser, so that it is who made the recap.
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: [...FLAGS, '--remote-debugging-port=0'],
    viewport: PHONE,
  });
  try {
    const port = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')[0]!;
    const { recapUrl, ...first } = await firstFindings(browser, cloud.addresses, RECAPS);
    process.stderr.write(`${JSON.stringify(first)}\n`);
    const atlasBytes = await sizeOfAtlas(browser, cloud.addresses);
    const pages = [];
    for (const path of pagesOf(UI_FOLDER)) {
      const url = path === '/recap' ? recapUrl : cloud.addresses.webUrl + path;
      process.stderr.write(`Measuring ${path}\n`);
      const weight = await javascriptKB(browser, url);
      const page = { path, javascriptKB: weight, ...(await judge(cli, { url, port, runs })) };
      process.stderr.write(`${JSON.stringify(page)}\n`);
      pages.push(page);
    }
    if (values.json) process.stdout.write(`${JSON.stringify({ pages, runs, atlasBytes, ...first })}\n`);
    else print(pages, { atlasBytes, ...first });
  } finally {
    await browser.close();
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every page of the export but the one that says there is none. */
function pagesOf(export_: string): string[] {
  return globSync('**/*.html', { cwd: export_ })
    .map((file) => `/${file.replaceAll('\\', '/').replace(/(^index)?\.html$/, '')}`)
    .filter((path) => !/404|_not-found/.test(path))
    .sort();
}

/** Bytes of the map as the page gets it. */
async function sizeOfAtlas(browser: BrowserContext, { webUrl, apiUrl }: CloudAddresses): Promise<number> {
  const page = await browser.newPage();
  try {
    const map = page.waitForResponse(
      (reply) => reply.url() === `${apiUrl}/atlas` && reply.request().method() === 'GET',
    );
    await page.goto(`${webUrl}/atlas`);
    return (await (await map).body()).length;
  } finally {
    await page.close();
  }
}

/** Kilobytes of 1,024 bytes, each script compressed by itself, until the network is quiet; from neither cache nor worker. */
async function javascriptKB(browser: BrowserContext, url: string): Promise<number> {
  const page = await browser.newPage();
  try {
    const session = await browser.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    await session.send('Network.setBypassServiceWorker', { bypass: true });
    let bytes = 0;
    const reading: Promise<void>[] = [];
    page.on('response', (reply) => {
      if (reply.request().resourceType() !== 'script') return;
      reading.push(
        reply.body().then((body) => {
          bytes += gzipSync(body).length;
        }),
      );
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    await Promise.all(reading);
    return Math.round((bytes / 1024) * 10) / 10;
  } finally {
    await page.close();
  }
}

type Rest = { atlasBytes: number } & Omit<FirstFindings, 'recapUrl'>;

function print(pages: (Scores & { path: string; javascriptKB: number })[], beside: Rest): void {
  process.stdout.write(
    `${'page'.padEnd(14)}JavaScript   performance (best)   accessibility   best practices   machine\n`,
  );
  for (const { path, javascriptKB: size, performance, accessibility, bestPractices, ...rest } of pages) {
    process.stdout.write(
      `${path.padEnd(14)}${size.toFixed(1).padStart(7)} KB${`${performance} (${rest.performanceBest})`.padStart(21)}${String(accessibility).padStart(16)}${String(bestPractices).padStart(17)}${rest.benchmarkIndex.toFixed(0).padStart(10)}\n`,
    );
  }
  process.stdout.write(`The map of the atlas: ${(beside.atlasBytes / 1024).toFixed(1)} KB\n`);
  process.stdout.write(`After the upload: labels ${beside.firstLabelsMs} ms, first song ${beside.firstSongMs} ms\n`);
}
