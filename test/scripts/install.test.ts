import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SCRIPTS = fileURLToPath(new URL('../../scripts', import.meta.url));

let root: string;
let bin: string;

/** Stands in for npm: writes down how it was called and "installs" a file that matters, one that does not, and Node. */
const NPM = `#!/bin/sh
if [ "$1" = "--version" ]; then echo 11.0.0; exit 0; fi
echo "$@" >> calls.txt
[ -f npm-fails ] && exit 1
mkdir -p node_modules/.bin node_modules/zod/src node_modules/zod/v4
echo source > node_modules/zod/src/index.ts
echo code > node_modules/zod/v4/index.js
echo map > node_modules/zod/v4/index.js.map
cat calls.txt > node_modules/.package-lock.json
printf '#!/bin/sh\\necho %s\\n' "$(cat node-version)" > node_modules/.bin/node
chmod +x node_modules/.bin/node
`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'install-'));
  bin = join(root, 'host-bin');
  mkdirSync(join(root, 'scripts'));
  mkdirSync(bin);
  cpSync(join(SCRIPTS, 'install.mjs'), join(root, 'scripts', 'install.mjs'));
  cpSync(join(SCRIPTS, 'install'), join(root, 'scripts', 'install'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{}');
  writeFileSync(join(root, 'package-lock.json'), '{}');
  writeFileSync(join(root, 'node-version'), 'v24.21.0');
  writeFileSync(join(bin, 'npm'), NPM);
  chmodSync(join(bin, 'npm'), 0o755);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function install(scope: string, path = [bin, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter)) {
  const script = join(root, 'scripts', 'install.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, scope], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: path },
  });
  return { status, stderr };
}

const calls = () =>
  existsSync(join(root, 'calls.txt')) ? readFileSync(join(root, 'calls.txt'), 'utf8').trim().split('\n') : [];
const has = (path: string) => existsSync(join(root, 'node_modules', path));

describe('install', () => {
  it('installs what runs, trims it and says what it takes', () => {
    const { status, stderr } = install('run');
    expect(stderr).toMatch(/Unpacked \d+ MB, removed \d+ MB that is never read; node_modules takes \d+ MB\. \d+ s\./);
    expect(status).toBe(0);
    expect(calls()).toEqual([expect.stringMatching(/^install --no-save .*--omit=dev .*--workspace=frontend$/)]);
    expect([has('zod/v4/index.js'), has('zod/v4/index.js.map'), has('zod/src')]).toEqual([true, false, false]);
  });

  it('does nothing when all is there', () => {
    install('run');
    expect(install('run')).toEqual({ status: 0, stderr: '' });
    expect(calls()).toHaveLength(1);
  });

  it('goes from what runs to everything with nothing missing, and never back', () => {
    install('run');
    expect(install('all').status).toBe(0);
    expect([has('zod/src/index.ts'), has('zod/v4/index.js.map')]).toEqual([true, true]);
    expect(existsSync(join(root, 'node_modules.previous'))).toBe(false);
    expect(install('run')).toEqual({ status: 0, stderr: '' });
    writeFileSync(join(root, 'package-lock.json'), '{"changed":true}');
    install('run');
    expect(calls().map((call) => call.includes('--omit=dev'))).toEqual([true, false, false]);
    expect(has('zod/src/index.ts')).toBe(true);
  });

  it('installs again when the lock file, or node_modules itself, has changed', () => {
    install('run');
    writeFileSync(join(root, 'package-lock.json'), '{"changed":true}');
    install('run');
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), 'changed by npm');
    install('run');
    expect(calls()).toHaveLength(3);
  });

  it('cuts nothing out of an installation made by hand', () => {
    mkdirSync(join(root, 'node_modules'));
    install('run');
    expect(calls()[0]).not.toContain('--omit=dev');
    expect(has('zod/src/index.ts')).toBe(true);
  });

  it('leaves the working installation when npm fails', () => {
    install('run');
    writeFileSync(join(root, 'npm-fails'), '');
    const { status, stderr } = install('all');
    expect([status, stderr]).toEqual([1, expect.stringContaining('npm install failed')]);
    expect(has('zod/v4/index.js')).toBe(true);
    rmSync(join(root, 'npm-fails'));
    expect(install('run')).toEqual({ status: 0, stderr: '' });
  });

  it('stops with a sentence for another Node, no npm, or no scope', () => {
    writeFileSync(join(root, 'node-version'), 'v20.20.2');
    expect(install('run')).toMatchObject({ status: 1, stderr: expect.stringMatching(/Node 24 did not get into/) });
    expect(install('run', '/nowhere')).toMatchObject({ status: 1, stderr: expect.stringMatching(/npm was not found/) });
    expect(install('some')).toEqual({ status: 1, stderr: 'Say what to install: "run" or "all".\n' });
  });
});
