/** Compiled packages beside the bundle that needs them, for the laptop or for Lambda's arm64 Linux. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NATIVE_PACKAGES } from './lambdas.ts';
import { DIST, ROOT } from './paths.ts';

export type NativeTarget = 'host' | 'lambda';

type Manifest = {
  version: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};

const readManifest = (modules: string, name: string): Manifest =>
  JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));

/** Copies each native package with what it depends on; nothing where the same version for the same target lies there. */
export async function installNativeParts(target: NativeTarget): Promise<void> {
  for (const { name, handler } of NATIVE_PACKAGES) {
    const { version } = readManifest(join(ROOT, 'node_modules'), name);
    const folder = join(DIST, 'lambdas', handler, 'node_modules');
    const wanted = `${name}@${version} for ${target === 'host' ? `${process.platform}-${process.arch}` : 'linux-arm64'}`;
    const stamp = join(folder, '.built-for');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) continue;
    rmSync(folder, { recursive: true, force: true });
    const source = target === 'host' ? join(ROOT, 'node_modules') : fetchForLambda(name, version);
    for (const part of closure(source, name)) cpSync(join(source, part), join(folder, part), { recursive: true });
    writeFileSync(stamp, wanted);
  }
}

/** The package and everything below it that is present; optional parts of other machines are not. */
function closure(modules: string, name: string, found = new Set<string>()): Set<string> {
  if (found.has(name) || !existsSync(join(modules, name, 'package.json'))) return found;
  found.add(name);
  const { dependencies, optionalDependencies } = readManifest(modules, name);
  for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) closure(modules, next, found);
  return found;
}

/** Lets npm choose the linux-arm64 build, whatever this machine is; kept for the next time. */
function fetchForLambda(name: string, version: string): string {
  const cache = join(ROOT, '.sightsong', 'native', `${name}-${version}-linux-arm64`);
  if (!existsSync(join(cache, 'node_modules', name))) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, 'package.json'), '{"private":true}');
    const flags = ['--os=linux', '--cpu=arm64', '--libc=glibc', '--no-audit', '--no-fund', '--ignore-scripts'];
    execFileSync('npm', ['install', `${name}@${version}`, ...flags], {
      cwd: cache,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return join(cache, 'node_modules');
}
