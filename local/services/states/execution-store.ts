import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { damaged } from '../../damaged.ts';
import type { HistoryEvent } from './frame.ts';

const recordSchema = z.strictObject({
  executionArn: z.string(),
  stateMachineArn: z.string(),
  name: z.string(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
  startDate: z.number(),
  stopDate: z.number().nullable(),
  input: z.string(),
  output: z.string().nullable(),
  error: z.string().nullable(),
  cause: z.string().nullable(),
});
/** One execution as it is kept. Dates are milliseconds since 1970; input and output are JSON texts. */
export type ExecutionRecord = z.infer<typeof recordSchema>;
export type ExecutionStatus = ExecutionRecord['status'];
/** What lists and duplicate checks need; the texts stay on disk. */
export type ExecutionSummary = Omit<ExecutionRecord, 'input' | 'output' | 'error' | 'cause'>;

/** How long finished executions are kept, as Step Functions does: 90 days. */
const RETENTION = 90 * 24 * 3600 * 1000;

/**
 * Executions on disk: `<folder>/<state machine>/<execution>.json`, and its history beside it. Every file is written
 * whole or not at all, so that a stop at any moment leaves a readable one.
 */
export class ExecutionStore {
  readonly #folder: string;
  readonly #summaries = new Map<string, ExecutionSummary>();
  /** Records on their way to the disk, which count already. */
  readonly #unwritten = new Map<string, ExecutionRecord>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Reads what an earlier run left, and drops what is older than 90 days. */
  static async open(folder: string, now: number): Promise<ExecutionStore> {
    const store = new ExecutionStore(folder);
    await mkdir(folder, { recursive: true });
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (!entry.isDirectory()) throw damaged(join(folder, entry.name), new Error('It is no folder.'));
      const machine = entry.name;
      for (const file of await readdir(join(folder, machine))) {
        const path = join(folder, machine, file);
        if (file.endsWith('.part')) await rm(path);
        if (!file.endsWith('.json')) continue;
        const record = await readRecord(path);
        if (record.stopDate !== null && record.stopDate < now - RETENTION) await store.#remove(record);
        else store.#summaries.set(record.executionArn, summaryOf(record));
      }
    }
    return store;
  }

  get(executionArn: string): ExecutionSummary | undefined {
    return this.#summaries.get(executionArn);
  }

  /** Newest first. */
  list(stateMachineArn?: string): ExecutionSummary[] {
    return [...this.#summaries.values()]
      .filter((one) => stateMachineArn === undefined || one.stateMachineArn === stateMachineArn)
      .sort((a, b) => b.startDate - a.startDate || (a.executionArn < b.executionArn ? 1 : -1));
  }

  async read(executionArn: string): Promise<ExecutionRecord> {
    const unwritten = this.#unwritten.get(executionArn);
    if (unwritten) return unwritten;
    return readRecord(this.#path(this.#summaries.get(executionArn)!, 'json'));
  }

  /** The name counts as taken as soon as this is called, not only when the file is there. */
  async write(record: ExecutionRecord): Promise<void> {
    this.#summaries.set(record.executionArn, summaryOf(record));
    this.#unwritten.set(record.executionArn, record);
    try {
      await writeWhole(this.#path(record, 'json'), JSON.stringify(record));
    } finally {
      if (this.#unwritten.get(record.executionArn) === record) this.#unwritten.delete(record.executionArn);
    }
  }

  async readHistory(executionArn: string): Promise<HistoryEvent[]> {
    try {
      return JSON.parse(await readFile(this.#path(this.#summaries.get(executionArn)!, 'history'), 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  async writeHistory(executionArn: string, events: readonly HistoryEvent[]): Promise<void> {
    await writeWhole(this.#path(this.#summaries.get(executionArn)!, 'history'), JSON.stringify(events));
  }

  async #remove(record: ExecutionSummary): Promise<void> {
    await rm(this.#path(record, 'history'), { force: true });
    await rm(this.#path(record, 'json'), { force: true });
  }

  #path({ executionArn, name }: Pick<ExecutionSummary, 'executionArn' | 'name'>, kind: 'json' | 'history'): string {
    const machine = executionArn.split(':')[6]!;
    return join(this.#folder, encodeURIComponent(machine), `${encodeURIComponent(name)}.${kind}`);
  }
}

/** Throws `DataFolderDamaged` for a file that is no execution. */
async function readRecord(path: string): Promise<ExecutionRecord> {
  const text = await readFile(path, 'utf8');
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(path, cause);
  }
}

function summaryOf({ executionArn, stateMachineArn, name, status, startDate, stopDate }: ExecutionRecord) {
  return { executionArn, stateMachineArn, name, status, startDate, stopDate };
}

let parts = 0;

async function writeWhole(path: string, text: string): Promise<void> {
  parts += 1;
  const part = `${path}.${process.pid}.${parts}.part`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(part, text);
  await rename(part, path);
}
