/** Accounts, the atlas and the installed page, in a real browser and with one local cloud: each start of one takes seconds. */
import { describe, vi } from 'vitest';
import { hasChromium, needsChromium } from './browser.ts';
import { siteOfThisFile } from './site.ts';
import { describeAccounts } from './suite/accounts.ts';
import { describeAtlas } from './suite/atlas.ts';
import { describeInstalled } from './suite/installed.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

describe.skipIf(!hasChromium)(`in Chromium${needsChromium}`, () => {
  const site = siteOfThisFile();
  describeAccounts(site);
  describeAtlas(site);
  describeInstalled(site);
});
