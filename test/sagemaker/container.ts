/** Runs the container's programs as SageMaker does: as processes over a folder in the shape of /opt/ml. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const REPOSITORY = join(import.meta.dirname, '..', '..');

/** A temporary folder in the shape of /opt/ml, with the environment that leads there. */
export class Container {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;

  private constructor(folder: string) {
    this.folder = folder;
    this.env = {
      PATH: process.env.PATH,
      SM_INPUT_CONFIG_DIR: join(folder, 'input/config'),
      SM_CHANNEL_TRAIN: join(folder, 'input/data/train'),
      SM_MODEL_DIR: join(folder, 'model'),
      SM_OUTPUT_DIR: join(folder, 'output'),
      SAGEMAKER_BIND_TO_PORT: '0',
      SAGEMAKER_BIND_TO_HOST: '127.0.0.1',
    };
  }

  static async create(files: Record<string, string | Uint8Array>): Promise<Container> {
    const container = new Container(await mkdtemp(join(tmpdir(), 'kmeans-')));
    for (const [name, content] of Object.entries(files)) {
      const path = join(container.folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
    return container;
  }

  start(program: string, args: readonly string[] = []): ChildProcess {
    return spawn(program, args, { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** How a process ended and what it printed. */
export function ended(child: ChildProcess): Promise<{ code: number | null; signal: string | null; output: string }> {
  let output = '';
  child.stdout!.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr!.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, output })));
}

/** The address of a starting `serve`, once it says that it listens. */
export function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout!.on('data', (chunk) => {
      output += chunk;
      const port = /"port":(\d+)/.exec(output)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
    child.once('close', () => reject(new Error(`serve ended: ${output}`)));
  });
}
