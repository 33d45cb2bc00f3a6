import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { EDITORIAL } from '../../core/catalogue/track.ts';
import { catalogueKeys } from '../../core/contracts/names.ts';
import { AppError } from '../../core/errors.ts';
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
 * has changed, unless songs were imported into it since. `importsFile` remembers what each table was filled from.
 */
export async function createTables(assembly: Assembly, database: LocalDynamoDb, importsFile: string): Promise<void> {
  const imported = readImports(importsFile);
  for (const resource of ofType(assembly, 'AWS::DynamoDB::Table')) {
    const { TimeToLiveSpecification: ttl, ImportSourceSpecification: source } = read(resource, shape);
    const file = source && assetOf(assembly, source.S3BucketSource.S3KeyPrefix);
    const key = source?.S3BucketSource.S3KeyPrefix;
    const isChanged = key !== undefined && imported[resource.name] !== key;
    const keepsImports =
      isChanged && (await database.holdsItem(resource.name, { pk: { S: catalogueKeys.importState } }));
    if (isChanged && !keepsImports) await database.dropTable(resource.name);
    const isNew = await database.ensureTable({
      name: resource.name,
      properties: resource.properties,
      timeToLiveAttribute: ttl?.Enabled ? ttl.AttributeName : undefined,
    });
    if (file === undefined || key === undefined || !(isNew || keepsImports)) continue;
    if (isNew) await database.importItems(resource.name, readItems(file));
    else await mergeStarter(database, resource.name, readItems(file));
    imported[resource.name] = key;
    writeFileSync(importsFile, JSON.stringify(imported));
  }
}

/** Name of the table that is filled with the starter catalogue. */
export function catalogueTableOf(assembly: Assembly): string {
  const table = ofType(assembly, 'AWS::DynamoDB::Table').find(
    (resource) => read(resource, shape).ImportSourceSpecification !== undefined,
  );
  if (!table) throw new AppError('UnsupportedTemplate', 500, 'The template has no table with an import source.');
  return table.name;
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

/**
 * Brings new and edited starter songs into a table that holds imported ones, whose index stays. A starter song with
 * measured figures keeps them. The next import, or `catalogue -- reindex`, indexes what came in.
 */
async function mergeStarter(database: LocalDynamoDb, table: string, items: Iterable<DynamoItem>): Promise<void> {
  for (const item of items) {
    if (!item.pk?.S || !String(item.pk.S).startsWith(catalogueKeys.track(''))) continue;
    await database.putWhere(table, item, {
      ConditionExpression: 'attribute_not_exists(pk) OR #source = :editorial',
      ExpressionAttributeNames: { '#source': 'source' },
      ExpressionAttributeValues: { ':editorial': { S: EDITORIAL } },
    });
  }
  await database.update(table, {
    Key: { pk: { S: catalogueKeys.importState } },
    UpdateExpression: 'SET unindexed = :unindexed',
    ExpressionAttributeValues: { ':unindexed': { BOOL: true } },
  });
}

function* readItems(file: string): Generator<DynamoItem> {
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n')) {
    if (line) yield (JSON.parse(line) as { Item: DynamoItem }).Item;
  }
}
