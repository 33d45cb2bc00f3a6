/** Items written in one LevelDB batch are what dynalite's own writes are, and what it refuses stays refused. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Attribute, toDynamoJsonLine } from '../../../../core/catalogue/dynamo-json.ts';
import { type Engine, openEngine } from '../../../../local/services/dynamodb/engine.ts';
import { createTableInput } from '../../../../local/services/dynamodb/table.ts';

let folder: string;
let engine: Engine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulk-put-'));
  engine = await openEngine(folder);
  const properties = {
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  };
  await engine.run('CreateTable', createTableInput({ name: 'songs', properties } as never));
  while ((await description()).TableStatus !== 'ACTIVE') await new Promise((resolve) => setTimeout(resolve, 5));
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

async function description() {
  const { body } = await engine.run('DescribeTable', { TableName: 'songs' });
  return (body as { Table: { TableStatus: string } }).Table;
}

const batchOf = (items: unknown[]) => ({ RequestItems: { songs: items.map((Item) => ({ PutRequest: { Item } })) } });
const itemOf = async (pk: string) =>
  ((await engine.run('GetItem', { TableName: 'songs', Key: { pk: { S: pk } } })).body as { Item?: unknown }).Item;

test('every item comes back as PutItem would have left it', async () => {
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e100, max: 1e100 }).filter((n) => Math.abs(n) > 1e-100),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('value'), { maxKeys: 3 }),
    ),
  })).value;
  await fc.assert(
    fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 25 }), async (values) => {
      const items = values.map(
        (content, at) =>
          (JSON.parse(toDynamoJsonLine({ pk: `a${at}`, content })) as { Item: Record<string, Attribute<string>> }).Item,
      );
      const written = await engine.run('BatchWriteItem', structuredClone(batchOf(items)));
      expect(written).toEqual({ status: 200, body: { UnprocessedItems: {} } });
      for (const [at, item] of items.entries()) {
        await engine.run('PutItem', { TableName: 'songs', Item: { ...structuredClone(item), pk: { S: `b${at}` } } });
        expect(await itemOf(`a${at}`)).toEqual({ ...((await itemOf(`b${at}`)) as object), pk: { S: `a${at}` } });
      }
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['an item without its key', [{ a: { S: 'x' } }], /Missing the key pk|provided key element/],
  ['the same key twice', [{ pk: { S: 'x' } }, { pk: { S: 'x' } }], /duplicates/],
  ['a number that is none', [{ pk: { S: 'x' }, n: { N: 'twelve' } }], /numeric/],
  ['two types in one', [{ pk: { S: 'x' }, n: { N: '1', S: 'a' } }], /more than one/],
  ['an item over 400 KB', [{ pk: { S: 'x' }, s: { S: 'x'.repeat(410_000) } }], /size/],
  ['26 items', Array.from({ length: 26 }, (_, i) => ({ pk: { S: `n${i}` } })), /25/],
])('refused, and nothing of it written: %s', async (_name, items, message) => {
  const reply = await engine.run('BatchWriteItem', batchOf(items));
  expect(reply.status).toBe(400);
  expect((reply.body as { message: string }).message).toMatch(message);
  expect(await itemOf('x')).toBeUndefined();
});

test('other requests still go their way: deletions, and tables that are not there', async () => {
  await engine.run('BatchWriteItem', batchOf([{ pk: { S: 'gone' } }]));
  expect(await itemOf('gone')).toEqual({ pk: { S: 'gone' } });
  const deletion = { RequestItems: { songs: [{ DeleteRequest: { Key: { pk: { S: 'gone' } } } }] } };
  expect(await engine.run('BatchWriteItem', deletion)).toMatchObject({ status: 200 });
  expect(await itemOf('gone')).toBeUndefined();
  const nowhere = { RequestItems: { nowhere: [{ PutRequest: { Item: { pk: { S: 'x' } } } }] } };
  expect((await engine.run('BatchWriteItem', nowhere)).status).toBe(400);
});

test('a conditional write never decides on what a batch is just replacing', async () => {
  const keys = Array.from({ length: 60 }, (_, at) => `raced${at}`);
  const claims = keys.map((pk) =>
    engine.run('PutItem', {
      TableName: 'songs',
      Item: { pk: { S: pk }, by: { S: 'claim' } },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
  const batches = [0, 20, 40].map((from) =>
    engine.run(
      'BatchWriteItem',
      batchOf(keys.slice(from, from + 20).map((pk) => ({ pk: { S: pk }, by: { S: 'batch' } }))),
    ),
  );
  await Promise.all([...claims, ...batches]);
  // Before the batch a claim is replaced, after it there is nothing to claim.
  for (const pk of keys) expect(await itemOf(pk)).toEqual({ pk: { S: pk }, by: { S: 'batch' } });
});
