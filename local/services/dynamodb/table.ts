/** Tables as the template describes them, and as DynamoDB does. */

/** A table: CloudFormation's properties, which CreateTable shares. */
export interface TableConfig {
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Attribute that holds the second after which an item is gone. */
  readonly timeToLiveAttribute?: string | undefined;
}

type KeySchema = ReadonlyArray<{ readonly AttributeName: string; readonly KeyType: string }>;
type Indexes = ReadonlyArray<{ readonly IndexName: string; readonly KeySchema: KeySchema }>;

/** What DescribeTable tells, as far as it matters here. */
export interface TableDescription {
  readonly TableStatus: string;
  readonly KeySchema: KeySchema;
  readonly GlobalSecondaryIndexes?: Indexes;
  readonly LocalSecondaryIndexes?: Indexes;
}

/** Settings of a table that CreateTable knows too. */
const SHARED_FIELDS = ['KeySchema', 'AttributeDefinitions', 'LocalSecondaryIndexes'];

/**
 * The input of CreateTable. Capacity means nothing here, so every table is made on demand; of a global index the fields
 * that its later description and CreateTable share are kept, which drops what replicas of a GlobalTable add.
 */
export function createTableInput({ name, properties }: TableConfig): Record<string, unknown> {
  const shared = SHARED_FIELDS.flatMap((field) =>
    properties[field] === undefined ? [] : [[field, properties[field]] as const],
  );
  const indexes = properties.GlobalSecondaryIndexes as ReadonlyArray<Record<string, unknown>> | undefined;
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    ...Object.fromEntries(shared),
    ...(indexes?.length
      ? {
          GlobalSecondaryIndexes: indexes.map(({ IndexName, KeySchema, Projection }) => ({
            IndexName,
            KeySchema,
            Projection,
          })),
        }
      : {}),
  };
}

/** Whether a table that exists has the keys and indexes that are asked for. */
export function describesTable(existing: TableDescription, { properties }: TableConfig): boolean {
  return shapeOf(existing) === shapeOf(properties as unknown as TableDescription);
}

function shapeOf({ KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes }: TableDescription): string {
  const keys = (schema: KeySchema) => schema.map(({ AttributeName, KeyType }) => [AttributeName, KeyType]);
  const indexes = (list: Indexes = []) => list.map((index) => [index.IndexName, keys(index.KeySchema)]).sort();
  return JSON.stringify([keys(KeySchema), indexes(GlobalSecondaryIndexes), indexes(LocalSecondaryIndexes)]);
}
