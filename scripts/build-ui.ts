/** Builds the static export of the web page into frontend/out, when its sources have changed since the last time. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from './build/paths.ts';
import { sealPages } from './build/seal-pages.ts';

/** Next would otherwise want the TypeScript compiler, which is not there when only what runs is installed. */
const WITHOUT_TYPE_SETUP = new URL('./build/next-without-type-setup.mjs', import.meta.url).href;
const FRONTEND = join(ROOT, 'frontend');
export const UI_FOLDER = join(FRONTEND, 'out');
const STAMP = join(UI_FOLDER, '.built-from');
/** All that can change the export. */
const SOURCES = [
  'frontend/{app,components,lib,public}/**/*.*',
  'frontend/*.{json,mjs,ts}',
  'core/contracts/*.ts',
  'core/{errors,features,guest}.ts',
  // What is done to the pages once Next has made them.
  'lib/content-policy.ts',
  'scripts/build/seal-pages.ts',
];

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort()) hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** Whether frontend/out is what the sources would give. */
export function uiIsCurrent(): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint();
}

/** Throws with the build's own words where it fails. */
export function buildUi(): void {
  if (uiIsCurrent()) return;
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
  if (status !== 0) throw new Error(`The web page could not be built.\n${stdout}${stderr}`);
  sealPages(UI_FOLDER);
  writeFileSync(STAMP, fingerprint());
}

if (import.meta.main) buildUi();
