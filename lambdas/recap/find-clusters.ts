/** The clusters nearest to the target, from the k-means endpoint. */
import { nearestClustersOf } from '../shared/clusters.ts';
import { readingFor, step } from '../shared/step.ts';

export const handler = step('FindClusters', 'FindingSongs', async ({ final }, item) => {
  const clusters = await nearestClustersOf(readingFor(item, final).target);
  return { output: { version: clusters.version, source: clusters.source }, findings: { clusters } };
});
