/** The mood as a person set it, with the songs that follow, on the recap's item. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { RecapRef } from '../../core/contracts/pipeline.ts';
import type { RecapItem } from '../../core/contracts/recap-item.ts';
import { documents } from './documents.ts';
import { requireEnv } from './env.ts';

/** Keeps the correction; of a recap that was deleted meanwhile nothing is kept. */
export const saveCorrection = (recap: RecapRef, corrected: NonNullable<RecapItem['corrected']>) =>
  change(recap, {
    UpdateExpression: 'SET corrected = :corrected',
    ExpressionAttributeValues: { ':corrected': corrected },
  });

export const dropCorrection = (recap: RecapRef) => change(recap, { UpdateExpression: 'REMOVE corrected' });

type Change = { UpdateExpression: string; ExpressionAttributeValues?: Record<string, unknown> };

async function change({ userId, recapId }: RecapRef, expressions: Change): Promise<void> {
  try {
    await documents().send(
      new UpdateCommand({
        TableName: requireEnv('recapsTable'),
        Key: { userId, recapId },
        ConditionExpression: 'attribute_exists(recapId)',
        ...expressions,
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
