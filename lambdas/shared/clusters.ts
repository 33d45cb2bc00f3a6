/** The clusters nearest to a target: asked of the endpoint, computed from the index where it does not answer. */
import type { MetaItem } from '../../core/catalogue/items.ts';
import { presenceGroups, presenceTest } from '../../core/catalogue/presence.ts';
import type { SongFilters } from '../../core/contracts/filters.ts';
import type { FoundClusters, Target } from '../../core/contracts/pipeline.ts';
import { clusterQuery, nearestInModel } from '../../core/kmeans/cluster-model.ts';
import { FILTERED_PROBES, NEAREST_UNDER_FILTER, PROBES, probesUnder } from '../../core/ranking/probes.ts';
import { currentVersion, readChanges, readClusterModel, readMeta, readPresence } from './catalogue-store.ts';
import { logger } from './logger.ts';

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

/** The endpoint's client is loaded while the table answers; every start would pay for it. */
async function askEndpoint(target: Pick<Target, 'features' | 'weights'>, probes: number) {
  const endpoint = await import('./clusters-endpoint.ts');
  return endpoint.askEndpoint(clusterQuery(target), probes);
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
