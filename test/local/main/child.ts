/** `npm start` as a person starts it, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../../local/main.ts');

export type Started = {
  child: ChildProcess;
  /** Whether the cloud runs; false where the process has ended. */
  ready: boolean;
  /** Exit code; null while it runs. */
  code: number | null;
  stdout: string;
  stderr: string;
};

const running = new Set<ChildProcess>();

/** Resolves when the cloud is ready or the process has ended. `through` wraps the command line. */
export async function startMain(
  dataDir: string,
  words: readonly string[],
  through: (command: string[]) => string[] = (command) => command,
): Promise<Started> {
  const { OPENAI_API_KEY: _, ...env } = process.env;
  const [program = '', ...rest] = through([process.execPath, MAIN, ...words]);
  const child = spawn(program, rest, { env: { ...env, SIGHTSONG_DATA_DIR: dataDir }, stdio: 'pipe' });
  running.add(child);
  const started: Started = { child, ready: false, code: null, stdout: '', stderr: '' };
  const ready = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      started.stdout += text;
      if (started.stdout.includes('Ready in')) resolve();
    });
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    started.stderr += text;
  });
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    started.code = code as number | null;
    return false;
  });
  started.ready = await Promise.race([ready.then(() => true), ended]);
  return started;
}

/** Ends a process with a signal; gives its exit code once it is gone. */
export async function end({ child }: Started, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const closed = once(child, 'close');
  child.kill(signal);
  await closed;
  return child.exitCode;
}

/** Ends what a failed test left behind. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
}
