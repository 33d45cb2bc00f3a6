/** The recaps table. Every write of the pipeline is conditional, so that a deleted recap stays deleted. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { RecapRef, Stage } from '../../core/contracts/pipeline.ts';
import { BETWEEN_STEPS, type RecapItem, recapItemSchema } from '../../core/contracts/recap-item.ts';
import { AppError } from '../../core/errors.ts';
import { documents } from './documents.ts';
import { requireEnv } from './env.ts';
import type { Findings } from './step.ts';

const table = () => requireEnv('recapsTable');
const keyOf = ({ userId, recapId }: RecapRef) => ({ userId, recapId });

type Update = {
  set: Record<string, unknown>;
  /** One element each for a list, which need not be there yet. */
  append?: Record<string, unknown>;
  remove?: string[];
  condition: string;
  values?: Record<string, unknown>;
};

const parseItem = (item: Record<string, unknown>): RecapItem => recapItemSchema.parse({ caption: null, ...item });

/**
 * One conditional update; attribute paths may have one dot.
 * @returns the item as it is then, or null where the condition does not hold
 */
async function update(recap: RecapRef, change: Update): Promise<RecapItem | null> {
  const names: Record<string, string> = { '#status': 'status' };
  const values: Record<string, unknown> = { ...change.values };
  const alias = (path: string) =>
    path
      .split('.')
      .map((part) => {
        const name = `#${part.replace(/\W/g, '')}`;
        names[name] = part;
        return name;
      })
      .join('.');
  const assignments = Object.entries(change.set).map(([path, value], index) => {
    values[`:set${index}`] = value;
    return `${alias(path)} = :set${index}`;
  });
  for (const [path, value] of Object.entries(change.append ?? {})) {
    values[':none'] = [];
    values[`:append${assignments.length}`] = [value];
    const list = alias(path);
    assignments.push(`${list} = list_append(if_not_exists(${list}, :none), :append${assignments.length})`);
  }
  const removals = (change.remove ?? []).map(alias);
  try {
    const { Attributes } = await documents().send(
      new UpdateCommand({
        TableName: table(),
        Key: keyOf(recap),
        UpdateExpression: `SET ${assignments.join(', ')}${removals.length ? ` REMOVE ${removals.join(', ')}` : ''}`,
        ConditionExpression: change.condition,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
        ReturnValues: 'ALL_NEW',
      }),
    );
    return parseItem(Attributes ?? {});
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return null;
    throw error;
  }
}

const now = () => new Date().toISOString();
/** Seconds since the epoch. */
const aDayAfter = (time: string) => Math.floor(Date.parse(time) / 1000) + 24 * 3600;

/** Stores a new recap that waits for its upload; forgotten after a day where none comes. */
export async function createRecap(
  recap: RecapRef,
  given: Pick<RecapItem, 'caption' | 'telling' | 'showPicture' | 'startSecond'>,
): Promise<void> {
  const createdAt = now();
  const item: RecapItem = {
    ...recap,
    ...given,
    status: 'AWAITING_UPLOAD',
    stage: 'AwaitingUpload',
    createdAt,
    updatedAt: createdAt,
    timings: {},
    expiresAt: aDayAfter(createdAt),
  };
  await documents().send(
    new PutCommand({ TableName: table(), Item: item, ConditionExpression: 'attribute_not_exists(recapId)' }),
  );
}

/**
 * Claims a recap for an execution. `claimed` for the first execution and for any repeat by the same one; not where another
 * holds it or it has ended. Throws `RecapGone` where there is no such recap.
 */
export async function claimRecap(recap: RecapRef, execution: string): Promise<{ claimed: boolean; item: RecapItem }> {
  const mine = await update(recap, {
    set: { execution, status: 'RUNNING', stage: 'PreparingMedia', updatedAt: now() },
    remove: ['expiresAt'],
    condition: '#status = :waiting OR (#status = :running AND execution = :set0)',
    values: { ':waiting': 'AWAITING_UPLOAD', ':running': 'RUNNING' },
  });
  const item = mine ?? (await readRecap(recap));
  if (!item) throw gone();
  return { claimed: mine !== null, item };
}

const RUNNING = { condition: '#status = :running', values: { ':running': 'RUNNING' } };

/** Writes the stage of a running recap; gives the item. Throws `RecapGone` where it was deleted or has ended. */
export async function beginStage(recap: RecapRef, stage: Stage): Promise<RecapItem> {
  const item = await update(recap, { set: { stage, updatedAt: now() }, ...RUNNING });
  if (!item) throw gone();
  return item;
}

