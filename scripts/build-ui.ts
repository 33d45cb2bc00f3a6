/** Builds the static export of the web page into frontend/out, when its sources have changed since the last time. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fingerprintOf } from './build/fingerprint.ts';
import { ROOT } from './build/paths.ts';
import { preloadFont } from './build/preload-font.ts';
import { sealPages } from './build/seal-pages.ts';
import { addWebExtras } from './build/web-extras.ts';

/** Next would otherwise want the TypeScript compiler, which is not there when only what runs is installed. */
const WITHOUT_TYPE_SETUP = new URL('./build/next-without-type-setup.mjs', import.meta.url).href;
const FRONTEND = join(ROOT, 'frontend');
export const UI_FOLDER = join(FRONTEND, 'out');
const STAMP = join(UI_FOLDER, '.built-from');
/** All that can change the export. */
const SOURCES = [
  'frontend/{app,components,lib,public,workers}/**/*.*',
  'frontend/*.{json,mjs,ts}',
  'core/contracts/*.ts',
  'core/{errors,feature-examples,features,guest,themes}.ts',
  'core/previews/gain.ts',
  // What is done to the pages once Next has made them.
  'lib/content-policy.ts',
  'scripts/build/{seal-pages,preload-font,web-extras}.ts',
];

const fingerprint = () => fingerprintOf(SOURCES);

/** Whether frontend/out is what the sources would give. */
export function uiIsCurrent(): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint();
}

/** Names the process that builds. Next's own lock ends before the pages are sealed. */
const LOCK = join(FRONTEND, '.building');
/** How long to wait for a build that another process has begun. */
const OTHER_BUILD_MS = 180_000;

/** Waits for a build that runs already, and takes its result. Throws with the build's own words where it fails. */
export async function buildUi(): Promise<void> {
  const begun = Date.now();
  while (!uiIsCurrent()) {
    if (takeLock()) {
      try {
        if (!uiIsCurrent()) await build();
      } finally {
        rmSync(LOCK, { force: true });
      }
      return;
    }
    if (Date.now() - begun > OTHER_BUILD_MS) {
      throw new Error(`The web page is being built by another process for too long. If there is none, delete ${LOCK}.`);
    }
    await setTimeout(500);
  }
}

/** False where a living process has it; one that was left behind by a process that ended is taken over. */
function takeLock(): boolean {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = existsSync(LOCK) ? Number(readFileSync(LOCK, 'utf8')) : 0;
  if (holder > 0 && !isAlive(holder)) rmSync(LOCK, { force: true });
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process answers with a refusal, and lives.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function build(): Promise<void> {
  const { status, said } = runNext();
  if (status !== 0) throw new Error(`The web page could not be built.\n${said}`);
  sealPages(UI_FOLDER);
  preloadFont(UI_FOLDER);
  await addWebExtras(UI_FOLDER);
  writeFileSync(STAMP, fingerprint());
}

function runNext(): { status: number | null; said: string } {
  const next = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next');
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, 'build', FRONTEND], {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      ...process.env,
      // Next starts helpers by the name "node".
      PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      NEXT_TELEMETRY_DISABLED: '1',
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${WITHOUT_TYPE_SETUP}`.trim(),
      // Should the line above ever lose its hold on Next, it fails in words and installs nothing on its own.
      CI: '1',
    },
  });
  return { status, said: `${stdout}${stderr}` };
}

if (import.meta.main) await buildUi();
