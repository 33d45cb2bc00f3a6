import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { catalogueKeys } from '../../../core/contracts/names.ts';
import { reindex } from '../../../local/cli/catalogue/reindex.ts';
import { CatalogueTable } from '../../../local/cli/catalogue/table.ts';
import { type LocalDynamoDb, openDynamoDb } from '../../../local/services/dynamodb.ts';
import { listen } from '../../../local/services/wire/listen.ts';
import { createWireHandler } from '../../../local/services/wire.ts';
import { arbitraryTracks } from '../../core/arbitraries.ts';

const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
const tracks = fc.sample(arbitraryTracks(80, 80), { numRuns: 1, seed: 9 })[0]!.map((track) => ({
  ...track,
  durationSeconds: Math.max(1, Math.round(track.durationSeconds)),
  features: Object.fromEntries(
    Object.entries(track.features).map(([name, value]) => [name, Math.round(value * 1000) / 1000]),
  ) as typeof track.features,
}));
let database: LocalDynamoDb;
let server: Awaited<ReturnType<typeof listen>>;
let table: CatalogueTable;

beforeAll(async () => {
  database = await openDynamoDb(folder);
  await database.ensureTable({
    name: 'Catalogue',
    properties: {
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    },
    timeToLiveAttribute: undefined,
  });
  server = await listen(
    createWireHandler({
      secretFor: () => 'secret',
      authorise: () => undefined,
      onError: () => undefined,
      services: [database],
    } as never),
    { port: 0 },
  );
  const client = new DynamoDBClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
  });
  table = new CatalogueTable(DynamoDBDocumentClient.from(client), 'Catalogue');
  await table.put(tracks.map((track) => ({ pk: catalogueKeys.track(track.trackId), ...track })));
  await table.prepare(80, 0);
});

afterAll(async () => {
  await server?.close();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a crash before the flip leaves the old version serving; the next index takes a new number and clears up', async () => {
  expect(await reindex(table, tracks, (await table.read()).versions)).toMatchObject({
    version: 1,
    recall: { mean: 1 },
  });
  await table.setUnindexed(true);
  const crash = vi.spyOn(table, 'flip').mockRejectedValueOnce(new Error('killed'));
  await expect(reindex(table, tracks, (await table.read()).versions)).rejects.toThrow('killed');
  crash.mockRestore();
  expect(await table.version()).toBe(1);
  expect(await table.isUnindexed()).toBe(true);

  expect((await reindex(table, tracks, (await table.read()).versions)).version).toBe(3);
  expect([...(await table.read()).versions.keys()].sort()).toEqual([1, 3]);
  expect(await table.isUnindexed()).toBe(false);
});

test('a pointer that somebody else moved is not moved again', async () => {
  await expect(table.flip(1, 9)).rejects.toThrow('Another import changed the catalogue');
  expect(await table.version()).toBe(3);
});
