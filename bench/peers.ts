/** Libraries that are measured beside our own: never dependencies, installed into a folder of their own on request. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError } from '../core/errors.ts';

const FOLDER = join(import.meta.dirname, '..', '.peers');

const VERSIONS = { 'ml-kmeans': '7.0.1', usearch: '2.25.3', 'hnswlib-node': '3.0.0' } as const;
export type Peer = keyof typeof VERSIONS;

/** Installs them. hnswlib-node is compiled on the way, which takes a C++ compiler and Python. */
export function installPeers(): void {
  mkdirSync(FOLDER, { recursive: true });
  const allowScripts = { 'hnswlib-node': true, usearch: true };
  writeFileSync(
    join(FOLDER, 'package.json'),
    `${JSON.stringify({ private: true, dependencies: VERSIONS, allowScripts })}\n`,
  );
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: FOLDER, stdio: ['ignore', 2, 2] });
  } catch (cause) {
    throw new AppError('PeersNotInstalled', 500, `The peers could not be installed; npm says why above.`, { cause });
  }
}

/** The module and its version; null, with a line on stderr that says so, where it is not installed or does not load. */
export async function loadPeer(name: Peer): Promise<{ peer: Record<string, unknown>; version: string } | null> {
  try {
    const require = createRequire(join(FOLDER, 'package.json'));
    const loaded = await import(pathToFileURL(require.resolve(name)).href);
    const { version } = JSON.parse(readFileSync(join(FOLDER, 'node_modules', name, 'package.json'), 'utf8'));
    return { peer: { ...loaded.default, ...loaded }, version };
  } catch {
    process.stderr.write(`${name}: left out, it is not installed (add --install-peers).\n`);
    return null;
  }
}
