import { globSync } from 'node:fs';
import { join } from 'node:path';
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
 * Bundles every handler into dist/<machine>/lambdas/<service>/<function>/index.cjs, all in one esbuild call. CommonJS starts no
 * slower than modules do; names and lines stay readable in a stack trace.
 */
export async function buildLambdas(machine: Machine): Promise<void> {
  await build(bundling(machine));
}

export function bundling(machine: Machine) {
  return {
    absWorkingDir: ROOT,
    entryPoints: handlerNames().map((name) => ({ in: join('lambdas', `${name}.ts`), out: join(name, 'index') })),
    outdir: join(distFor(machine), 'lambdas'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
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

/** Packages with compiled parts, which no bundler can take in, and the functions that carry them. */
export const NATIVE_PACKAGES = [
  { name: 'sharp', handler: 'recap/extract-frames' },
  { name: 'sharp', handler: 'recap/prepare-media' },
] as const;
