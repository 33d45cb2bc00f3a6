import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRunning } from '../../../local/addresses.ts';
import { isFree, LAST_BASE_PORT, portsFrom } from '../../../local/ports.ts';
import { end, endAll, type Started, startMain } from './child.ts';

/** A start may build the web page first. */
const START_MS = 180_000;

const folder = mkdtempSync(join(tmpdir(), 'start-'));
const dataDir = join(folder, 'data');
let port: number;

/** The first of four neighbouring ports that nobody uses, below those that systems give to connections of their own. */
async function freeBase(): Promise<number> {
  for (let base = 10_000 + (process.pid % 5_000) * 4; base <= LAST_BASE_PORT; base += 4) {
    const free = await Promise.all(Object.values(portsFrom(base)).map(isFree));
    if (free.every(Boolean)) return base;
  }
  throw new Error('No four neighbouring ports are free.');
}

const start = (words: string[] = [], where = dataDir) => startMain(where, ['--port', String(port), ...words]);

/** A start that ends by itself, with one sentence and nothing else. */
async function sentenceOf(words: string[] = [], where = dataDir): Promise<string> {
  const { ready, code, stderr } = await start(words, where);
  expect([ready, code, stderr.trimEnd().split('\n').length], stderr).toEqual([false, 1, 1]);
  return stderr.trimEnd();
}

let first: Started;

beforeAll(async () => {
  port = await freeBase();
});
afterAll(() => {
  endAll();
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start', () => {
  it('runs once where it is started twice at the same moment', { timeout: START_MS }, async () => {
    const both = await Promise.all([start(), start()]);
    expect(both.map(({ ready }) => ready).sort()).toEqual([false, true]);
    first = both.find(({ ready }) => ready)!;
    const loser = both.find(({ ready }) => !ready)!;
    expect(loser.code).toBe(1);
    expect(loser.stderr).toMatch(/^(Another Sightsong is starting|Sightsong runs already)/);
    expect(first.stdout).toContain(`http://127.0.0.1:${port}`);
    expect(JSON.parse(readFileSync(join(dataDir, 'format.json'), 'utf8'))).toEqual({ version: 1 });
  });

  it('says where it runs already, and resets nothing below a running one', { timeout: START_MS }, async () => {
    const sentence = `Sightsong runs already, on http://127.0.0.1:${port}. Stop that one first (process ${first.child.pid}).`;
    expect(await sentenceOf()).toBe(sentence);
    expect(await sentenceOf(['--reset'])).toBe(sentence);
    expect(existsSync(join(dataDir, 'dynamodb'))).toBe(true);
    expect(await findRunning(dataDir)).toMatchObject({ pid: first.child.pid });
  });

  it('names the ports that another program has, and the way out', { timeout: START_MS }, async () => {
    const ports = Object.values(portsFrom(port)).join(', ');
    expect(await sentenceOf([], join(folder, 'other'))).toBe(
      `Ports ${ports} are in use by another program. npm start -- --port ${port + 100} uses others.`,
    );
  });

  it.each(['65533', 'web'])('refuses the port %j', async (given) => {
    const { code, stderr } = await startMain(join(folder, 'other'), [`--port=${given}`]);
    expect([code, stderr]).toEqual([1, `--port takes a whole number from 1024 to 65532, not ${given}.\n`]);
  });

  it('does not take a killed one for a running one', async () => {
    await end(first, 'SIGKILL');
    const left = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8'));
    expect(await findRunning(dataDir)).toBeNull();
    // Its process id may belong to another program by now, and so may its port.
    writeFileSync(join(dataDir, 'running.json'), JSON.stringify({ ...left, pid: process.pid }));
    expect(await findRunning(dataDir)).toBeNull();
  });
});

describe('a damaged data folder', () => {
  const whole = join(folder, 'whole');
  const GARBAGE = '\u0000{"garbage":';
  beforeAll(() => cpSync(dataDir, whole, { recursive: true }));

  const damages: [string, (path: string) => string][] = [
    ['dynamodb', (path) => join(path, 'dynamodb', 'CURRENT')],
    ['accounts', (path) => globSync(join(path, 'user-pools', '*'))[0]!.concat('/accounts.json')],
    ['signing key', (path) => globSync(join(path, 'user-pools', '*', 'signing-key.pem'))[0]!],
    ['executions', (path) => join(path, 'executions', 'garbage')],
    ['imports', (path) => join(path, 'imports.json')],
    ['format', (path) => join(path, 'format.json')],
  ];

  it.each(damages)('(%s) ends the start with a sentence', { timeout: START_MS }, async (_, fileOf) => {
    const copy = mkdtempSync(join(folder, 'damaged-'));
    cpSync(whole, copy, { recursive: true });
    writeFileSync(fileOf(copy), GARBAGE);
    const sentence = await sentenceOf([], copy);
    expect(sentence).toContain(copy);
    expect(sentence).toContain('npm start -- --reset begins with an empty data folder.');
  });

  it('runs again after --reset, and leaves nothing behind when it is ended', { timeout: START_MS }, async () => {
    for (const [, fileOf] of damages) writeFileSync(fileOf(dataDir), GARBAGE);
    writeFileSync(join(dataDir, 'lock', 'CURRENT'), GARBAGE);
    const again = await start(['--reset']);
    expect(again.ready, again.stderr).toBe(true);
    expect(await end(again, 'SIGTERM')).toBe(0);
    expect(existsSync(join(dataDir, 'running.json'))).toBe(false);
    expect(again.stderr).toBe('');
  });
});

describe('a full disk', () => {
  /** Mounts a small file system that only the command sees. */
  const on = (mount: string, size: string) => (command: string[]) => [
    ...['unshare', '--map-root-user', '--mount', 'sh', '-c', `mount -t tmpfs -o size=${size} small "$0" && exec "$@"`],
    ...[mount, ...command],
  ];
  const [program = '', ...words] = on(tmpdir(), '64k')(['true']);
  const possible = process.platform === 'linux' && spawnSync(program, words).status === 0;

  it.skipIf(!possible).each(['16k', '2m'])(
    'of %s ends the start with a sentence (needs Linux and the right to mount)',
    { timeout: START_MS },
    async (size) => {
      const full = mkdtempSync(join(folder, 'full-'));
      const { code, stderr } = await startMain(full, ['--port', String(port)], on(full, size));
      expect([code, stderr]).toEqual([
        1,
        `The disk is full: ${full} takes no more. Make room there and start again.\n`,
      ]);
    },
  );
});
