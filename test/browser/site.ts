/** A local cloud with its page and a browser, which several suites share; each brings its own people. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type Cloud, startCloud } from '../../local/cloud.ts';
import { buildUi } from '../../scripts/build-ui.ts';
import { quickEngines } from '../contract/quick-engines.ts';
import { launchBrowser } from './browser.ts';

export type Site = {
  readonly cloud: Cloud;
  readonly browser: Browser;
  /** The address of a page by its path. */
  readonly web: (path: string) => string;
};

/** Starts it before the tests of this file, with quick engines, and ends it after them. Its parts are there from then on. */
export function siteOfThisFile(): Site {
  const dataDir = mkdtempSync(join(tmpdir(), 'sightsong-pages-'));
  let cloud: Cloud;
  let browser: Browser;
  beforeAll(async () => {
    [cloud, browser] = await Promise.all([
      startCloud({
        dataDir,
        basePort: null,
        report: () => undefined,
        buildWeb: buildUi,
        engines: quickEngines(),
        // Everybody here comes from one address.
        settings: { guestsPerHour: 1000 },
      }),
      launchBrowser(),
    ]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await cloud?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    get cloud() {
      return cloud;
    },
    get browser() {
      return browser;
    },
    web: (path) => cloud.addresses.webUrl + path,
  };
}
