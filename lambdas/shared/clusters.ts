/** The clusters nearest to a target: asked of the endpoint, computed from the index where it does not answer. */
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { z } from 'zod';
import { type ClusterHit, clusterHitSchema, type StepOutput, type Target } from '../../core/contracts/pipeline.ts';
import { clusterQuery, nearestInModel } from '../../core/kmeans/cluster-model.ts';
import { currentVersion, readClusterModel } from './catalogue-store.ts';
import { requireEnv } from './env.ts';
import { logger } from './logger.ts';

/** Clusters probed; at the starter catalogue's size nearly all of them. */
const PROBES = 48;
/** A serverless endpoint that is asleep needs longer than a person wants to wait. */
const ENDPOINT_MS = 4_000;

const client = new SageMakerRuntimeClient({ maxAttempts: 1 });

const replySchema = z.object({
  version: z.number().int().positive(),
  predictions: z.array(z.object({ nearest: z.array(clusterHitSchema) })).length(1),
});

/** The nearest clusters of the served version, and who found them. */
export async function nearestClustersOf(target: Target): Promise<StepOutput<'FindClusters'>> {
  const [version, answer] = await Promise.all([currentVersion(), askEndpoint(target)]);
  if (answer?.version === version) return { ...answer, source: 'endpoint' };
  logger.warn('clusters from the index itself', { served: version, endpoint: answer?.version ?? 'no answer' });
  const model = await readClusterModel(version);
  return { version, clusters: nearestInModel(model, clusterQuery(target), PROBES), source: 'index' };
}

async function askEndpoint(target: Target): Promise<{ version: number; clusters: ClusterHit[] } | null> {
  try {
    const reply = await client.send(
      new InvokeEndpointCommand({
        EndpointName: requireEnv('clustersEndpoint'),
        ContentType: 'application/json',
        Accept: 'application/json',
        Body: JSON.stringify({ instances: [clusterQuery(target)], nearest: PROBES }),
      }),
      { abortSignal: AbortSignal.timeout(ENDPOINT_MS) },
    );
    const { version, predictions } = replySchema.parse(JSON.parse(new TextDecoder().decode(reply.Body)));
    return { version, clusters: predictions[0]!.nearest };
  } catch (error) {
    logger.warn('the clusters endpoint did not answer', { reason: error instanceof Error ? error.name : 'unknown' });
    return null;
  }
}
