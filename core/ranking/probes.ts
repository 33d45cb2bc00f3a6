/** Which clusters a lookup reads, of those that the k-means model found near. */
import type { ClusterHit } from '../contracts/pipeline.ts';

/**
 * Clusters read without a filter. Measured at a million songs with round-figure targets; see `npm run bench -- search`.
 */
export const PROBES = 70;
/** Clusters read where most songs near the target may be filtered out; with the presence table's rows under 192 reads. */
export const FILTERED_PROBES = 184;
/** Clusters the endpoint is asked for under a filter: of these, those that hold no match are skipped. */
export const NEAREST_UNDER_FILTER = 1024;

/**
 * The clusters to read under a filter, nearest first: up to FILTERED_PROBES that may hold a match, and where these are
 * fewer than PROBES, the nearest of the others too, for a list that has to leave a filter aside.
 */
export function probesUnder(nearest: readonly ClusterHit[], mayHold: (cluster: number) => boolean): ClusterHit[] {
  const holding = nearest.filter(({ cluster }) => mayHold(cluster)).slice(0, FILTERED_PROBES);
  if (holding.length >= PROBES) return holding;
  const others = nearest.filter(({ cluster }) => !mayHold(cluster)).slice(0, PROBES - holding.length);
  return [...holding, ...others].sort((a, b) => a.distance - b.distance || a.cluster - b.cluster);
}
