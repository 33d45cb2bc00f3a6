import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import type { Machine } from '../../lib/config.ts';
import { CREDENTIALS_FROM_ENVIRONMENT, leanSdk } from './lean.ts';
import { distFor, ROOT } from './paths.ts';

/** Handlers by name, `<service>/<function>`, as they lie in lambdas/. */
export function handlerNames(): string[] {
  return globSync('lambdas/*/*.ts', { cwd: ROOT })
    .map((path) => path.replaceAll('\\', '/').replace(/^lambdas\/|\.ts$/g, ''))
    .filter((name) => !name.startsWith('shared/'))
    .sort();
}

/**
 * Functions that load some of their code when a request needs it, or while another service answers. That code lies in files
 * of its own beside index.mjs, which a start does not read.
 */
const LOADING_ON_DEMAND = ['accounts/account', 'api/recaps', 'api/tracks', 'recap/find-clusters'];

/** Bundles every handler into dist/<machine>/lambdas/<service>/<function>/index.mjs. */
export async function buildLambdas(machine: Machine): Promise<void> {
  const results = await Promise.all(bundlings(machine).map((options) => build({ ...options, write: false })));
  const files = results.flatMap(({ outputFiles }) => outputFiles);
  for (const { path, contents } of files) writeWhole(path, contents);
  // Files on demand are named by their contents: those of an earlier build would stay.
  const made = new Set(files.map(({ path }) => path));
  const folder = join(distFor(machine), 'lambdas');
  for (const file of globSync('*/*/*.{mjs,cjs}', { cwd: folder })) {
    if (!made.has(join(folder, file))) rmSync(join(folder, file));
  }
}

/** Leaves a file that is right already alone: another start may be reading it. */
function writeWhole(path: string, contents: Uint8Array): void {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, contents);
  renameSync(part, path);
}

/**
 * The calls of esbuild that make all functions: one for those that are a single file, which is quickest, and one for each
 * that is not, for together they would share files. Names stay readable in a stack trace; shortening them makes no start
 * any faster.
 */
export function bundlings(machine: Machine) {
  const single = handlerNames().filter((name) => !LOADING_ON_DEMAND.includes(name));
  return [bundling(single, false), ...LOADING_ON_DEMAND.map((name) => bundling([name], true))];

  function bundling(names: string[], splitting: boolean) {
    return {
      absWorkingDir: ROOT,
      entryPoints: names.map((name) => ({ in: join('lambdas', `${name}.ts`), out: join(name, 'index') })),
      outdir: join(distFor(machine), 'lambdas'),
      outExtension: { '.js': '.mjs' },
      chunkNames: `${names[0]}/[name]-[hash]`,
      bundle: true,
      splitting,
      platform: 'node',
      target: 'node24',
      format: 'esm',
      mainFields: ['module', 'main'],
      minifySyntax: true,
      minifyWhitespace: true,
      legalComments: 'none',
      logLevel: 'error',
      external: [...new Set(NATIVE_PACKAGES.map(({ name }) => name))],
      alias: CREDENTIALS_FROM_ENVIRONMENT,
      plugins: [leanSdk],
    } satisfies BuildOptions;
  }
}

/** Packages with compiled parts, which no bundler can take in, and the functions that carry them. */
export const NATIVE_PACKAGES = [
  { name: 'sharp', handler: 'recap/extract-frames' },
  { name: 'sharp', handler: 'recap/prepare-media' },
] as const;
