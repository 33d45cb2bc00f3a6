/** Compiled packages beside the bundle that needs them, for this machine or for Lambda's arm64 Linux. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Machine } from '../../lib/config.ts';
import { fetchPackages } from './fetch-packages.ts';
import { NATIVE_PACKAGES } from './lambdas.ts';
import { distFor, ROOT } from './paths.ts';

type Manifest = {
  version: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};

const readManifest = (modules: string, name: string): Manifest =>
  JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));

/**
 * Copies each native package with what it depends on; nothing where the same version lies there already.
 * Throws `NativePartsNotFetched`.
 */
export async function installNativeParts(machine: Machine): Promise<void> {
  for (const { name, handler } of NATIVE_PACKAGES) {
    const { version } = readManifest(join(ROOT, 'node_modules'), name);
    const folder = join(distFor(machine), 'lambdas', handler, 'node_modules');
    const wanted = `${name}@${version} for ${machine === 'host' ? `${process.platform}-${process.arch}` : 'linux-arm64'}`;
    const stamp = join(folder, '.built-for');
    const isThere = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
    if (isThere()) continue;
    const source = machine === 'host' ? join(ROOT, 'node_modules') : fetchPackages(name, version);
    // Made beside its place and moved there whole, so that a build that is cut off leaves nothing half done.
    mkdirSync(dirname(folder), { recursive: true });
    const making = mkdtempSync(join(distFor(machine), 'making-'));
    for (const part of closure(source, name)) cpSync(join(source, part), join(making, part), { recursive: true });
    writeFileSync(join(making, '.built-for'), wanted);
    // Another process may have been quicker, and read it by now.
    if (isThere()) {
      rmSync(making, { recursive: true });
      continue;
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(making, folder);
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
