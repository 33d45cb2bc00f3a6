/**
 * Installs what a command needs, and nothing when it is there already: `node scripts/install.mjs run|all`. Scope `run` is
 * what the local cloud and the build of its web pages load; `all` adds compiler, linter and tests. It runs before
 * anything is installed, on whatever Node the host has, so it is plain JavaScript without dependencies.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NEVER_READ, occupiedBytes, trim } from './install/trim.mjs';

/** What npm itself and this script need of the host; the product runs on the Node that gets installed. */
const OLDEST_HOST_NODE = 20;
const RUNTIME_NODE = 24;

const NPM_ARGUMENTS = {
  run: ['--omit=dev', '--include-workspace-root', '--workspace=frontend'],
  all: [],
};

/** A failure that needs no stack trace, only its sentence. */
class InstallError extends Error {}

/** Makes sure that `scope` (`run` or `all`) is installed in `root`. Throws InstallError. */
export function install(scope, root, { env = process.env, print = (line) => process.stderr.write(`${line}\n`) } = {}) {
  if (!Object.hasOwn(NPM_ARGUMENTS, scope)) throw new InstallError('Say what to install: "run" or "all".');
  const hostMajor = Number(process.versions.node.split('.')[0]);
  if (hostMajor < OLDEST_HOST_NODE) {
    throw new InstallError(`Node ${OLDEST_HOST_NODE} or newer is needed, but this is ${process.versions.node}.`);
  }
  const modules = join(root, 'node_modules');
  const stamp = readStamp(modules);
  const wanted = fingerprint(root);
  if (isCurrent(stamp, scope, wanted, modules)) return;
  const hostEnv = { ...env, PATH: withoutLocalBinaries(env.PATH ?? '', root) };
  checkNpm(hostEnv, root);

  // What was installed in full, by this script or by hand, is never cut down to what runs.
  const chosen = scope === 'run' && (stamp?.trimmed === true || !existsSync(modules)) ? 'run' : 'all';
  // npm takes a trimmed package for a complete one, so more than a trimmed installation starts from nothing.
  const fresh = stamp?.trimmed === true && (chosen === 'all' || stamp.trimTable !== wanted.trimTable);
  const startedAt = Date.now();
  const before = fresh ? 0 : occupiedBytes(modules);
  print(`Installing ${chosen === 'run' ? 'what is needed to run' : 'everything'} (npm install) …`);
  const aside = `${modules}.previous`;
  if (fresh) {
    rmSync(aside, { recursive: true, force: true });
    renameSync(modules, aside);
  }
  try {
    runNpm(
      ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', ...NPM_ARGUMENTS[chosen]],
      hostEnv,
      root,
    );
    checkRuntimeNode(modules);
  } catch (error) {
    if (fresh) {
      rmSync(modules, { recursive: true, force: true });
      renameSync(aside, modules);
    }
    throw error;
  }
  if (fresh) rmSync(aside, { recursive: true, force: true });
  const trimmed = chosen === 'run';
  const unpacked = occupiedBytes(modules);
  const freed = trimmed ? trim(modules) : 0;
  writeFileSync(stampFile(modules), JSON.stringify({ scope: chosen, trimmed, ...wanted, tree: treeHash(modules) }));
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  const removed = freed > 0 ? `, removed ${megabytes(freed)} that is never read` : '';
  const left = megabytes(occupiedBytes(modules));
  print(`Unpacked ${megabytes(Math.max(0, unpacked - before))}${removed}; node_modules takes ${left}. ${seconds} s.`);
}

/** What an installation depends on; a change of any of it makes the old one stale. */
function fingerprint(root) {
  const manifests = ['package.json', 'package-lock.json', 'frontend/package.json', 'test/package.json'];
  return {
    packages: hash(manifests.map((file) => readIfThere(join(root, file))).join('\0')),
    trimTable: hash(JSON.stringify(NEVER_READ)),
    platform: `${process.platform}-${process.arch}`,
  };
}

function isCurrent(stamp, scope, wanted, modules) {
  if (!stamp || (scope === 'all' && stamp.scope !== 'all')) return false;
  if (stamp.packages !== wanted.packages || stamp.platform !== wanted.platform) return false;
  if (stamp.trimmed && stamp.trimTable !== wanted.trimTable) return false;
  return stamp.tree === treeHash(modules) && existsSync(join(modules, '.bin', 'node'));
}

/** npm rewrites this file whenever it changes anything in node_modules. */
function treeHash(modules) {
  return hash(readIfThere(join(modules, '.package-lock.json')));
}

function stampFile(modules) {
  return join(modules, '.sightsong-installed.json');
}

function readStamp(modules) {
  try {
    return JSON.parse(readFileSync(stampFile(modules), 'utf8'));
  } catch {
    return null;
  }
}

/** npm puts the Node of node_modules first on the path; npm itself must run on the host's, which it does not replace. */
function withoutLocalBinaries(path, root) {
  const local = join(root, 'node_modules');
  return path
    .split(delimiter)
    .filter((folder) => !folder.startsWith(local))
    .join(delimiter);
}

function checkNpm(env, root) {
  const { status } = spawnSync('npm', ['--version'], { cwd: root, env, shell: process.platform === 'win32' });
  if (status !== 0) throw new InstallError('npm was not found. It comes with Node.js: https://nodejs.org');
}

function runNpm(args, env, root) {
  const options = { cwd: root, env, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' };
  const { status } = spawnSync('npm', args, options);
  if (status !== 0) throw new InstallError('npm install failed; its messages above say why.');
}

function checkRuntimeNode(modules) {
  const { stdout } = spawnSync(join(modules, '.bin', 'node'), ['--version'], { encoding: 'utf8' });
  if (stdout?.startsWith(`v${RUNTIME_NODE}.`)) return;
  throw new InstallError(
    `Node ${RUNTIME_NODE} did not get into node_modules: npm was kept from running the install script of the package ` +
      '"node". Allow it with "npm config set ignore-scripts false" and "npm rebuild node", then try again.',
  );
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function hash(text) {
  return createHash('sha256').update(text).digest('hex');
}

function megabytes(bytes) {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    install(process.argv[2], dirname(dirname(fileURLToPath(import.meta.url))));
  } catch (error) {
    if (!(error instanceof InstallError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
