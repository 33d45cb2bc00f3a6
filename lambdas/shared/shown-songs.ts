/** The memory of songs that were listed for a recap under filters. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { RecapRef } from '../../core/contracts/pipeline.ts';
import { SHOWN_MEMORY } from '../../core/ranking/filtered-list.ts';
import { documents } from './documents.ts';
import { requireEnv } from './env.ts';
import { listRecaps } from './recap-store.ts';

/** Recaps that are looked through for songs shown lately. */
const LATELY = 6;

/** Ids of songs that the person was shown with their latest other recaps, the latest last. */
export async function shownLately({ userId, recapId }: RecapRef): Promise<string[]> {
  const { recaps } = await listRecaps(userId, LATELY, undefined);
  return recaps
    .filter((other) => other.recapId !== recapId)
    .reverse()
    .flatMap(({ songs = [], shown = [] }) => [...songs.map(({ trackId }) => trackId), ...shown])
    .slice(-SHOWN_MEMORY);
}

/** Writes the memory; of a recap that was deleted meanwhile nothing is remembered. */
export async function saveShown({ userId, recapId }: RecapRef, shown: readonly string[]): Promise<void> {
  try {
    await documents().send(
      new UpdateCommand({
        TableName: requireEnv('recapsTable'),
        Key: { userId, recapId },
        UpdateExpression: 'SET shown = :shown',
        ConditionExpression: 'attribute_exists(recapId)',
        ExpressionAttributeValues: { ':shown': shown },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
