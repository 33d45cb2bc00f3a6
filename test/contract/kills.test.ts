/** `kill -9` in the middle of everything: the next start resumes or fails every recap, and nothing is left behind. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { RecapView } from '../../core/contracts/recaps.ts';
import type { CloudAddresses } from '../../local/addresses.ts';
import { signIn } from '../../local/cli/person.ts';
import { until } from './executions.ts';
import { leaksInLogs } from './leaks.ts';
import { plainPhoto } from './photos.ts';
import { begin, ended, read } from './requests.ts';
import type { HostedTarget } from './target.ts';

const ENTRY = join(import.meta.dirname, 'cloud-process.ts');
const dataDir = mkdtempSync(join(tmpdir(), 'sightsong-kills-'));
const photo = await plainPhoto();
let running: ChildProcess | undefined;

type Started = Pick<HostedTarget, 'addresses' | 'dataDir'> & {
  token: string;
  tell: (command: string) => Promise<void>;
  kill: () => Promise<void>;
};

afterEach(() => running?.kill('SIGKILL'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Starts a cloud on the one data folder. */
async function start(): Promise<Started> {
  const child = spawn(process.execPath, [ENTRY, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  running = child;
  const lines: Interface = createInterface({ input: child.stdout });
  const said = lines[Symbol.asyncIterator]();
  const addresses = JSON.parse((await said.next()).value ?? '{}') as CloudAddresses;
  const target = { addresses, dataDir };
  return {
    ...target,
    token: await signIn(addresses, dataDir),
    async tell(command) {
      child.stdin.write(`${command}\n`);
      expect((await said.next()).value).toBe(command);
    },
    async kill() {
      const family = descendants(child.pid!);
      // Function hosts, and the container of the endpoint.
      expect(family.length).toBeGreaterThan(5);
      process.kill(child.pid!, 'SIGKILL');
      await until('every child to be gone', () => family.every((pid) => !isAlive(pid)), 20);
    },
  };
}

/** Every process that this one started, and those that they did. */
function descendants(pid: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number) as [number, number]);
  const found: number[] = [];
  for (let parents = [pid]; parents.length > 0; ) {
    parents = rows.filter(([, parent]) => parents.includes(parent)).map(([child]) => child);
    found.push(...parents);
  }
  return found;
}

/** Whether the process is there and not only waits to be noticed as ended. */
function isAlive(pid: number): boolean {
  try {
    return !/^Z/.test(execFileSync('ps', ['-p', String(pid), '-o', 'stat='], { encoding: 'utf8' }).trim());
  } catch {
    return false;
  }
}

const atStage = (cloud: Started, recapId: string, ...stages: string[]) =>
  until(`the stage ${stages}`, async () => {
    const recap = await read(cloud, cloud.token, recapId);
    return (stages.includes(recap.stage) || recap.progress === 1) && recap;
  });

const endOf = (cloud: Started, ids: readonly string[]): Promise<RecapView[]> =>
  Promise.all(ids.map((recapId) => ended(cloud, cloud.token, recapId)));

test('every recap comes to an end, wherever it was when the cloud was killed', async () => {
  // Several recaps at different steps at the first kill; one, held where the picture is looked at, at the second.
  let cloud = await start();
  const early: string[] = [];
  for (let count = 0; count < 3; count++) early.push(await begin(cloud, cloud.token, photo));
  await atStage(cloud, early[0]!, 'ReadingMood', 'TellingStory', 'FindingSongs', 'Narrating');
  early.push(await begin(cloud, cloud.token, photo));
  await cloud.kill();

  cloud = await start();
  expect((await endOf(cloud, early)).map(({ status }) => status)).toEqual(early.map(() => 'READY'));
  await cloud.tell('hold');
  const held = await begin(cloud, cloud.token, photo);
  await atStage(cloud, held, 'LookingAtPicture');
  await cloud.kill();

  // An upload whose event is lost, and an execution whose end nobody is told.
  cloud = await start();
  expect((await endOf(cloud, [held])).map(({ status }) => status)).toEqual(['READY']);
  await cloud.tell('hold');
  const stopped = await begin(cloud, cloud.token, photo);
  await atStage(cloud, stopped, 'LookingAtPicture');
  await cloud.tell('deaf');
  await cloud.tell('stop');
  const unheard = await begin(cloud, cloud.token, photo);
  expect((await read(cloud, cloud.token, stopped)).status).toBe('RUNNING');
  expect((await read(cloud, cloud.token, unheard)).status).toBe('AWAITING_UPLOAD');
  await cloud.kill();

  cloud = await start();
  const [failed, ready] = await endOf(cloud, [stopped, unheard]);
  expect(failed!.error?.code).toBe('RecapFailed');
  expect(ready!.status).toBe('READY');
  await cloud.kill();
  expect(leaksInLogs(dataDir)).toEqual([]);
}, 400_000);
