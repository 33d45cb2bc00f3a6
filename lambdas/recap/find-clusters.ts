/** The clusters nearest to the target, from the k-means endpoint. */

import { nearestByEndpoint } from '../shared/clusters.ts';
import { step } from '../shared/step.ts';

export const handler = step('FindClusters', 'FindingSongs', async ({ target }) => ({
  output: await nearestByEndpoint(target),
}));
