import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { damaged } from '../damaged.ts';
import type { DynamoItem, LocalDynamoDb } from '../services/dynamodb.ts';
import type { Assembly } from '../template.ts';
import { assetOf, ofType, read } from './properties.ts';

const shape = z.looseObject({
  KeySchema: z.array(z.object({ AttributeName: z.string() })),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
  ImportSourceSpecification: z
    .object({
      S3BucketSource: z.object({ S3KeyPrefix: z.string() }),
      InputFormat: z.literal('DYNAMODB_JSON'),
      InputCompressionType: z.literal('GZIP'),
    })
    .optional(),
});

/** Object keys by table name. */
const importsShape = z.record(z.string(), z.string());

/**
 * Creates the template's tables. One with an import source is filled when it is created, and made anew when its source
 * has changed, as CloudFormation would replace it. `importsFile` remembers what each table was filled from.
 */
export async function createTables(assembly: Assembly, database: LocalDynamoDb, importsFile: string): Promise<void> {
  const imported = readImports(importsFile);
  for (const resource of ofType(assembly, 'AWS::DynamoDB::Table')) {
    const { TimeToLiveSpecification: ttl, ImportSourceSpecification: source } = read(resource, shape);
    const key = source?.S3BucketSource.S3KeyPrefix;
    if (key !== undefined && imported[resource.name] !== key) await database.dropTable(resource.name);
    const isNew = await database.ensureTable({
      name: resource.name,
      properties: resource.properties,
      timeToLiveAttribute: ttl?.Enabled ? ttl.AttributeName : undefined,
    });
    if (key === undefined || !isNew) continue;
    await database.importItems(resource.name, readItems(assetOf(assembly, key)));
    imported[resource.name] = key;
    writeFileSync(importsFile, JSON.stringify(imported));
  }
}

function readImports(file: string): Record<string, string> {
  // Not written yet: nothing was imported.
  if (!existsSync(file)) return {};
  try {
    return importsShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw damaged(file, cause);
  }
}

function* readItems(file: string): Generator<DynamoItem> {
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n')) {
    if (line) yield (JSON.parse(line) as { Item: DynamoItem }).Item;
  }
}
