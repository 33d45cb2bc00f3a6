/** The memory of songs that were listed for a recap under filters. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { RecapRef } from '../../core/contracts/pipeline.ts';
import { documents } from './documents.ts';
import { requireEnv } from './env.ts';

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
