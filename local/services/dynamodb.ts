/** The local DynamoDB: dynalite's tables on disk behind the wire, with the control-plane calls that it lacks. */
import { crc32 } from 'node:zlib';
import { AppError } from '../../core/errors.ts';
import { type Engine, type EngineReply, OPERATIONS, type Operation, openEngine } from './dynamodb/engine.ts';
import { createTableInput, describesTable, type TableConfig, type TableDescription } from './dynamodb/table.ts';
import { jsonReply, notSupported, parseJsonBody } from './wire/json.ts';
import type { WireCall, WireReply, WireService } from './wire.ts';

export type { TableConfig } from './dynamodb/table.ts';

/** One item in DynamoDB's own JSON, as in its exports: `{"pk": {"S": "…"}}`. */
export type DynamoItem = Record<string, Record<string, unknown>>;

export interface LocalDynamoDb extends WireService {
  /** Creates the table unless it is there; true where it was created now. Throws `TableChanged` for other keys or indexes. */
  ensureTable(table: TableConfig): Promise<boolean>;
  /** Removes the table with everything in it, if it is there. */
  dropTable(name: string): Promise<void>;
  /** Writes items, 25 a batch and several batches at once. Throws what DynamoDB answers to one that does not fit. */
  importItems(table: string, items: Iterable<DynamoItem>): Promise<void>;
  /** Whether the table is there and has an item of this key. */
  holdsItem(table: string, key: DynamoItem): Promise<boolean>;
  /** Writes an item where the condition holds, and leaves it where it does not. */
  putWhere(table: string, item: DynamoItem, condition: object): Promise<void>;
  /** One UpdateItem. Throws what DynamoDB answered. */
  update(table: string, input: object): Promise<void>;
  /** Removes the items whose time to live is over. Gives how many. */
  sweepExpired(nowSeconds: number): Promise<number>;
  close(): Promise<void>;
}

/** Tables come from the template alone, so clients neither create nor delete them. */
const FOR_CLIENTS: ReadonlySet<string> = new Set(
  OPERATIONS.filter((operation) => operation !== 'CreateTable' && operation !== 'DeleteTable'),
);
const BATCH_ITEMS = 25;
const BATCHES_AT_ONCE = 8;
const POLL_MS = 5;

/** Opens the tables kept in `folder`. Throws `DataFolderInUse`, `DataFolderDamaged`. */
export async function openDynamoDb(folder: string): Promise<LocalDynamoDb> {
  return new Tables(await openEngine(folder));
}

class Tables implements LocalDynamoDb {
  readonly signingName = 'dynamodb';
  readonly targetPrefix = 'DynamoDB_20120810';
  readonly #engine: Engine;
  readonly #tables = new Map<string, TableConfig>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async handle(call: WireCall): Promise<WireReply> {
    const operation = call.operation ?? '';
    const input = parseJsonBody(call);
    if (FOR_CLIENTS.has(operation)) return toReply(await this.#engine.run(operation as Operation, input));
    return jsonReply(this.#setting(operation, input), { protocol: '1.0' });
  }

  /** Settings of a table that change nothing here but are remembered while it runs. */
  #setting(operation: string, input: Record<string, unknown>): unknown {
    const table = () => {
      const found = this.#tables.get(String(input.TableName));
      if (found) return found;
      const message = `Requested resource not found: Table: ${input.TableName} not found`;
      throw new AppError('ResourceNotFoundException', 400, message);
    };
    switch (operation) {
      case 'DescribeTimeToLive': {
        const { timeToLiveAttribute: AttributeName } = table();
        return {
          TimeToLiveDescription: AttributeName
            ? { TimeToLiveStatus: 'ENABLED', AttributeName }
            : { TimeToLiveStatus: 'DISABLED' },
        };
      }
      case 'UpdateTimeToLive': {
        const given = input.TimeToLiveSpecification as { AttributeName?: unknown; Enabled?: unknown } | undefined;
        if (typeof given?.AttributeName !== 'string' || typeof given.Enabled !== 'boolean') {
          throw new AppError('ValidationException', 400, 'TimeToLiveSpecification must name an attribute and a state.');
        }
        const changed = { ...table(), timeToLiveAttribute: given.Enabled ? given.AttributeName : undefined };
        this.#tables.set(changed.name, changed);
        return { TimeToLiveSpecification: given };
      }
      case 'DescribeContinuousBackups':
      case 'UpdateContinuousBackups':
        table();
        // There is one disk and no backup of it, and saying so is the only honest state.
        return { ContinuousBackupsDescription: { ContinuousBackupsStatus: 'DISABLED' } };
      default:
        throw notSupported('DynamoDB', operation);
    }
  }

