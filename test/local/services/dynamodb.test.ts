import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ListTablesCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalDynamoDb, openDynamoDb, type TableConfig } from '../../../local/services/dynamodb.ts';
import { type Listener, listen } from '../../../local/services/wire/listen.ts';
import { createWireHandler } from '../../../local/services/wire.ts';

const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local-secret' };
const RECAPS: TableConfig = {
  name: 'recaps',
  timeToLiveAttribute: 'expiresAt',
  properties: {
    KeySchema: [
      { AttributeName: 'owner', KeyType: 'HASH' },
      { AttributeName: 'recapId', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: ['owner', 'recapId', 'stage'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byStage',
        KeySchema: [{ AttributeName: 'stage', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
        ContributorInsightsSpecification: { Enabled: false },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  },
};
const CATALOGUE: TableConfig = {
  name: 'catalogue',
  properties: {
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
  },
};

let folder: string;
let database: LocalDynamoDb;
let listener: Listener;
let client: DynamoDBClient;
let documents: DynamoDBDocumentClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dynamodb-'));
  database = await openDynamoDb(folder);
  await database.ensureTable(RECAPS);
  await database.ensureTable(CATALOGUE);
  const secretFor = (id: string) => (id === credentials.accessKeyId ? credentials.secretAccessKey : undefined);
  listener = await listen(
    createWireHandler({
      services: [
        {
          signingName: database.signingName,
          handle: (call) => database.handle(call),
        },
      ],
      secretFor,
    }),
    { port: 0 },
  );
  client = new DynamoDBClient({ region: 'us-east-1', endpoint: listener.url, credentials, maxAttempts: 1 });
  documents = DynamoDBDocumentClient.from(client);
});
afterAll(async () => {
  await listener.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

describe('items', () => {
  const Key = { owner: 'u1', recapId: 'r1' };

  test('are written once under a condition, updated and found by index', async () => {
    const create = () =>
      documents.send(
        new PutCommand({
          TableName: 'recaps',
          Item: { ...Key, stage: 'new', bytes: new Uint8Array([1, 2]), tags: new Set(['a']), list: [1, { a: null }] },
          ConditionExpression: 'attribute_not_exists(recapId)',
        }),
      );
    await create();
    await expect(create()).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    const updated = await documents.send(
      new UpdateCommand({
        TableName: 'recaps',
        Key,
        UpdateExpression: 'SET #s = :next ADD tries :one',
        ConditionExpression: '#s = :now',
        ExpressionAttributeNames: { '#s': 'stage' },
        ExpressionAttributeValues: { ':next': 'story', ':now': 'new', ':one': 1 },
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect(updated.Attributes).toMatchObject({ stage: 'story', tries: 1, list: [1, { a: null }] });
    const query = async (stage: string) =>
      documents.send(
        new QueryCommand({
          TableName: 'recaps',
          IndexName: 'byStage',
          KeyConditionExpression: 'stage = :stage',
          ExpressionAttributeValues: { ':stage': stage },
        }),
      );
    expect((await query('story')).Items).toMatchObject([Key]);
    expect((await query('new')).Count).toBe(0);
    await documents.send(new DeleteCommand({ TableName: 'recaps', Key }));
    expect((await documents.send(new GetCommand({ TableName: 'recaps', Key }))).Item).toBeUndefined();
  });

  test('of racing conditional writes one wins', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) =>
        documents.send(
          new PutCommand({
            TableName: 'catalogue',
            Item: { pk: 'claim', i },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('over 400 KB are refused', async () => {
    await expect(
      documents.send(new PutCommand({ TableName: 'catalogue', Item: { pk: 'big', text: 'x'.repeat(410_000) } })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('are imported in their own JSON, and misfits named', async () => {
    const items = function* () {
      for (let i = 0; i < 1003; i++) yield { pk: { S: `track#${i}` }, title: { S: `Song ${i}` }, tempo: { N: '120' } };
    };
    await database.importItems('catalogue', items());
    const last = await documents.send(new GetCommand({ TableName: 'catalogue', Key: { pk: 'track#1002' } }));
    expect(last.Item).toEqual({ pk: 'track#1002', title: 'Song 1002', tempo: 120 });
    await expect(database.importItems('catalogue', [{ title: { S: 'no key' } }])).rejects.toMatchObject({
      code: 'ValidationException',
    });
    await expect(database.importItems('nowhere', [{ pk: { S: 'a' } }])).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });

  test('leave when their time is over, wherever they are in the table', async () => {
    const text = 'x'.repeat(100_000);
    for (let i = 0; i < 24; i++) {
      const expiresAt = i % 2 ? 1000 + i : undefined;
      await documents.send(
        new PutCommand({
          TableName: 'recaps',
          Item: { owner: 'u2', recapId: String(i), text, ...(expiresAt ? { expiresAt } : {}) },
        }),
      );
    }
    await documents.send(
      new PutCommand({ TableName: 'recaps', Item: { owner: 'u2', recapId: 'text', expiresAt: 'soon' } }),
    );
    expect(await database.sweepExpired(1000)).toBe(0);
    expect(await database.sweepExpired(1005)).toBe(2);
    expect(await database.sweepExpired(5000)).toBe(10);
    let left = 0;
    for await (const page of paginateQuery(
      { client: documents },
      {
        TableName: 'recaps',
        KeyConditionExpression: '#o = :o',
        ExpressionAttributeNames: { '#o': 'owner' },
        ExpressionAttributeValues: { ':o': 'u2' },
      },
    )) {
      left += page.Count!;
    }
    expect(left).toBe(13);
  });
});

describe('tables', () => {
  test('are described, listed and their settings remembered', async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'recaps' }));
    expect(Table).toMatchObject({ TableStatus: 'ACTIVE', GlobalSecondaryIndexes: [{ IndexName: 'byStage' }] });
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['catalogue', 'recaps']);
    const timeToLive = async (TableName: string) =>
      (await client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
    expect(await timeToLive('recaps')).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
    expect(await timeToLive('catalogue')).toEqual({ TimeToLiveStatus: 'DISABLED' });
    const change = (Enabled: boolean) =>
      client.send(
        new UpdateTimeToLiveCommand({
          TableName: 'catalogue',
          TimeToLiveSpecification: { AttributeName: 'until', Enabled },
        }),
      );
    await change(true);
    expect(await timeToLive('catalogue')).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'until' });
    await change(false);
    await expect(timeToLive('nowhere')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const backups = await client.send(new DescribeContinuousBackupsCommand({ TableName: 'recaps' }));
    expect(backups.ContinuousBackupsDescription?.ContinuousBackupsStatus).toBe('DISABLED');
  });

  test('operations that are not there are named', async () => {
    const write = new TransactWriteCommand({ TransactItems: [{ Put: { TableName: 'recaps', Item: { owner: 'a' } } }] });
    await expect(documents.send(write)).rejects.toMatchObject({
      message: expect.stringContaining('TransactWriteItems'),
      $metadata: { httpStatusCode: 501 },
    });
  });
});

describe('the data folder', () => {
  async function withFolder(run: (path: string) => Promise<void>): Promise<void> {
    const path = await mkdtemp(join(tmpdir(), 'dynamodb-'));
    try {
      await run(path);
    } finally {
      await rm(path, { recursive: true, force: true });
    }
  }

  test('keeps tables and items across a restart', () =>
    withFolder(async (path) => {
      const first = await openDynamoDb(path);
      expect(await first.ensureTable(CATALOGUE)).toBe(true);
      await first.importItems('catalogue', [{ pk: { S: 'kept' }, expiresAt: { N: '5' } }]);
      await first.close();
      const second = await openDynamoDb(path);
      expect(await second.ensureTable({ ...CATALOGUE, timeToLiveAttribute: 'expiresAt' })).toBe(false);
      expect(await second.sweepExpired(6)).toBe(1);
      await second.dropTable('catalogue');
      await second.dropTable('catalogue');
      expect(await second.ensureTable(CATALOGUE)).toBe(true);
      const other = { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] };
      await expect(
        second.ensureTable({ ...CATALOGUE, properties: { ...CATALOGUE.properties, ...other } }),
      ).rejects.toMatchObject({ code: 'TableChanged' });
      await second.close();
    }));

  test('that another process uses, or that is damaged, is said in a sentence', () =>
    withFolder(async (path) => {
      const first = await openDynamoDb(path);
      await expect(openDynamoDb(path)).rejects.toMatchObject({ code: 'DataFolderInUse' });
      await first.close();
      for (const file of await readdir(path)) {
        if (/^(CURRENT|MANIFEST)/.test(file)) await writeFile(join(path, file), 'garbage');
      }
      await expect(openDynamoDb(path)).rejects.toMatchObject({
        code: 'DataFolderDamaged',
        publicMessage: expect.stringContaining('damaged'),
      });
    }));
});
