/** The endpoint that knows the clusters: asking it, and waking it up in time. */
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import * as z from 'zod/mini';
import { type ClusterHit, clusterHitSchema } from '../../core/contracts/pipeline.ts';
import { FEATURES } from '../../core/features.ts';
import type { clusterQuery } from '../../core/kmeans/cluster-model.ts';
import { requireEnv } from './env.ts';
import { logger } from './logger.ts';

/** A serverless endpoint that is asleep needs longer than a person wants to wait. */
const ENDPOINT_MS = 4_000;

const client = new SageMakerRuntimeClient({ maxAttempts: 1 });

const replySchema = z.object({
  version: z.int().check(z.positive()),
  predictions: z.array(z.object({ nearest: z.array(clusterHitSchema) })).check(z.length(1)),
});

/** How long a new recap waits for its wake-up call to leave; the answer is of no interest. */
const WAKE_MS = 300;

/**
 * Asks the endpoint something, so that it is awake when the pipeline comes to it. Never throws: who sleeps through it
 * is asked again, and after that the index answers.
 */
export async function wakeEndpoint(): Promise<void> {
  const features = FEATURES.map(() => 0.5);
  try {
    await invoke({ instances: [{ features }], nearest: 1 }, WAKE_MS);
  } catch {
    // Still waking up.
  }
}

/** The nearest clusters by the version of the index that the endpoint holds; null where it did not answer. */
export async function askEndpoint(
  query: ReturnType<typeof clusterQuery>,
  probes: number,
): Promise<{ version: number; clusters: ClusterHit[] } | null> {
  try {
    const answer = await invoke({ instances: [query], nearest: probes }, ENDPOINT_MS);
    const { version, predictions } = replySchema.parse(answer);
    return { version, clusters: predictions[0]!.nearest };
  } catch (error) {
    logger.warn('the clusters endpoint did not answer', { reason: error instanceof Error ? error.name : 'unknown' });
    return null;
  }
}

async function invoke(question: unknown, timeoutMs: number): Promise<unknown> {
  const reply = await client.send(
    new InvokeEndpointCommand({
      EndpointName: requireEnv('clustersEndpoint'),
      ContentType: 'application/json',
      Accept: 'application/json',
      Body: JSON.stringify(question),
    }),
    { abortSignal: AbortSignal.timeout(timeoutMs) },
  );
  return JSON.parse(new TextDecoder().decode(reply.Body));
}
