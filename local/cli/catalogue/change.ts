/** Small changes of the served index, without building it anew. */
import {
  type Changes,
  type ChangesItem,
  changesItemSchema,
  noChanges,
  withAdded,
  withRemoved,
} from '../../../core/catalogue/changes.ts';
import { metaItemSchema } from '../../../core/catalogue/items.ts';
import type { Track } from '../../../core/catalogue/track.ts';
import { catalogueKeys } from '../../../core/contracts/names.ts';
import type { CatalogueTable } from './table.ts';

/**
 * Adds tracks to the served version. False where there is none, where it has no room for them, or where another one is
 * served by now: then the index has to be built anew. Throws `CatalogueChanged` where two change it at once.
 */
export function addToIndex(table: CatalogueTable, tracks: readonly Track[]): Promise<boolean> {
  return change(table, async (changes, version) => {
    const [meta] = await table.get([catalogueKeys.meta(version)]);
    return meta === undefined ? null : withAdded(changes, tracks, metaItemSchema.parse(meta));
  });
}

/** Takes songs out of the served version; as `addToIndex`. */
export function removeFromIndex(table: CatalogueTable, ordinals: readonly number[]): Promise<boolean> {
  return change(table, async (changes) => withRemoved(changes, ordinals));
}

async function change(
  table: CatalogueTable,
  make: (changes: Changes, version: number) => Promise<ChangesItem | null>,
): Promise<boolean> {
  const version = await table.version();
  if (version === 0) return false;
  const [stored] = await table.get([catalogueKeys.changes(version)]);
  const changes = stored === undefined ? noChanges(version) : changesItemSchema.parse(stored);
  const changed = await make(changes, version);
  if (changed === null) return false;
  await table.putChanges(changed, changes.revision);
  return (await table.version()) === version;
}
