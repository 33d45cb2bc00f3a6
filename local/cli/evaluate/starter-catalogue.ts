/** The starter catalogue with its index in memory: what the table and the endpoint hold of it in a deployment. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIndex, clusterModelOf } from '../../../core/catalogue/index-builder.ts';
import { parseStarterParts, STARTER_SEED, STARTER_VERSION } from '../../../core/catalogue/starter-assets.ts';
import type { Track } from '../../../core/catalogue/track.ts';
import type { Reading } from '../../../core/contracts/pipeline.ts';
import { clusterQuery, nearestInModel } from '../../../core/kmeans/cluster-model.ts';
import { decodeBlock } from '../../../core/posting-block.ts';
import type { CandidateBlock } from '../../../core/ranking/candidates.ts';
import type { TrackReader } from '../../../core/ranking/find.ts';
import { PROBES } from '../../../core/ranking/probes.ts';
import type { Theme } from '../../../core/themes.ts';

const STARTER = join(import.meta.dirname, '..', '..', '..', 'catalogue', 'starter');

export interface MemoryCatalogue {
  readonly tracks: readonly Track[];
  /** The blocks that the pipeline would read for this reading. */
  readonly blocksFor: (reading: Reading) => CandidateBlock[];
  readonly readTracks: TrackReader;
}

/** Reads and indexes the starter catalogue as the build does. */
export function starterCatalogue(): MemoryCatalogue {
  const files = globSync('*.tsv', { cwd: STARTER }).sort();
  const { tracks } = parseStarterParts(files.map((file) => readFileSync(join(STARTER, file), 'utf8')));
  const index = buildIndex(tracks, { version: STARTER_VERSION, seed: STARTER_SEED });
  const model = clusterModelOf(index);
  const byId = new Map(tracks.map((track) => [track.trackId, track]));
  const decoded = (parts: readonly Uint8Array[] = [], theme: Theme | null = null): CandidateBlock[] =>
    parts.map((bytes) => ({ block: decodeBlock(bytes), theme }));
  return {
    tracks,
    blocksFor: ({ target }) => [
      ...nearestInModel(model, clusterQuery(target), PROBES).flatMap(({ cluster }) =>
        decoded(index.blocks.get(cluster)),
      ),
      ...target.themes.flatMap(({ theme }) => decoded(index.themeBlocks.get(theme), theme)),
    ],
    readTracks: async (ids) => ids.flatMap((id) => byId.get(id) ?? []),
  };
}
