/** A model container as a child process: started as SageMaker starts it, ready once it answers GET /ping. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { AppError } from '../../../core/errors.ts';

export interface ContainerOptions {
  /** The program's file, run by this Node. */
  readonly entry: string;
  /** Folder with the unpacked model, what /opt/ml/model is in production. */
  readonly modelDir: string;
  /** 0 or absent takes a free port. */
  readonly port?: number;
  /** How long it may take to answer /ping with 200, ms. */
  readonly startTimeoutMs?: number;
  /** Told every line the program prints. */
  readonly onOutput?: (line: string) => void;
}

export interface Container {
  /** Origin without a trailing slash. */
  readonly url: string;
  /** Asks the program to end and makes it end where it does not. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const END_WITH_PARENT = new URL('./end-with-parent.mjs', import.meta.url).href;
const START_TIMEOUT_MS = 15_000;
const PING_EVERY_MS = 40;
const PING_TIMEOUT_MS = 2_000;
const END_GRACE_MS = 2_000;
/** Lines of the program's last words that an error repeats. */
const LAST_WORDS = 5;

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Throws `ContainerFailed` (500) where the program ends or does not become ready in time. */
export async function startContainer(options: ContainerOptions): Promise<Container> {
  const port = options.port || (await freePort());
  const url = `http://${HOST}:${port}`;
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, options.entry], {
    env: {
      PATH: process.env.PATH,
      SM_MODEL_DIR: options.modelDir,
      SAGEMAKER_BIND_TO_PORT: String(port),
      SAGEMAKER_BIND_TO_HOST: HOST,
    },
    // The other end of its stdin is held here for as long as this process lives.
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines = collectLines(child, options.onOutput);
  const close = () => end(child);
  try {
    await becomeReady(child, url, options.startTimeoutMs ?? START_TIMEOUT_MS);
  } catch (error) {
    await close();
    const said = lines.slice(-LAST_WORDS).join('\n');
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('ContainerFailed', 500, said === '' ? reason : `${reason} It said: ${said}`, { cause: error });
  }
  return { url, close };
}

function collectLines(child: ChildProcess, onOutput?: (line: string) => void): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout!, child.stderr!]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop()!;
      for (const line of parts) {
        lines.push(line);
        if (lines.length > LAST_WORDS) lines.shift();
        onOutput?.(line);
      }
    });
  }
  return lines;
}

async function becomeReady(child: ChildProcess, url: string, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  while (Date.now() < deadline) {
    if (failure) throw failure;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The model container ended with ${child.exitCode ?? child.signalCode} before it was ready.`);
    }
    const answer = await fetch(`${url}/ping`, { signal: AbortSignal.timeout(PING_TIMEOUT_MS) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, PING_EVERY_MS));
  }
  throw new Error(`The model container did not answer /ping with 200 within ${timeoutMs / 1000} seconds.`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), END_GRACE_MS);
  await ended;
  clearTimeout(timer);
}