  async ensureTable(table: TableConfig): Promise<boolean> {
    this.#tables.set(table.name, table);
    const existing = await this.#describe(table.name);
    if (existing && !describesTable(existing, table)) {
      throw new AppError(
        'TableChanged',
        500,
        `The table ${table.name} was made with other keys or indexes. npm start -- --reset starts afresh.`,
      );
    }
    if (!existing) await this.#run('CreateTable', createTableInput(table));
    await until(async () => (await this.#describe(table.name))?.TableStatus === 'ACTIVE');
    return existing === undefined;
  }

  async dropTable(name: string): Promise<void> {
    if (!(await this.#describe(name))) return;
    await this.#run('DeleteTable', { TableName: name });
    await until(async () => (await this.#describe(name)) === undefined);
  }

  async importItems(table: string, items: Iterable<DynamoItem>): Promise<void> {
    const iterator = items[Symbol.iterator]();
    const work = async () => {
      for (let batch = take(iterator, BATCH_ITEMS); batch.length > 0; batch = take(iterator, BATCH_ITEMS)) {
        await this.#run('BatchWriteItem', {
          RequestItems: { [table]: batch.map((Item) => ({ PutRequest: { Item } })) },
        });
      }
    };
    await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, work));
  }

  async holdsItem(table: string, key: DynamoItem): Promise<boolean> {
    if (!(await this.#describe(table))) return false;
    return ((await this.#run('GetItem', { TableName: table, Key: key })) as { Item?: DynamoItem }).Item !== undefined;
  }

  async putWhere(table: string, item: DynamoItem, condition: object): Promise<void> {
    const reply = await this.#engine.run('PutItem', { TableName: table, Item: item, ...condition });
    if (reply.status !== 200 && exceptionName(reply) !== 'ConditionalCheckFailedException') throw toError(reply);
  }

  async update(table: string, input: object): Promise<void> {
    await this.#run('UpdateItem', { TableName: table, ...input });
  }

  async sweepExpired(nowSeconds: number): Promise<number> {
    let removed = 0;
    for (const { name, timeToLiveAttribute, properties } of this.#tables.values()) {
      if (!timeToLiveAttribute) continue;
      const keys = (properties.KeySchema as { AttributeName: string }[]).map(({ AttributeName }) => AttributeName);
      const expired = {
        ExpressionAttributeNames: { '#ttl': timeToLiveAttribute },
        ExpressionAttributeValues: { ':now': { N: String(nowSeconds) } },
      };
      let start: DynamoItem | undefined;
      do {
        const page = (await this.#run('Scan', {
          TableName: name,
          FilterExpression: '#ttl < :now',
          ...expired,
          ...(start ? { ExclusiveStartKey: start } : {}),
        })) as { Items: DynamoItem[]; LastEvaluatedKey?: DynamoItem };
        for (const item of page.Items) {
          // Its time may have been prolonged since the scan.
          const reply = await this.#engine.run('DeleteItem', {
            TableName: name,
            Key: Object.fromEntries(keys.map((key) => [key, item[key]])),
            ConditionExpression: '#ttl < :now',
            ...expired,
          });
          if (reply.status === 200) removed += 1;
        }
        start = page.LastEvaluatedKey;
      } while (start);
    }
    return removed;
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  async #describe(name: string): Promise<TableDescription | undefined> {
    const reply = await this.#engine.run('DescribeTable', { TableName: name });
    if (reply.status === 200) return (reply.body as { Table: TableDescription }).Table;
    if (exceptionName(reply) === 'ResourceNotFoundException') return undefined;
    throw toError(reply);
  }

  /** One call of our own. Throws what DynamoDB answered. */
  async #run(operation: Operation, input: unknown): Promise<unknown> {
    const reply = await this.#engine.run(operation, input);
    if (reply.status !== 200) throw toError(reply);
    return reply.body;
  }
}

/** Clients check the CRC-32 of what DynamoDB answers. */
function toReply({ status, body }: EngineReply): WireReply {
  const text = JSON.stringify(body);
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-crc32': String(crc32(text)) },
    body: text,
  };
}

function toError(reply: EngineReply): AppError {
  const { message } = reply.body as { message?: string };
  return new AppError(exceptionName(reply), reply.status, message ?? 'DynamoDB refused the call.');
}

function exceptionName({ body }: EngineReply): string {
  return (body as { __type?: string }).__type?.split('#').pop() ?? 'InternalServerError';
}

function take<Item>(iterator: Iterator<Item>, count: number): Item[] {
  const taken: Item[] = [];
  while (taken.length < count) {
    const next = iterator.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}
