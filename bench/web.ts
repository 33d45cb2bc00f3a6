/**
 * What each page weighs and how Lighthouse judges it: gzipped JavaScript that a modern browser loads to show the page, and
 * the categories' scores for a phone on a slow network, each from 0 to 100. Beside it the bytes of the map that the atlas
 * draws, as they are sent, and how soon a photo's first findings are on screen. Lighthouse brings 176 MB, so it is
 * fetched when this runs, into a folder of its own.
 */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { type BrowserContext, chromium } from 'playwright-core';
import { AppError } from '../core/errors.ts';
import type { CloudAddresses } from '../local/addresses.ts';
import { readArguments } from '../local/cli/arguments.ts';
import { startCloud } from '../local/cloud.ts';
import { buildUi, UI_FOLDER } from '../scripts/build-ui.ts';
import { percentile } from './percentiles.ts';
import { type FirstFindings, firstFindings } from './web/first-findings.ts';

const LIGHTHOUSE = 'lighthouse@13.5.0';
const ROOT = join(import.meta.dirname, '..');
const TOOLS = join(ROOT, '.peers', 'lighthouse');
const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
/** Lighthouse's own phone. */
const PHONE = { width: 412, height: 823 };
const FLAGS = ['--no-sandbox', '--headless=new', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
/** Scores move with what else the machine does; the middle of three is taken. */
const RUNS = 3;
/** As many as a guest may make. */
const RECAPS = 3;
const CATEGORIES = {
  performance: 'performance',
  accessibility: 'accessibility',
  bestPractices: 'best-practices',
} as const;
type Scores = Record<keyof typeof CATEGORIES, number>;

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
      const page = { path, javascriptKB: weight, ...(await judge([cli, url, `--port=${port}`], runs)) };
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

/** Installs Lighthouse unless it is there; gives the file of its command. */
function installLighthouse(): string {
  const cli = join(TOOLS, 'node_modules', 'lighthouse', 'cli', 'index.js');
  if (existsSync(cli)) return cli;
  process.stderr.write(`Fetching ${LIGHTHOUSE}\n`);
  mkdirSync(TOOLS, { recursive: true });
  // A package of its own, so that npm does not take the project's for it.
  writeFileSync(join(TOOLS, 'package.json'), '{"private":true}\n');
  const args = ['install', LIGHTHOUSE, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const { status } = spawnSync('npm', args, {
    cwd: TOOLS,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new AppError('NoLighthouse', 502, 'Lighthouse could not be fetched; npm says why above.');
  return cli;
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

/** The middle of each category's scores; Lighthouse's own settings are those of a phone. */
async function judge(command: string[], runs: number): Promise<Scores> {
  const all: Scores[] = [];
  for (let run = 0; run < runs; run++) all.push(await scores(command));
  const middle = (name: keyof Scores) =>
    percentile(
      all.map((each) => each[name]),
      0.5,
    );
  return {
    performance: middle('performance'),
    accessibility: middle('accessibility'),
    bestPractices: middle('bestPractices'),
  };
}

async function scores(command: string[]): Promise<Scores> {
  // Not synchronously: the site is served by this process.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...command,
      '--output=json',
      '--quiet',
      '--no-enable-error-reporting',
      `--only-categories=${Object.values(CATEGORIES).join(',')}`,
    ],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const report = JSON.parse(stdout) as {
    runtimeError?: { message: string };
    categories: Record<string, { score: number | null }>;
    audits: Record<string, { id: string; score: number | null; title: string; scoreDisplayMode: string }>;
  };
  if (report.runtimeError) throw new AppError('LighthouseFailed', 500, `Lighthouse: ${report.runtimeError.message}.`);
  for (const { id, score, scoreDisplayMode } of Object.values(report.audits)) {
    if (score !== null && score < 0.9 && /binary|numeric/.test(scoreDisplayMode))
      process.stderr.write(`  ${id} ${score}\n`);
  }
  const of = (name: keyof Scores) => Math.round((report.categories[CATEGORIES[name]]?.score ?? 0) * 100);
  return { performance: of('performance'), accessibility: of('accessibility'), bestPractices: of('bestPractices') };
}

type Rest = { atlasBytes: number } & Omit<FirstFindings, 'recapUrl'>;

function print(pages: (Scores & { path: string; javascriptKB: number })[], rest: Rest): void {
  process.stdout.write(`${'page'.padEnd(14)}JavaScript   performance   accessibility   best practices\n`);
  for (const { path, javascriptKB: size, performance, accessibility, bestPractices } of pages) {
    process.stdout.write(
      `${path.padEnd(14)}${size.toFixed(1).padStart(7)} KB${String(performance).padStart(14)}${String(accessibility).padStart(16)}${String(bestPractices).padStart(17)}\n`,
    );
  }
  process.stdout.write(`The map of the atlas: ${(rest.atlasBytes / 1024).toFixed(1)} KB\n`);
  process.stdout.write(`After the upload: labels ${rest.firstLabelsMs} ms, first song ${rest.firstSongMs} ms\n`);
}
