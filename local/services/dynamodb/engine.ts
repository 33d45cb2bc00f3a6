/**
 * dynalite's operations on a LevelDB folder, called directly rather than through its HTTP server: that server throws what
 * its storage throws out of event handlers, where nobody can catch it.
 */
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { AppError } from '../../../core/errors.ts';
import { damaged } from '../../damaged.ts';
import { type BulkStore, bulkPut } from './bulk-put.ts';

/** Operations that dynalite implements as DynamoDB does. */
export const OPERATIONS = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What an operation answers: 200 with its output, or the status and body of a DynamoDB exception. */
export interface EngineReply {
  readonly status: number;
  readonly body: unknown;
}

export interface Engine {
  /** Throws only where the storage fails. */
  run(operation: Operation, input: unknown): Promise<EngineReply>;
  close(): Promise<void>;
}

interface Store extends BulkStore {
  readonly db: { open(): Promise<void>; close(): Promise<void> };
}
type Callback = (error: unknown, output?: unknown) => void;
type Action = (store: Store, input: unknown, callback: Callback) => void;
interface Validation {
  readonly types: unknown;
  readonly custom?: unknown;
}
interface Validations {
  checkTypes(input: unknown, types: unknown): unknown;
  checkValidations(input: unknown, types: unknown, custom: unknown, store: Store): void;
}

const require = createRequire(import.meta.url);
const { create } = require('dynalite/db/index.js') as { create(options: object): Store };
const { checkTypes, checkValidations } = require('dynalite/validations/index.js') as Validations;
const implementations = new Map(
  OPERATIONS.map((operation) => {
    const file = `${operation[0]!.toLowerCase()}${operation.slice(1)}.js`;
    const act = require(`dynalite/actions/${file}`) as Action;
    return [operation, { act, validation: require(`dynalite/validations/${file}`) as Validation }] as const;
  }),
);

/** Opens the folder. Throws `DataFolderInUse` where another process has it open, `DataFolderDamaged` where it cannot be read. */
export async function openEngine(folder: string): Promise<Engine> {
  await mkdir(folder, { recursive: true });
  // Tables change their state at once: nobody here waits for capacity.
  const store = create({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  try {
    await store.db.open();
  } catch (cause) {
    throw folderError(folder, cause);
  }
  return {
    async run(operation, input) {
      if (operation === 'BatchWriteItem' && (await bulkPut(store, input))) {
        return { status: 200, body: { UnprocessedItems: {} } };
      }
      const { act, validation } = implementations.get(operation)!;
      try {
        const checked = checkTypes(input, validation.types);
        checkValidations(checked, validation.types, validation.custom, store);
        const body = await new Promise<unknown>((resolve, reject) => {
          act(store, checked, (error, output) => (error ? reject(error) : resolve(output)));
        });
        return { status: 200, body };
      } catch (error) {
        const { statusCode, body } = error as { statusCode?: number; body?: unknown };
        if (statusCode === undefined) throw error;
        return { status: statusCode, body };
      }
    },
    close: () => store.db.close(),
  };
}

function folderError(folder: string, cause: unknown): Error {
  const code = ((cause as Error).cause as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'LEVEL_LOCKED') {
    return new AppError('DataFolderInUse', 500, `The tables in ${folder} are in use by another local cloud.`, {
      cause,
    });
  }
  // What the disk lacks is no fault of the tables.
  if (/No space left|Permission denied|Read-only/.test(String((cause as Error).cause))) return cause as Error;
  return damaged(folder, cause);
}
