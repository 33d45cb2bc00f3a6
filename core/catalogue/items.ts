/**
 * The catalogue table's items. One pointer names the served version; everything of a version is immutable and carries
 * the version in its key, so a lookup that began on one version ends on it. Tracks belong to no version.
 */
import * as z from 'zod/mini';
import { filterCoverageSchema } from '../contracts/filters.ts';
import { catalogueKeys } from '../contracts/names.ts';
import { AppError } from '../errors.ts';
import { type ClusterModel, encodeFloats, modelDescriptionSchema, toClusterModel } from '../kmeans/cluster-model.ts';
import { THEMES } from '../themes.ts';
import type { CatalogueIndex } from './index-builder.ts';
import { type Track, trackSchema } from './track.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'is not binary');

/** `index#current`. */
export const pointerItemSchema = z.strictObject({ pk: z.string(), version: z.int().check(z.positive()) });

/** `v{N}#meta`. */
export const metaItemSchema = z.strictObject({
  pk: z.string(),
  ...modelDescriptionSchema.shape,
  trackCount: z.int().check(z.nonnegative()),
  /** Clusters and themes that have a block. */
  clusterBlocks: z.int().check(z.nonnegative()),
  themeBlocks: z.int().check(z.nonnegative()),
  themeCounts: z.partialRecord(z.enum(THEMES), z.int()),
  genres: z.array(z.string()),
  languages: z.array(z.string()),
  /** Blocks of each kind of the text index; absent on indexes from before it had two. */
  textBlocks: z.optional(
    z.strictObject({ words: z.int().check(z.positive()), dictionary: z.int().check(z.positive()) }),
  ),
  /** Of an older text index, which is not read any more. */
  textBlockCount: z.optional(z.int()),
  /** Rows of the presence table; absent on indexes from before it. */
  presenceRows: z.optional(z.int().check(z.nonnegative())),
  /** Shares of tracks that each filter can judge; absent on indexes from before filters. */
  coverage: z.optional(filterCoverageSchema),
  /** 32-bit floats, little-endian: all, or the first of `centroidParts`. */
  centroids: bytes,
  centroidParts: z.int().check(z.positive()),
});
export type MetaItem = z.infer<typeof metaItemSchema>;

/** `v{N}#centroids#{part}`, only where there is more than one part. */
export const centroidsItemSchema = z.strictObject({ pk: z.string(), centroids: bytes });

/**
 * `v{N}#c{id}` and `v{N}#theme#{theme}`: a posting block; `v{N}#words#{block}` and `v{N}#dictionary#{block}`:
 * blocks of the text index; `v{N}#presence#{row}`:
 * a row of the presence table; `v{N}#map`: the map. `parts`: how many items hold it, this first one included.
 */
export const blockItemSchema = z.strictObject({
  pk: z.string(),
  data: bytes,
  parts: z.int().check(z.positive()),
});

/** `track#{trackId}`. */
export const trackItemSchema = z.strictObject({ pk: z.string(), ...trackSchema.shape });

export type CatalogueItem =
  | z.infer<typeof pointerItemSchema>
  | MetaItem
  | z.infer<typeof centroidsItemSchema>
  | z.infer<typeof blockItemSchema>
  | z.infer<typeof trackItemSchema>;

/** Bytes of centroids, or of the map, in one item; the rest of the 400 KB is for the other attributes. */
const PART_BYTES = 300_000;

/**
 * Every item of an index and its tracks, the pointer last, so that a reader of a table that is being written in this
 * order never sees a version before it is complete.
 */
export function* indexItems(index: CatalogueIndex, tracks: readonly Track[]): Generator<CatalogueItem> {
  const { version, blocks, themeBlocks } = index;
  for (const track of tracks) yield { pk: catalogueKeys.track(track.trackId), ...track };
  for (const [cluster, parts] of blocks) {
    yield* blockItems(parts, (part) => catalogueKeys.cluster(version, cluster, part));
  }
  for (const [theme, parts] of themeBlocks) {
    yield* blockItems(parts, (part) => catalogueKeys.theme(version, theme, part));
  }
  for (const [block, parts] of index.text.words.parts) {
    yield* blockItems(parts, (part) => catalogueKeys.words(version, block, part));
  }
  for (const [block, parts] of index.text.dictionary.parts) {
    yield* blockItems(parts, (part) => catalogueKeys.dictionary(version, block, part));
  }
  for (const [row, data] of index.presence) yield { pk: catalogueKeys.presence(version, row), data, parts: 1 };
  yield* blockItems(inParts(index.map), (part) => catalogueKeys.map(version, part));
  yield* metaItems(index);
  yield { pk: catalogueKeys.current, version };
}

/**
 * The index's clusters from its meta item, and from further centroid items where `centroidParts` is above 1, in order.
 * Throws `InvalidModel` where a part is missing.
 */
export function clusterModelFromItems(
  meta: MetaItem,
  further: readonly z.infer<typeof centroidsItemSchema>[] = [],
): ClusterModel {
  if (further.length !== meta.centroidParts - 1) {
    throw new AppError('InvalidModel', 500, `The centroids of version ${meta.version} are not complete.`);
  }
  const parts = [meta.centroids, ...further.map((item) => item.centroids)];
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return toClusterModel(meta, all);
}

/** A stored track without its key. Throws a ZodError where the item is not one. */
export function trackFromItem(item: unknown): Track {
  const { pk: _pk, ...track } = trackItemSchema.parse(item);
  return track;
}

function* blockItems(parts: readonly Uint8Array[], keyOf: (part: number) => string): Generator<CatalogueItem> {
  for (const [part, data] of parts.entries()) yield { pk: keyOf(part), data, parts: parts.length };
}

function inParts(all: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let start = 0; start < all.length; start += PART_BYTES) parts.push(all.slice(start, start + PART_BYTES));
  return parts;
}

function* metaItems(index: CatalogueIndex): Generator<CatalogueItem> {
  const { version, k, weights, meta } = index;
  const parts = inParts(encodeFloats(index.centroids));
  for (const [part, centroids] of parts.entries()) {
    if (part > 0) yield { pk: catalogueKeys.centroids(version, part), centroids };
  }
  yield {
    pk: catalogueKeys.meta(version),
    version,
    dimensions: index.dims as MetaItem['dimensions'],
    k,
    weights,
    trackCount: meta.trackCount,
    clusterBlocks: index.blocks.size,
    themeBlocks: index.themeBlocks.size,
    themeCounts: { ...meta.themeCounts },
    genres: [...meta.genres],
    languages: [...meta.languages],
    presenceRows: index.presence.size,
    textBlocks: { words: index.text.words.count, dictionary: index.text.dictionary.count },
    coverage: { ...meta.coverage },
    centroids: parts[0]!,
    centroidParts: parts.length,
  };
}
