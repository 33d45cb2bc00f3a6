/** The data folder: one cloud at a time, in a format that this version knows. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../core/errors.ts';
import { findRunning } from './addresses.ts';
import { type Engine, openEngine } from './services/dynamodb/engine.ts';

/** Everything the cloud writes. Beside it lie fetched models, which nobody wants to fetch again. */
const DATA = [
  'assembly',
  'assembly.json',
  'command-line-member.json',
  'dynamodb',
  'executions',
  'format.json',
  'imports.json',
  'logs',
  'mail',
  'operator.json',
  'phone',
  'running.json',
  's3',
  'user-pools',
] as const;

/** Turns a folder of one format into the next. It may be cut off and run again. */
export type Migration = (folder: string) => Promise<void>;

/** Row n takes format n to n + 1. */
export const MIGRATIONS: readonly Migration[] = [
  // Folders from before the format was written down are the same in all else.
  async () => undefined,
];

export type DataFolderOptions = {
  /** Whether everything in it is thrown away first. */
  reset?: boolean | undefined;
  migrations?: readonly Migration[];
};

export type DataFolder = { close: () => Promise<void> };

/**
 * Takes the folder for this process, made where it is not there, and brings it to the current format. Throws
 * `AlreadyRunning` where another cloud has it, `DataFormatUnknown` for one from another version.
 */
export async function openDataFolder(path: string, options: DataFolderOptions = {}): Promise<DataFolder> {
  const { reset = false, migrations = MIGRATIONS } = options;
  mkdirSync(path, { recursive: true });
  const lock = await takeLock(path);
  try {
    if (reset) for (const name of DATA) rmSync(join(path, name), { recursive: true, force: true });
    await migrate(path, migrations);
  } catch (error) {
    await lock.close();
    throw error;
  }
  return { close: () => lock.close() };
}

/**
 * An empty LevelDB beside the data: the system itself gives its lock to one process alone, and takes it back when that
 * process ends, however it ends. No file that outlives its writer can do that.
 */
async function takeLock(path: string): Promise<Engine> {
  const folder = join(path, 'lock');
  try {
    return await openEngine(folder);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'DataFolderInUse') throw await alreadyRunning(path);
    // Nothing is kept in it, so a damaged one is simply made anew.
    rmSync(folder, { recursive: true, force: true });
    return openEngine(folder);
  }
}

async function alreadyRunning(path: string): Promise<AppError> {
  const running = await findRunning(path);
  return new AppError(
    'AlreadyRunning',
    409,
    running
      ? `Sightsong runs already, on ${running.webUrl}. Stop that one first (process ${running.pid}).`
      : `Another Sightsong is starting or stopping on ${path}. Wait until it has, then try again.`,
  );
}

const formatSchema = z.strictObject({ version: z.number().int().nonnegative() });

async function migrate(path: string, migrations: readonly Migration[]): Promise<void> {
  const current = migrations.length;
  const found = await formatOf(path, current);
  if (found === null || found > current) {
    const made = found === null ? 'in a format that is not known' : `by a newer version of Sightsong (format ${found})`;
    throw new AppError(
      'DataFormatUnknown',
      500,
      `The data in ${path} were written ${made}; this version knows formats up to ${current}. ` +
        'npm start -- --reset begins with an empty data folder.',
    );
  }
  for (let version = found; version < current; version++) {
    await migrations[version]?.(path);
    writeFormat(path, version + 1);
  }
  if (found === current) writeFormat(path, current);
}

/** The folder's format: the current one for an empty folder, 0 where it was not written down, null for what is no number. */
async function formatOf(path: string, current: number): Promise<number | null> {
  let text: string;
  try {
    text = readFileSync(join(path, 'format.json'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const names = new Set(await readdir(path));
    return DATA.some((name) => names.has(name)) ? 0 : current;
  }
  try {
    return formatSchema.parse(JSON.parse(text)).version;
  } catch {
    return null;
  }
}

function writeFormat(path: string, version: number): void {
  const file = join(path, 'format.json');
  writeFileSync(`${file}.part`, `${JSON.stringify({ version })}\n`);
  renameSync(`${file}.part`, file);
}
