/** What DynamoDB bills for finding songs, from the sizes of the blocks that are read. */
import { clusterCount } from '../../core/catalogue/clustering.ts';
import { type CatalogueIndex, clusterModelOf } from '../../core/catalogue/index-builder.ts';
import type { Track } from '../../core/catalogue/track.ts';
import { clusterQuery, nearestInModel } from '../../core/kmeans/cluster-model.ts';
import { HEADER_BYTES, RECORD_BYTES } from '../../core/posting-block.ts';
import { PROBES } from '../../core/ranking/probes.ts';
import { readingOfTrack } from '../../core/ranking/similar.ts';

/** Songs listed, each of which is read whole. */
const LISTED = 10;
/** Bytes of an item beside its block: key, names of attributes, number of parts. */
const ITEM_OVERHEAD = 60;
/** Bytes of a song's item, at most. */
const TRACK_ITEM = 1024;
/** Pointer of the served version. */
const POINTER_ITEM = 64;

export interface LookupCost {
  readonly items: number;
  readonly kilobytes: number;
  readonly readUnits: number;
}

/** Read units of one item, read eventually consistent: half a unit for each 4 KB begun. */
export function readUnits(bytes: number): number {
  return Math.ceil(bytes / 4096) / 2;
}

function total(sizes: readonly number[]): LookupCost {
  return {
    items: sizes.length,
    kilobytes: sizes.reduce((sum, size) => sum + size, 0) / 1024,
    readUnits: sizes.reduce((sum, size) => sum + readUnits(size), 0),
  };
}

/** The version's changes, of which there are none yet; an item that is not there is billed as the smallest. */
const CHANGES_ITEM = 1;
const fixed = [POINTER_ITEM, CHANGES_ITEM, ...Array<number>(LISTED).fill(TRACK_ITEM)];

/** The mean over a lookup for each of the tracks: their nearest clusters, their themes, and ten songs. */
export function measuredLookup(index: CatalogueIndex, asked: readonly Track[]): LookupCost {
  const model = clusterModelOf(index);
  const costs = asked.map((track) => {
    const { target } = readingOfTrack(track);
    const clusters = nearestInModel(model, clusterQuery(target), PROBES);
    const blocks = [
      ...clusters.flatMap(({ cluster }) => index.blocks.get(cluster) ?? []),
      ...target.themes.flatMap(({ theme }) => index.themeBlocks.get(theme) ?? []),
    ];
    return total([...fixed, ...blocks.map((block) => block.length + ITEM_OVERHEAD)]);
  });
  const mean = (of: (cost: LookupCost) => number) => costs.reduce((sum, cost) => sum + of(cost), 0) / costs.length;
  return {
    items: mean(({ items }) => items),
    kilobytes: mean(({ kilobytes }) => kilobytes),
    readUnits: mean(({ readUnits: units }) => units),
  };
}

/** A lookup in a catalogue of `count` songs whose clusters are of equal size, without the blocks of themes. */
export function computedLookup(count: number): LookupCost {
  const k = clusterCount(count);
  const block = HEADER_BYTES + Math.ceil(count / k) * RECORD_BYTES + ITEM_OVERHEAD;
  return total([...fixed, ...Array<number>(Math.min(PROBES, k)).fill(block)]);
}