/** Writes what a step found and when it ran. Throws `RecapGone` where the recap was deleted or has ended. */
export async function saveFindings(
  recap: RecapRef,
  step: string,
  timing: { startedAt: number; ms: number },
  findings: Findings,
): Promise<void> {
  const set = { ...findings, [`timings.${step}`]: timing, updatedAt: now() };
  if (!(await update(recap, { set, ...RUNNING }))) throw gone();
}

/** Ends a running recap well. Throws `RecapGone` where it was deleted or has ended. */
export async function publishRecap(recap: RecapRef): Promise<void> {
  const set = { status: 'READY', stage: 'Done', songsFinal: true, updatedAt: now() };
  if (!(await update(recap, { set, remove: BETWEEN_STEPS, ...RUNNING }))) throw gone();
}

/**
 * Ends a recap badly, for the execution that holds it (or before any claimed it). False where it does not apply. An
 * execution ends a recap once: told of it again, it leaves alone a recap that was reopened meanwhile.
 */
export async function endRecap(
  recap: RecapRef,
  execution: string,
  status: 'FAILED' | 'REFUSED',
  error: { code: string; message: string },
): Promise<boolean> {
  const ended = await update(recap, {
    set: { status, error, updatedAt: now() },
    append: { endedExecutions: execution },
    remove: [
      ...BETWEEN_STEPS,
      ...(status === 'REFUSED'
        ? ['caption', 'image', 'frames', 'taken', 'curve', 'labels', 'properties', 'reading', 'story', 'songs']
        : []),
      'narration',
      'expiresAt',
    ],
    condition:
      '(#status = :waiting AND NOT contains(endedExecutions, :execution)) OR (#status = :running AND execution = :execution)',
    values: { ':waiting': 'AWAITING_UPLOAD', ':running': 'RUNNING', ':execution': execution },
  });
  return ended !== null;
}

/** Makes a failed recap wait again, for a day at most. False where it has not failed, or is gone. */
export async function reopenRecap(recap: RecapRef): Promise<boolean> {
  const updatedAt = now();
  const reopened = await update(recap, {
    set: {
      status: 'AWAITING_UPLOAD',
      stage: 'AwaitingUpload',
      timings: {},
      updatedAt,
      expiresAt: aDayAfter(updatedAt),
    },
    remove: [
      'error',
      'execution',
      'reading',
      'curve',
      'labels',
      'properties',
      'story',
      'songs',
      'songsFinal',
      'notes',
      'storyNotes',
      'narration',
    ],
    condition: '#status = :failed',
    values: { ':failed': 'FAILED' },
  });
  return reopened !== null;
}

/** Closes a reopened recap that no execution could be started for, with the error it had. */
export async function closeReopened(recap: RecapRef, error: { code: string; message: string }): Promise<void> {
  await update(recap, {
    set: { status: 'FAILED', error, updatedAt: now() },
    remove: ['expiresAt'],
    condition: '#status = :waiting',
    values: { ':waiting': 'AWAITING_UPLOAD' },
  });
}

/** The recap, or null where its owner has none of this id. */
export async function readRecap(recap: RecapRef): Promise<RecapItem | null> {
  const { Item } = await documents().send(
    new GetCommand({ TableName: table(), Key: keyOf(recap), ConsistentRead: true }),
  );
  return Item ? parseItem(Item) : null;
}

/** One page of a person's recaps, newest first; `after` is the id of the last one on the page before. */
export async function listRecaps(
  userId: string,
  limit: number,
  after: string | undefined,
): Promise<{ recaps: RecapItem[]; last: string | null }> {
  const page = await documents().send(
    new QueryCommand({
      TableName: table(),
      KeyConditionExpression: 'userId = :userId',
      ExpressionAttributeValues: { ':userId': userId },
      ScanIndexForward: false,
      Limit: limit,
      ...(after ? { ExclusiveStartKey: { userId, recapId: after } } : {}),
    }),
  );
  return {
    recaps: (page.Items ?? []).map(parseItem),
    last: (page.LastEvaluatedKey?.recapId as string | undefined) ?? null,
  };
}

/** The ids of all recaps of a person, a few at a time. What was deleted meanwhile does no harm. */
export async function* recapIdsOf(userId: string, limit: number): AsyncGenerator<string[]> {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await documents().send(
      new QueryCommand({
        TableName: table(),
        KeyConditionExpression: 'userId = :userId',
        ExpressionAttributeValues: { ':userId': userId },
        ProjectionExpression: 'recapId',
        Limit: limit,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    yield (page.Items ?? []).map(({ recapId }) => recapId as string);
    start = page.LastEvaluatedKey;
  } while (start);
}

/** Removes the item. */
export async function deleteRecap(recap: RecapRef): Promise<void> {
  await documents().send(new DeleteCommand({ TableName: table(), Key: keyOf(recap) }));
}

function gone(): AppError {
  return new AppError('RecapGone', 410, 'This recap was deleted.');
}
