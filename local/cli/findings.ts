/** The facts that `npm run doctor` tells, each found by looking. */
import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { findRunning } from '../addresses.ts';
import { BASE_PORT, portsFrom } from '../ports.ts';

export type Finding = {
  name: string;
  /** `absent` is a choice with a price; `broken` has to be mended before anything works. */
  state: 'ready' | 'absent' | 'broken';
  found: string;
  /** What is lost without it, or what to do. */
  without?: string;
};

const ROOT = join(import.meta.dirname, '..', '..');
const LEAST_FREE_MB = 500;

export async function examine(dataDir: string): Promise<Finding[]> {
  const running = await findRunning(dataDir);
  return [
    { name: 'Node', state: 'ready', found: process.version },
    storage(dataDir),
    running
      ? { name: 'Local cloud', state: 'ready', found: `running on ${running.webUrl}` }
      : {
          name: 'Local cloud',
          state: 'absent',
          found: 'not running',
          without: 'npm start starts it; commands start one of their own.',
        },
    ...(running ? [] : [await ports()]),
    {
      name: 'Web page',
      ...(existsSync(join(ROOT, 'frontend', 'out', 'index.html'))
        ? { state: 'ready', found: 'built' }
        : { state: 'absent', found: 'not built yet', without: 'npm start builds it, once.' }),
    },
    { name: 'Seeing', state: 'ready', found: 'packaged vision: objects, faces, colours (COCO-80, no scenes)' },
    { name: 'Speaking', state: 'ready', found: 'packaged voice (Flite), English' },
    openAi(),
    awsAccount(),
  ];
}

function storage(dataDir: string): Finding {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch {
    return {
      name: 'Data folder',
      state: 'broken',
      found: `${dataDir} cannot be written`,
      without: 'Give this user the right to write there.',
    };
  }
  const { bavail, bsize } = statfsSync(dataDir);
  const free = Math.floor((bavail * bsize) / 1e6);
  return free < LEAST_FREE_MB
    ? {
        name: 'Data folder',
        state: 'broken',
        found: `only ${free} MB free`,
        without: `Make at least ${LEAST_FREE_MB} MB free.`,
      }
    : { name: 'Data folder', state: 'ready', found: `${dataDir}, ${Math.floor(free / 1000)} GB free` };
}

async function ports(): Promise<Finding> {
  const wanted = Object.values(portsFrom(BASE_PORT));
  const busy = (await Promise.all(wanted.map(async (port) => ((await isFree(port)) ? [] : [port])))).flat();
  return busy.length > 0
    ? {
        name: 'Ports',
        state: 'absent',
        found: `${busy.join(', ')} taken by another program`,
        without: 'npm start -- --port 4700 uses others.',
      }
    : { name: 'Ports', state: 'ready', found: `${wanted[0]} to ${wanted.at(-1)} are free` };
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function openAi(): Finding {
  return process.env.OPENAI_API_KEY
    ? {
        name: 'OpenAI key',
        state: 'ready',
        found: `set; about 0.0003 USD a story, from ${process.env.OPENAI_BASE_URL ?? 'OpenAI'}`,
      }
    : {
        name: 'OpenAI key',
        state: 'absent',
        found: 'OPENAI_API_KEY is not set',
        without: 'Stories come from the built-in writer, free and offline, and vary less.',
      };
}

function awsAccount(): Finding {
  return process.env.AWS_ACCESS_KEY_ID || process.env.AWS_PROFILE
    ? { name: 'AWS account', state: 'ready', found: 'credentials are set; npx cdk deploy can use them' }
    : {
        name: 'AWS account',
        state: 'absent',
        found: 'no credentials are set',
        without: 'Everything runs on this machine; only deploying needs an account.',
      };
}
