/** Everything a deployment needs of the starter catalogue, from its files' texts. */
import type { ModelDescription } from '../kmeans/cluster-model.ts';
import { toDynamoJsonLines } from './dynamo-json.ts';
import { buildIndex, buildModelArtefact } from './index-builder.ts';
import { indexItems } from './items.ts';
import { parseStarter, type RefusedLine } from './starter.ts';
import type { Track } from './track.ts';

/** Seed of the starter index: any number, as long as it stays the same. */
export const STARTER_SEED = 20_261;
export const STARTER_VERSION = 1;

/** A refused line and which of the texts, from 0, it is in. */
export interface RefusedStarterLine extends RefusedLine {
  readonly text: number;
}

export interface StarterAssets {
  /** The catalogue table's items as DynamoDB JSON, one a line: what the table is imported from. */
  readonly tableLines: string;
  /** The files of the SageMaker model. */
  readonly model: Map<string, Uint8Array>;
  readonly info: Pick<ModelDescription, 'version' | 'k'> & {
    readonly trackCount: number;
    readonly itemCount: number;
    readonly themeCounts: Readonly<Record<string, number>>;
    readonly refused: readonly RefusedStarterLine[];
  };
}

/** All tracks of the starter's parts in the order of their ids; an id that an earlier part used is refused. */
export function parseStarterParts(texts: readonly string[]): { tracks: Track[]; refused: RefusedStarterLine[] } {
  const taken = new Set<number>();
  const parts = texts.map((text) => parseStarter(text, taken));
  return {
    tracks: parts.flatMap((part) => part.tracks).sort((a, b) => a.ordinal - b.ordinal),
    refused: parts.flatMap((part, text) => part.refused.map((line) => ({ text, ...line }))),
  };
}

/** The starter's table items and model. Throws `InvalidCatalogue` where no line was accepted. */
export function starterAssets(texts: readonly string[]): StarterAssets {
  const { tracks, refused } = parseStarterParts(texts);
  const index = buildIndex(tracks, { version: STARTER_VERSION, seed: STARTER_SEED });
  const items = [...indexItems(index, tracks)];
  return {
    tableLines: toDynamoJsonLines(items),
    model: buildModelArtefact(index),
    info: {
      version: index.version,
      k: index.k,
      trackCount: tracks.length,
      itemCount: items.length,
      themeCounts: index.meta.themeCounts as Record<string, number>,
      refused,
    },
  };
}
