/** The clusters nearest to a target: asked of the endpoint, computed from the index where it does not answer. */
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import * as z from 'zod/mini';
import type { MetaItem } from '../../core/catalogue/items.ts';
import { presenceGroups, presenceTest } from '../../core/catalogue/presence.ts';
import type { SongFilters } from '../../core/contracts/filters.ts';
import { type ClusterHit, clusterHitSchema, type FoundClusters, type Target } from '../../core/contracts/pipeline.ts';
import { FEATURES } from '../../core/features.ts';
import { clusterQuery, nearestInModel } from '../../core/kmeans/cluster-model.ts';
import { FILTERED_PROBES, NEAREST_UNDER_FILTER, PROBES, probesUnder } from '../../core/ranking/probes.ts';
import { currentVersion, readChanges, readClusterModel, readMeta, readPresence } from './catalogue-store.ts';
import { requireEnv } from './env.ts';
import { logger } from './logger.ts';

/** A serverless endpoint that is asleep needs longer than a person wants to wait. */
const ENDPOINT_MS = 4_000;

const client = new SageMakerRuntimeClient({ maxAttempts: 1 });

const replySchema = z.object({
  version: z.int().check(z.positive()),
  predictions: z.array(z.object({ nearest: z.array(clusterHitSchema) })).check(z.length(1)),
});

/** Said where the endpoint did not answer; where it only knows another version of the index, nothing is missing. */
export const ENDPOINT_SILENT =
  'The service that groups songs did not answer in time, so the groups were found in the song index itself. The songs are the same.';

/** The nearest clusters of the served version, and who found them. */
export async function nearestClustersOf(
  target: Pick<Target, 'features' | 'weights'>,
  probes: number = PROBES,
): Promise<FoundClusters> {
  const [version, answer] = await Promise.all([currentVersion(), askEndpoint(target, probes)]);
  if (answer?.version === version) return { ...answer, source: 'endpoint', notes: [] };
  logger.warn('clusters from the index itself', { served: version, endpoint: answer?.version ?? 'no answer' });
  const model = await readClusterModel(version);
  const clusters = nearestInModel(model, clusterQuery(target), probes);
  return { version, clusters, source: 'index', notes: answer ? [] : [ENDPOINT_SILENT] };
}

/** The clusters to read under filters: those that hold no match are skipped. With the index's facts. */
export async function nearestClustersUnder(
  target: Pick<Target, 'features' | 'weights'>,
  filters: SongFilters,
): Promise<FoundClusters & { meta: MetaItem }> {
  const found = await nearestClustersOf(target, NEAREST_UNDER_FILTER);
  const [base, changes] = await Promise.all([readMeta(found.version), readChanges(found.version)]);
  const meta = {
    ...base,
    genres: [...base.genres, ...changes.genres],
    languages: [...base.languages, ...changes.languages],
  };
  const groups = presenceGroups(filters, meta);
  if (groups.length === 0 || meta.presenceRows === undefined) {
    return { ...found, clusters: found.clusters.slice(0, FILTERED_PROBES), meta };
  }
  const mayHold = presenceTest(groups, await readPresence(found.version, [...new Set(groups.flat())]));
  let nearest = found.clusters;
  if (meta.k > nearest.length && nearest.filter(({ cluster }) => mayHold(cluster)).length < FILTERED_PROBES) {
    // Matches are so rare that they lie further than the endpoint looks.
    nearest = nearestInModel(await readClusterModel(found.version), clusterQuery(target), meta.k);
  }
  return { ...found, clusters: probesUnder(nearest, mayHold), meta };
}

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

async function askEndpoint(
  target: Pick<Target, 'features' | 'weights'>,
  probes: number,
): Promise<{ version: number; clusters: ClusterHit[] } | null> {
  try {
    const answer = await invoke({ instances: [clusterQuery(target)], nearest: probes }, ENDPOINT_MS);
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
