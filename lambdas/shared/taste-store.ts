/**
 * The taste table: one item an entry, partition key `userId`, sort key `entry`. The key is what is said, so that saying it
 * twice, at once or later, is one item; how many there are is counted and never kept beside them.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { AppError } from '../../core/errors.ts';
import { MAX_TASTE, TASTE_KINDS, type TasteEntry, type TasteKind, tasteKeys } from '../../core/taste.ts';
import { documents } from './documents.ts';
import { requireEnv } from './env.ts';

const table = () => requireEnv('tasteTable');

const entrySchema = z.object({
  kind: z.enum(TASTE_KINDS),
  subject: z.string(),
  title: z.nullable(z.string()),
  artist: z.string(),
  since: z.string(),
});

/** Writes an entry, if there is none of its key. Throws `TooMuchTaste` (409) where the person has all that they may. */
export async function addTaste(userId: string, key: string, entry: TasteEntry): Promise<void> {
  if ((await readTaste(userId, entry.kind)).length >= MAX_TASTE[entry.kind] && !(await hasTaste(userId, key))) {
    throw new AppError('TooMuchTaste', 409, `You have ${MAX_TASTE[entry.kind]} of these already. Remove some first.`);
  }
  try {
    await documents().send(
      new PutCommand({
        TableName: table(),
        Item: { userId, entry: key, ...entry },
        ConditionExpression: 'attribute_not_exists(entry)',
      }),
    );
  } catch (error) {
    // It was said before; since when stays.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

export async function removeTaste(userId: string, key: string): Promise<void> {
  await documents().send(new DeleteCommand({ TableName: table(), Key: { userId, entry: key } }));
}

/** Removes every entry of a person. */
export async function forgetTaste(userId: string): Promise<void> {
  for (let page = await query(userId); ; page = await query(userId, undefined, page.LastEvaluatedKey)) {
    for (const { entry } of page.Items ?? []) await removeTaste(userId, entry as string);
    if (!page.LastEvaluatedKey) return;
  }
}

async function hasTaste(userId: string, key: string): Promise<boolean> {
  const { Items } = await query(userId, key);
  return Items?.some(({ entry }) => entry === key) ?? false;
}

/** A person's entries of a kind, or all of them; the latest first. */
export async function readTaste(userId: string, kind?: TasteKind): Promise<TasteEntry[]> {
  const entries: TasteEntry[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const { Items, LastEvaluatedKey } = await query(userId, kind && tasteKeys.prefix(kind), from);
    entries.push(...(Items ?? []).map((item) => entrySchema.parse(item)));
    from = LastEvaluatedKey;
  } while (from);
  return entries.sort((a, b) => b.since.localeCompare(a.since));
}

function query(userId: string, prefix?: string, from?: Record<string, unknown>) {
  return documents().send(
    new QueryCommand({
      TableName: table(),
      ConsistentRead: true,
      KeyConditionExpression: `userId = :userId${prefix ? ' AND begins_with(entry, :prefix)' : ''}`,
      ExpressionAttributeValues: { ':userId': userId, ...(prefix ? { ':prefix': prefix } : {}) },
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
}
