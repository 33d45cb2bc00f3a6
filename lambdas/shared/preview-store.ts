/** What is known of previews, and how often their services may still be asked: one table that all functions share. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { PREVIEW_PROVIDERS, type PreviewProvider } from '../../core/contracts/previews.ts';
import { type BucketRules, type BucketState, draw, fullBucket, pause } from '../../core/previews/token-bucket.ts';
import { documents } from './documents.ts';
import { requireEnv } from './env.ts';

/**
 * Both stay under what the service allows in any minute (iTunes 20) or second (Deezer 50 in five). Rows that only came on
 * screen leave some of iTunes' tokens to songs that somebody is about to hear.
 */
export const BUCKETS: Readonly<Record<PreviewProvider, BucketRules & { reserve: number }>> = {
  itunes: { capacity: 9, perMinute: 10, reserve: 6 },
  deezer: { capacity: 20, perMinute: 300, reserve: 5 },
};
/** How long nobody asks after the service itself refused. */
const PAUSE_MS: Readonly<Record<PreviewProvider, number>> = { itunes: 60_000, deezer: 5_000 };
/** Tries against others who take a token at the same moment. */
const TRIES = 12;

/** Which recording a song is at a provider; `none` where nobody has it. Never an address that is signed. */
const knownSchema = z.object({
  provider: z.enum([...PREVIEW_PROVIDERS, 'none']),
  id: z.nullable(z.string()),
});
export type Known = z.infer<typeof knownSchema>;

const bucketSchema = z.object({ tokens: z.number(), at: z.number(), pausedUntil: z.number() });

const keys = {
  song: (trackId: string, country: string) => `song#${trackId}#${country}`,
  bucket: (provider: PreviewProvider) => `bucket#${provider}`,
};
const table = () => requireEnv('previewsTable');

async function readItem(pk: string): Promise<unknown> {
  const { Item } = await documents().send(new GetCommand({ TableName: table(), Key: { pk }, ConsistentRead: true }));
  return Item;
}

/** What was found out about a song before; null where nothing was, or too long ago. */
export async function readKnown(trackId: string, country: string, now: number): Promise<Known | null> {
  const item = z
    .nullish(z.object({ ...knownSchema.shape, expiresAt: z.number() }))
    .parse(await readItem(keys.song(trackId, country)));
  return item && item.expiresAt * 1000 > now ? { provider: item.provider, id: item.id } : null;
}

const DAY = 24 * 3600;
/** Ids hardly change; a song that nobody had may be there some day. */
const KEPT_SECONDS = { found: 90 * DAY, none: 7 * DAY };

export async function saveKnown(trackId: string, country: string, known: Known, now: number): Promise<void> {
  const kept = known.provider === 'none' ? KEPT_SECONDS.none : KEPT_SECONDS.found;
  const item = { pk: keys.song(trackId, country), ...known, expiresAt: Math.floor(now / 1000) + kept };
  await documents().send(new PutCommand({ TableName: table(), Item: item }));
}

/** Takes a token; gives 0, or the milliseconds after which to try again. */
export async function takeToken(provider: PreviewProvider, now: number, reserve: number): Promise<number> {
  const rules = BUCKETS[provider];
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const stored = await readBucket(provider);
    const { granted, state, waitMs } = draw(stored ?? fullBucket(rules, now), rules, now, reserve);
    if (!granted) return waitMs;
    if (await replaceBucket(provider, stored, state)) return 0;
  }
  // Everybody wants one at once: there will be none left.
  return 1_000;
}

/** Closes the bucket after the service refused a call. */
export async function closeBucket(provider: PreviewProvider, now: number): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const stored = await readBucket(provider);
    const closed = pause(stored ?? fullBucket(BUCKETS[provider], now), now, PAUSE_MS[provider]);
    if (await replaceBucket(provider, stored, closed)) break;
  }
  return PAUSE_MS[provider];
}

async function readBucket(provider: PreviewProvider): Promise<BucketState | null> {
  return z.nullish(bucketSchema).parse(await readItem(keys.bucket(provider))) ?? null;
}

/** False where somebody else was faster. */
async function replaceBucket(provider: PreviewProvider, old: BucketState | null, next: BucketState): Promise<boolean> {
  try {
    await documents().send(
      new PutCommand({
        TableName: table(),
        Item: { pk: keys.bucket(provider), ...next },
        ...(old
          ? {
              ConditionExpression: 'tokens = :tokens AND #at = :at AND pausedUntil = :pausedUntil',
              ExpressionAttributeNames: { '#at': 'at' },
              ExpressionAttributeValues: { ':tokens': old.tokens, ':at': old.at, ':pausedUntil': old.pausedUntil },
            }
          : { ConditionExpression: 'attribute_not_exists(pk)' }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
