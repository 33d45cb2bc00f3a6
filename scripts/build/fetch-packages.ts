/** A package as npm installs it on Lambda's arm64 Linux, whatever this machine is. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { ROOT } from './paths.ts';

type Locked = { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> };
type Lock = { lockfileVersion: number; packages: Record<string, Locked> };

const FLAGS = ['--os=linux', '--cpu=arm64', '--libc=glibc', '--no-audit', '--no-fund', '--ignore-scripts'];

/**
 * The part of a lock file that one package needs, so that npm fetches exactly the versions, and checks exactly the
 * hashes, that the whole project is locked to.
 */
export function lockOf(whole: Lock, name: string, version: string): Lock {
  const packages: Lock['packages'] = { '': { dependencies: { [name]: version } } };
  const take = (next: string) => {
    const path = `node_modules/${next}`;
    const locked = whole.packages[path];
    if (!locked || packages[path]) return;
    packages[path] = locked;
    for (const below of Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })) take(below);
  };
  take(name);
  return { lockfileVersion: whole.lockfileVersion, packages };
}

/** Gives the `node_modules` that holds the package; kept for the next time. Throws `NativePartsNotFetched`. */
export function fetchPackages(name: string, version: string): string {
  const folder = join(ROOT, 'dist', 'fetched', `${name}-${version}-linux-arm64`);
  const modules = join(folder, 'node_modules');
  const done = join(folder, 'complete');
  if (existsSync(done)) return modules;
  mkdirSync(folder, { recursive: true });
  const whole = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: version } }));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lockOf(whole, name, version)));
  const { status, stderr, error } = spawnSync('npm', ['ci', ...FLAGS], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    const reason = error?.message ?? /npm (?:error|ERR!) code (\S+)/.exec(stderr)?.[1] ?? `npm ended with ${status}`;
    throw new AppError(
      'NativePartsNotFetched',
      502,
      `${name} ${version} for Lambda (linux-arm64) could not be fetched from the npm registry (${reason}). ` +
        'Deploying needs it once: please connect to the network and try again.',
      { cause: error ?? new Error(stderr) },
    );
  }
  writeFileSync(done, '');
  return modules;
}
