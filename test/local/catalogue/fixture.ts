/** A catalogue table in a local DynamoDB of its own, reached as the importer reaches it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CatalogueTable } from '../../../local/cli/catalogue/table.ts';
import { openDynamoDb } from '../../../local/services/dynamodb.ts';
import { listen } from '../../../local/services/wire/listen.ts';
import { createWireHandler } from '../../../local/services/wire.ts';

export interface TableFixture {
  readonly table: CatalogueTable;
  /** For files of the test; gone when it is closed. */
  readonly folder: string;
  close(): Promise<void>;
}

export async function openTable(): Promise<TableFixture> {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  const database = await openDynamoDb(join(folder, 'dynamodb'));
  await database.ensureTable({
    name: 'Catalogue',
    properties: {
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    },
    timeToLiveAttribute: undefined,
  });
  const server = await listen(createWireHandler({ secretFor: () => 'secret', services: [database] }), { port: 0 });
  const client = new DynamoDBClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
  });
  return {
    table: new CatalogueTable(DynamoDBDocumentClient.from(client), 'Catalogue'),
    folder,
    async close() {
      client.destroy();
      await server.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
