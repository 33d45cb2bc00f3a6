/**
 * BatchWriteItem where it writes plain items into a table without indexes: one LevelDB batch instead of a read and a
 * write an item, and one walk over each item instead of dynalite's several. Whatever is not plainly right is left to
 * dynalite, which knows the exact words of every refusal.
 */
import { createRequire } from 'node:module';

/** What of dynalite's store is used here. */
export interface BulkStore {
  readonly options: { readonly maxItemSize: number };
  getTable(name: string, callback: (error: unknown, table?: TableRecord) => void): void;
  getItemDb(name: string): ItemDb;
}

interface ItemDb {
  lock(keys: readonly string[], use: (release: (callback: Callback) => Callback) => void): void;
  batch(operations: readonly object[], callback: Callback): void;
}
type Callback = (error?: unknown) => void;
interface TableRecord {
  readonly TableStatus: string;
  readonly GlobalSecondaryIndexes?: readonly unknown[];
  readonly LocalSecondaryIndexes?: readonly unknown[];
}
type Item = Record<string, Record<string, unknown>>;

const require = createRequire(import.meta.url);
const { createKey, validateItem } = require('dynalite/db/index.js') as {
  createKey(item: Item, table: TableRecord): string;
  validateItem(item: Item, table: TableRecord): unknown;
};
const { validateAttributeValue } = require('dynalite/validations/index.js') as {
  /** Words for what is wrong; brings a number into the form in which it is stored. */
  validateAttributeValue(value: Record<string, unknown>): string | undefined;
};

const MOST_ITEMS = 25;
const DEEPEST = 32;
/** A number that is written as DynamoDB stores it, far below its 38 digits. */
const PLAIN_NUMBER = /^(0|-?[1-9]\d{0,14}|-?(0|[1-9]\d{0,14})\.\d{0,16}[1-9])$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** True where everything was written; false where nothing was, and dynalite has to decide. Throws where the storage fails. */
export async function bulkPut(store: BulkStore, input: unknown): Promise<boolean> {
  const wanted = plainPuts(input);
  if (!wanted) return false;
  const { name, items } = wanted;
  const table = await new Promise<TableRecord | undefined>((resolve) =>
    store.getTable(name, (error, found) => resolve(error ? undefined : found)),
  );
  if (table?.TableStatus !== 'ACTIVE') return false;
  if (table.GlobalSecondaryIndexes?.length || table.LocalSecondaryIndexes?.length) return false;
  const operations: { type: 'put'; key: string; value: string; valueEncoding: 'utf8' }[] = [];
  for (const item of items) {
    if (!Object.values(item).every((value) => isPlain(value, 1))) return false;
    // Only now, since numbers have come into their stored form.
    const value = JSON.stringify(item);
    // An item's size is at most that of its JSON.
    if (Buffer.byteLength(value) > store.options.maxItemSize || validateItem(item, table) != null) return false;
    operations.push({ type: 'put', key: createKey(item, table), value, valueEncoding: 'utf8' });
  }
  const keys = operations.map(({ key }) => key);
  if (new Set(keys).size < keys.length) return false;
  const itemDb = store.getItemDb(name);
  await new Promise<void>((resolve, reject) => {
    // As every other writer does, so that a conditional write never decides on what is being replaced.
    itemDb.lock(keys, (release) =>
      itemDb.batch(
        operations,
        release((error) => (error ? reject(error) : resolve())),
      ),
    );
  });
  return true;
}

/** The items of a request that does nothing but put items into one table. */
function plainPuts(input: unknown): { name: string; items: Item[] } | null {
  if (!isObject(input) || Object.keys(input).some((field) => field !== 'RequestItems')) return null;
  const { RequestItems } = input;
  if (!isObject(RequestItems)) return null;
  const [[name, requests] = [], ...others] = Object.entries(RequestItems);
  if (name === undefined || others.length > 0 || !Array.isArray(requests)) return null;
  if (requests.length === 0 || requests.length > MOST_ITEMS) return null;
  const items: Item[] = [];
  for (const request of requests) {
    if (!isObject(request) || Object.keys(request).length !== 1 || !isObject(request.PutRequest)) return null;
    const { PutRequest } = request;
    if (Object.keys(PutRequest).length !== 1 || !isObject(PutRequest.Item)) return null;
    items.push(PutRequest.Item as Item);
  }
  return { name, items };
}

/** Whether it is one value of a type without further rules; sets have some. */
function isPlain(value: unknown, depth: number): boolean {
  if (!isObject(value) || depth > DEEPEST) return false;
  const [[type, content] = [], ...others] = Object.entries(value);
  if (others.length > 0) return false;
  switch (type) {
    case 'S':
      return typeof content === 'string';
    case 'N':
      if (typeof content !== 'string') return false;
      return PLAIN_NUMBER.test(content) || validateAttributeValue(value) === undefined;
    case 'B':
      return typeof content === 'string' && BASE64.test(content);
    case 'BOOL':
      return typeof content === 'boolean';
    case 'NULL':
      return content === true;
    case 'L':
      return Array.isArray(content) && content.every((inner) => isPlain(inner, depth + 1));
    case 'M':
      return isObject(content) && Object.values(content).every((inner) => isPlain(inner, depth + 1));
    default:
      return false;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
