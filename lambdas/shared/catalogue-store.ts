/** The catalogue table: the served version, its clusters, posting blocks and tracks. */
import { BatchGetCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Changes, changesItemSchema, noChanges } from '../../core/catalogue/changes.ts';
import {
  blockItemSchema,
  centroidsItemSchema,
  clusterModelFromItems,
  type MetaItem,
  metaItemSchema,
  pointerItemSchema,
  trackFromItem,
} from '../../core/catalogue/items.ts';
import type { Track } from '../../core/catalogue/track.ts';
import { catalogueKeys } from '../../core/contracts/names.ts';
import { AppError } from '../../core/errors.ts';
import type { ClusterModel } from '../../core/kmeans/cluster-model.ts';
import { decodeBlock, type PostingBlock } from '../../core/posting-block.ts';
import { type DictionaryEntry, decodeDictionary, decodeWords, type WordEntry } from '../../core/search/text-index.ts';
import { documents } from './documents.ts';
import { requireEnv } from './env.ts';

/** Most keys that DynamoDB answers in one batch. */
const BATCH_KEYS = 100;
const BATCH_TRIES = 5;

const table = () => requireEnv('catalogueTable');

async function readItem(pk: string): Promise<Record<string, unknown> | undefined> {
  return (await documents().send(new GetCommand({ TableName: table(), Key: { pk } }))).Item;
}

/** Items by key, in no order; keys without an item are left out. */
async function readItems(keys: readonly string[]): Promise<Record<string, unknown>[]> {
  const batches: string[][] = [];
  for (let from = 0; from < keys.length; from += BATCH_KEYS) batches.push(keys.slice(from, from + BATCH_KEYS));
  return (await Promise.all(batches.map(readBatch))).flat();
}

async function readBatch(keys: readonly string[]): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  let wanted: Record<string, unknown>[] = keys.map((pk) => ({ pk }));
  for (let attempt = 0; wanted.length > 0; attempt++) {
    if (attempt === BATCH_TRIES)
      throw new AppError('TransientFailure', 503, 'The catalogue is busy. Please try again.');
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt));
    const reply = await documents().send(new BatchGetCommand({ RequestItems: { [table()]: { Keys: wanted } } }));
    found.push(...(reply.Responses?.[table()] ?? []));
    wanted = reply.UnprocessedKeys?.[table()]?.Keys ?? [];
  }
  return found;
}

/** The version that is served. Throws `CatalogueEmpty` (503) before any was installed. */
export async function currentVersion(): Promise<number> {
  const item = await readItem(catalogueKeys.current);
  if (!item) throw new AppError('CatalogueEmpty', 503, 'There are no songs in the catalogue yet.');
  return pointerItemSchema.parse(item).version;
}

// A version never changes, so what a warm function has read of it stays true.
const models = new Map<number, Promise<ClusterModel>>();

/** The clusters of a version, from the index itself. */
export function readClusterModel(version: number): Promise<ClusterModel> {
  let model = models.get(version);
  if (!model) {
    model = loadClusterModel(version);
    model.catch(() => models.delete(version));
    models.set(version, model);
  }
  return model;
}

async function loadClusterModel(version: number): Promise<ClusterModel> {
  const meta = await readMeta(version);
  const parts = Array.from({ length: meta.centroidParts - 1 }, (_, part) => catalogueKeys.centroids(version, part + 1));
  // Few and one by one: whoever reads the clusters needs no right to read in batches.
  const items = await Promise.all(parts.map(readItem));
  return clusterModelFromItems(
    meta,
    items.map((item) => centroidsItemSchema.parse(item)),
  );
}

const metas = new Map<number, Promise<MetaItem>>();

/** What a version's index knows beside its blocks: dictionaries, counts and coverage. */
export function readMeta(version: number): Promise<MetaItem> {
  let meta = metas.get(version);
  if (!meta) {
    meta = loadMeta(version);
    meta.catch(() => metas.delete(version));
    metas.set(version, meta);
  }
  return meta;
}

async function loadMeta(version: number): Promise<MetaItem> {
  const item = await readItem(catalogueKeys.meta(version));
  if (!item) throw new AppError('CatalogueVersionGone', 503, 'This version of the catalogue is no longer there.');
  return metaItemSchema.parse(item);
}

type BlockKey = (part: number) => string;

