/**
 * What is to be known of people beside the user pool, one item each and only while there is something to know: how many
 * recaps a guest began and when they are erased, and, for as long as an access token may live, that somebody was.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { GUEST_RECAPS, GUEST_SECONDS } from '../../core/contracts/accounts.ts';
import { peopleKeys } from '../../core/contracts/names.ts';
import { AppError } from '../../core/errors.ts';
import { documents } from './documents.ts';
import { requireEnv } from './env.ts';

/** Whom to erase: the owner of recaps, and their user name in the pool. */
export type Erasable = { userId: string; username: string };
/** Somebody whose time has come; `asked` says that they wanted it themselves. */
export type Due = Erasable & { asked: boolean };

const table = () => requireEnv('peopleTable');
const keyOf = (userId: string) => ({ pk: peopleKeys.person(userId) });
const nowSeconds = () => Math.floor(Date.now() / 1000);
/** Longer than an access token lives. */
const TRACE_SECONDS = 2 * 3600;

export async function createGuest({ userId, username }: Erasable): Promise<void> {
  const eraseAfter = nowSeconds() + GUEST_SECONDS;
  await documents().send(
    new PutCommand({ TableName: table(), Item: { ...keyOf(userId), userId, username, recaps: 0, eraseAfter } }),
  );
}

/** A guest who has an account now is not erased. */
export async function keepForGood(userId: string): Promise<void> {
  await documents().send(
    new DeleteCommand({ TableName: table(), Key: keyOf(userId), ConditionExpression: 'attribute_not_exists(erased)' }),
  );
}

/** Makes somebody due: at once where they asked for it, at the next round otherwise. */
export async function markForErasure({ userId, username }: Erasable, asked: boolean): Promise<void> {
  await documents().send(
    new UpdateCommand({
      TableName: table(),
      Key: keyOf(userId),
      UpdateExpression: 'SET userId = :userId, username = :username, eraseAfter = :now, asked = :asked',
      ExpressionAttributeValues: { ':userId': userId, ':username': username, ':now': nowSeconds(), ':asked': asked },
    }),
  );
}

/** Leaves the trace that keeps tokens which are still good from making anything new. */
export async function leaveTrace(userId: string): Promise<void> {
  const Item = { ...keyOf(userId), erased: true, expiresAt: nowSeconds() + TRACE_SECONDS };
  await documents().send(new PutCommand({ TableName: table(), Item }));
}

/** Everybody whose time has come. */
export async function* duePeople(): AsyncGenerator<Due> {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await documents().send(
      new ScanCommand({
        TableName: table(),
        FilterExpression: 'eraseAfter <= :now',
        ExpressionAttributeValues: { ':now': nowSeconds() },
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    for (const { userId, username, asked } of page.Items ?? []) yield { userId, username, asked: asked === true };
    start = page.LastEvaluatedKey;
  } while (start);
}

/**
 * Lets somebody begin a recap, and counts it for a guest. Throws `GuestLimit`, `GuestOver` (403), or `Unauthorized` (401)
 * for an account that was deleted.
 */
export async function admitRecap(userId: string, guest: boolean): Promise<void> {
  if (guest && (await countRecap(userId))) return;
  const { Item } = await documents().send(
    new GetCommand({ TableName: table(), Key: keyOf(userId), ConsistentRead: true }),
  );
  if (Item?.erased) throw new AppError('Unauthorized', 401, 'This account was deleted.');
  if (!guest) return;
  if (Item && Item.recaps >= GUEST_RECAPS) {
    const message = `You have made the ${GUEST_RECAPS} recaps that a guest may make. Sign up to make more; these stay yours.`;
    throw new AppError('GuestLimit', 403, message);
  }
  throw new AppError('GuestOver', 403, 'Your time as a guest is over. Sign up, or start again as a new guest.');
}

/** False where the guest has no recap left, or no time. */
async function countRecap(userId: string): Promise<boolean> {
  try {
    await documents().send(
      new UpdateCommand({
        TableName: table(),
        Key: keyOf(userId),
        UpdateExpression: 'ADD recaps :one',
        ConditionExpression: 'recaps < :most AND eraseAfter > :now',
        ExpressionAttributeValues: { ':one': 1, ':most': GUEST_RECAPS, ':now': nowSeconds() },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
