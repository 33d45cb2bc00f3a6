/** The local DynamoDB: dynalite on disk, behind the one port, with the table calls of the control plane that it lacks. */
import { mkdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { AppError } from '../../core/errors.ts';
import { jsonReply, notSupported, parseJsonBody } from './wire/json.ts';
import type { WireCall, WireReply, WireService } from './wire.ts';

/** A table as the template describes it: CloudFormation's properties, which CreateTable shares. */
export interface TableConfig {
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Attribute that holds the second after which an item is gone. */
  readonly timeToLiveAttribute?: string | undefined;
}

/** One item in DynamoDB's own JSON, as in its exports: `{"pk": {"S": "…"}}`. */
export type DynamoItem = Record<string, Record<string, unknown>>;

export interface LocalDynamoDb extends WireService {
  /** Creates the table unless it is there. True where it was created now. */
  ensureTable(table: TableConfig): Promise<boolean>;
  /** Removes the table with everything in it, if it is there. */
  dropTable(name: string): Promise<void>;
  /** Writes items, 25 a batch and several batches at once. */
  importItems(table: string, items: Iterable<DynamoItem>): Promise<void>;
  /** Removes the items whose time has come. Gives how many. */
  sweepExpired(nowSeconds: number): Promise<number>;
  close(): Promise<void>;
}

const TARGET = 'DynamoDB_20120810';
/** Operations that dynalite does itself. */
const PASSED_ON: ReadonlySet<string> = new Set([
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
]);
/** Settings of a table that CreateTable knows. */
const CREATE_FIELDS = [
  'KeySchema',
  'AttributeDefinitions',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
  'BillingMode',
  'ProvisionedThroughput',
];
const BATCH_ITEMS = 25;
const BATCHES_AT_ONCE = 8;

/** Opens the tables kept in `folder`. Throws `DataFolderDamaged` where they cannot be read. */
export async function openDynamoDb(folder: string): Promise<LocalDynamoDb> {
  mkdirSync(folder, { recursive: true });
  const server = dynalite({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  const database = new Dynalite(port, () => new Promise<void>((resolve) => server.close(() => resolve())));
  try {
    await database.call('ListTables', {});
  } catch (cause) {
    await database.close();
    throw new AppError(
      'DataFolderDamaged',
      500,
      `The tables in ${folder} cannot be opened: another local cloud uses them, or they are damaged. npm start -- --reset starts afresh.`,
      { cause },
    );
  }
  return database;
}

class Dynalite implements LocalDynamoDb {
  readonly signingName = 'dynamodb';
  readonly targetPrefix = TARGET;
  readonly #port: number;
  readonly #stop: () => Promise<void>;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 32 });
  readonly #tables = new Map<string, TableConfig>();

  constructor(port: number, stop: () => Promise<void>) {
    this.#port = port;
    this.#stop = stop;
  }

  async handle(call: WireCall): Promise<WireReply> {
    const operation = call.operation ?? '';
    if (operation === 'DescribeTimeToLive') return jsonReply(this.#timeToLive(call), { protocol: '1.0' });
    if (!PASSED_ON.has(operation)) throw notSupported('DynamoDB', operation);
    return this.#send(operation, call.body, call.headers.authorization);
  }

  #timeToLive(call: WireCall) {
    const attribute = this.#tables.get(String(parseJsonBody(call).TableName))?.timeToLiveAttribute;
    return {
      TimeToLiveDescription: attribute
        ? { TimeToLiveStatus: 'ENABLED', AttributeName: attribute }
        : { TimeToLiveStatus: 'DISABLED' },
    };
  }

  async ensureTable(table: TableConfig): Promise<boolean> {
    this.#tables.set(table.name, table);
    const { TableNames } = (await this.call('ListTables', {})) as { TableNames: string[] };
    if (TableNames.includes(table.name)) return false;
    const given = Object.fromEntries(
      CREATE_FIELDS.flatMap((field) =>
        table.properties[field] === undefined ? [] : [[field, table.properties[field]]],
      ),
    );
    await this.call('CreateTable', { TableName: table.name, ...given });
    await this.#until(async () => {
      const { Table } = (await this.call('DescribeTable', { TableName: table.name })) as {
        Table: { TableStatus: string };
      };
      return Table.TableStatus === 'ACTIVE';
    });
    return true;
  }

  async dropTable(name: string): Promise<void> {
    const exists = async () =>
      ((await this.call('ListTables', {})) as { TableNames: string[] }).TableNames.includes(name);
    if (!(await exists())) return;
    await this.call('DeleteTable', { TableName: name });
    await this.#until(async () => !(await exists()));
  }

  async importItems(table: string, items: Iterable<DynamoItem>): Promise<void> {
    const iterator = items[Symbol.iterator]();
    const nextBatch = () => {
      const batch: DynamoItem[] = [];
      while (batch.length < BATCH_ITEMS) {
        const next = iterator.next();
        if (next.done) break;
        batch.push(next.value);
      }
      return batch;
    };
    const work = async () => {
      for (let batch = nextBatch(); batch.length > 0; batch = nextBatch()) {
        await this.call('BatchWriteItem', {
          RequestItems: { [table]: batch.map((Item) => ({ PutRequest: { Item } })) },
        });
      }
    };
    await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, work));
  }

  async sweepExpired(nowSeconds: number): Promise<number> {
    let removed = 0;
    for (const { name, timeToLiveAttribute, properties } of this.#tables.values()) {
      if (!timeToLiveAttribute) continue;
      const keys = (properties.KeySchema as { AttributeName: string }[]).map(({ AttributeName }) => AttributeName);
      const { Items } = (await this.call('Scan', {
        TableName: name,
        FilterExpression: '#ttl < :now',
        ExpressionAttributeNames: { '#ttl': timeToLiveAttribute },
        ExpressionAttributeValues: { ':now': { N: String(nowSeconds) } },
      })) as { Items: DynamoItem[] };
      for (const item of Items) {
        await this.call('DeleteItem', {
          TableName: name,
          Key: Object.fromEntries(keys.map((key) => [key, item[key]])),
        });
        removed++;
      }
    }
    return removed;
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await this.#stop();
  }

  /** One call of our own. Throws what DynamoDB answered. */
  async call(operation: string, input: unknown): Promise<unknown> {
    const reply = await this.#send(operation, Buffer.from(JSON.stringify(input)));
    const body = JSON.parse(Buffer.from(reply.body ?? '{}').toString('utf8')) as { __type?: string; message?: string };
    if (reply.status === 200) return body;
    throw new AppError(
      body.__type?.split('#').pop() ?? 'DynamoDbFailed',
      reply.status,
      body.message ?? 'DynamoDB failed.',
    );
  }

  async #until(done: () => Promise<boolean>): Promise<void> {
    while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  /** Passes a request on; dynalite looks for a signature but does not check it, the wire has done that. */
  #send(operation: string, body: Buffer, authorization = LOCAL_AUTHORIZATION): Promise<WireReply> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port: this.#port,
          method: 'POST',
          agent: this.#agent,
          headers: {
            'content-type': 'application/x-amz-json-1.0',
            'content-length': body.length,
            'x-amz-target': `${TARGET}.${operation}`,
            'x-amz-date': AMZ_DATE,
            authorization,
          },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const headers: Record<string, string> = {};
            for (const name of ['content-type', 'x-amz-crc32', 'x-amzn-requestid']) {
              const value = incoming.headers[name];
              if (typeof value === 'string') headers[name] = value;
            }
            resolve({ status: incoming.statusCode ?? 500, headers, body: Buffer.concat(chunks) });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
}

const AMZ_DATE = '20260101T000000Z';
const LOCAL_AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=0';