/** The posting blocks of clusters and themes of a version; one that holds no track has no block. */
export async function readBlocks(
  version: number,
  clusters: readonly number[],
  themes: readonly string[],
): Promise<{ clusterBlocks: PostingBlock[]; themeBlocks: Map<string, PostingBlock[]> }> {
  const wanted: { theme: string | null; key: BlockKey }[] = [
    ...clusters.map((cluster) => ({
      theme: null,
      key: (part: number) => catalogueKeys.cluster(version, cluster, part),
    })),
    ...themes.map((theme) => ({ theme, key: (part: number) => catalogueKeys.theme(version, theme, part) })),
  ];
  const items = await readBlockItems(wanted.map(({ key }) => key));
  const clusterBlocks: PostingBlock[] = [];
  const themeBlocks = new Map<string, PostingBlock[]>();
  wanted.forEach(({ theme }, index) => {
    const blocks = items[index]!.map(decodeBlock);
    if (theme === null) clusterBlocks.push(...blocks);
    else themeBlocks.set(theme, blocks);
  });
  return { clusterBlocks, themeBlocks };
}

/** What was added to a version and taken out of it since it was built. */
export async function readChanges(version: number): Promise<Changes> {
  const [item] = await readItems([catalogueKeys.changes(version)]);
  return item === undefined ? noChanges(version) : changesItemSchema.parse(item);
}

/** Rows of the version's presence table; one that is not there holds no cluster. */
export async function readPresence(version: number, rows: readonly string[]): Promise<Map<string, Uint8Array>> {
  const names = new Map(rows.map((row) => [catalogueKeys.presence(version, row), row]));
  const items = (await readItems([...names.keys()])).map((item) => blockItemSchema.parse(item));
  return new Map(items.map(({ pk, data }) => [names.get(pk)!, data]));
}

/** What word blocks hold of these names. */
export async function readWords(
  version: number,
  blocks: readonly number[],
  names: readonly string[],
): Promise<WordEntry[]> {
  const parts = await readBlockItems(blocks.map((block) => (part) => catalogueKeys.words(version, block, part)));
  const wanted = new Set(names);
  return parts.flat().flatMap((bytes) => decodeWords(bytes, wanted));
}

/** All words of dictionary blocks. */
export async function readDictionary(version: number, blocks: readonly number[]): Promise<DictionaryEntry[]> {
  const parts = await readBlockItems(blocks.map((block) => (part) => catalogueKeys.dictionary(version, block, part)));
  return parts.flat().flatMap(decodeDictionary);
}

/** The version's map. Throws `NoMap` (404) for an index from before there were maps. */
export async function readMap(version: number): Promise<Uint8Array> {
  const [parts = []] = await readBlockItems([(part) => catalogueKeys.map(version, part)]);
  if (parts.length === 0) throw new AppError('NoMap', 404, 'The catalogue has no map yet. Indexing it anew makes one.');
  return Buffer.concat(parts);
}

/** First parts in one round of reads, the further parts of the few large blocks in a second. */
async function readBlockItems(keys: readonly BlockKey[]): Promise<Uint8Array[][]> {
  const read = async (names: string[]) =>
    new Map((await readItems(names)).map((item) => [item.pk as string, blockItemSchema.parse(item)]));
  const firsts = await read(keys.map((key) => key(0)));
  const further = keys.flatMap((key) => {
    const parts = firsts.get(key(0))?.parts ?? 1;
    return Array.from({ length: parts - 1 }, (_, part) => key(part + 1));
  });
  const rest = await read(further);
  return keys.map((key) => {
    const first = firsts.get(key(0));
    if (!first) return [];
    const data = [first.data];
    for (let part = 1; part < first.parts; part++) {
      const item = rest.get(key(part));
      if (!item) throw new AppError('TransientFailure', 503, 'The catalogue is being changed. Please try again.');
      data.push(item.data);
    }
    return data;
  });
}

/** Tracks by id, in the order asked; unknown ids are left out. */
export async function readTracks(trackIds: readonly string[]): Promise<Track[]> {
  const items = await readItems(trackIds.map((trackId) => catalogueKeys.track(trackId)));
  const tracks = new Map(items.map((item) => [item.trackId as string, trackFromItem(item)]));
  return trackIds.flatMap((trackId) => tracks.get(trackId) ?? []);
}
