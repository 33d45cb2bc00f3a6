/** A new version of the index beside the old one: written, tried out, and only then served. */
import { buildIndex, clusterModelOf, unitPoints } from '../../../core/catalogue/index-builder.ts';
import { blockItemSchema, indexItems } from '../../../core/catalogue/items.ts';
import { recallOf } from '../../../core/catalogue/smoke-test.ts';
import { STARTER_SEED } from '../../../core/catalogue/starter-assets.ts';
import type { Track } from '../../../core/catalogue/track.ts';
import { catalogueKeys } from '../../../core/contracts/names.ts';
import { AppError } from '../../../core/errors.ts';
import { decodeBlock, type PostingBlock } from '../../../core/posting-block.ts';
import type { CatalogueTable } from './table.ts';

const SMOKE_TARGETS = 200;
/** Below this something is broken; a sound index is above .98. */
const LEAST_RECALL = 0.95;

export interface Reindexed {
  readonly version: number;
  readonly clusters: number;
  readonly recall: { readonly mean: number; readonly worst: number };
}

/**
 * Indexes `tracks` as a new version and serves it. Until the last step the old version serves, whatever happens. The
 * version that served before stays for lookups under way; older ones, and what a crash left behind, are removed.
 * Throws `IndexUnsound`, `CatalogueChanged`.
 *
 * @param versions keys of the items of the versions that are in the table
 */
export async function reindex(
  table: CatalogueTable,
  tracks: readonly Track[],
  versions: ReadonlyMap<number, readonly string[]>,
): Promise<Reindexed> {
  const served = await table.version();
  const version = await table.reserve('nextVersion', 1);
  const index = buildIndex(tracks, { version, seed: STARTER_SEED });
  const items = [...indexItems(index, [])].filter(({ pk }) => pk !== catalogueKeys.current);
  await table.put(items);

  const recall = recallOf(clusterModelOf(index), unitPoints(tracks), await storedBlocks(table, items), {
    targets: SMOKE_TARGETS,
    seed: version,
  });
  if (recall.mean < LEAST_RECALL) {
    await table.remove(items.map(({ pk }) => pk));
    const found = `${Math.round(recall.mean * 100)} %`;
    throw new AppError('IndexUnsound', 500, `The new index found ${found} of the nearest songs, so the old one stays.`);
  }
  await table.flip(served, version);
  await table.setUnindexed(false);
  for (const [older, keys] of versions) if (older !== served && older < version) await table.remove(keys);
  return { version, clusters: index.k, recall };
}

/** The clusters' blocks as the table gives them back; a damaged one throws. */
async function storedBlocks(
  table: CatalogueTable,
  items: readonly { pk: string }[],
): Promise<(cluster: number) => PostingBlock[]> {
  const keys = items.map(({ pk }) => pk).filter((pk) => /^v\d+#c\d/.test(pk));
  const blocks = new Map<number, PostingBlock[]>();
  for (const item of await table.get(keys)) {
    const cluster = Number(/#c(\d+)/.exec(item.pk)![1]);
    blocks.set(cluster, [...(blocks.get(cluster) ?? []), decodeBlock(blockItemSchema.parse(item).data)]);
  }
  return (cluster) => blocks.get(cluster) ?? [];
}
