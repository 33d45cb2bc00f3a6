/** The clusters nearest to the target, from the k-means endpoint. */

import { nearestClustersOf } from '../shared/clusters.ts';
import { step } from '../shared/step.ts';

export const handler = step('FindClusters', 'FindingSongs', async ({ target }) => ({
  output: await nearestClustersOf(target),
}));
