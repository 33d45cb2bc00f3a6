/** First step of ranking: of all records in the blocks that were read, those worth reading in full. */
import { isThemedByTitle } from '../catalogue/track.ts';
import type { Target } from '../contracts/pipeline.ts';
import { FEATURES, toUnitVector } from '../features.ts';
import { NearestList } from '../kmeans/nearest-list.ts';
import { FLAGS, ordinalsOf, type PostingBlock } from '../posting-block.ts';
import type { Theme } from '../themes.ts';
import { featureScale, recordDistance, sharesOf, TITLE_THEME_FACTOR } from './distance.ts';
import type { RecordTest } from './filters.ts';
import { popularityPenalty } from './popularity.ts';
import { isFragment } from './unwanted-recordings.ts';

/** Enough for the rules of a good list to choose from. */
export const CANDIDATE_LIMIT = 200;

/** A decoded block, and the theme it is of; absent or null for a cluster's. */
export interface CandidateBlock {
  readonly block: PostingBlock;
  readonly theme?: Theme | null;
}

/** A track by its ordinal, and how far it is in sound: 0 is a perfect match, about 1 is unrelated. */
export interface Candidate {
  readonly ordinal: number;
  readonly distance: number;
}

/** What else decides which tracks are the best. */
export interface CandidateChoice {
  readonly limit?: number;
  /** Rows that may be taken; all where absent. */
  readonly accepts?: RecordTest;
  /** 0 the well known, 1 deep cuts; being known counts nothing here where absent. */
  readonly popularity?: number | undefined;
}

const DURATION = FEATURES.length + 1;

/**
 * The `limit` best tracks of all blocks, best first, each once. The order is by sound and themes together, as far as the
 * blocks tell the themes; the distance given is that in sound alone. Tracks not known to be clean are left out where
 * the target wants none explicit, and those too short to be a song. Equal ones are ordered by ordinal.
 */
export function chooseCandidates(
  blocks: readonly CandidateBlock[],
  target: Target,
  { limit = CANDIDATE_LIMIT, accepts = () => true, popularity }: CandidateChoice = {},
): Candidate[] {
  const query = toUnitVector(target.features);
  const scale = featureScale(target.weights);
  const matches = themeMatches(blocks, target);
  const share = sharesOf(target.themes);
  const list = new NearestList(limit);
  // Of the songs that were near enough when they came by; the same song again is exactly as near.
  const soundDistances = new Map<number, number>();
  for (const { block } of blocks) {
    for (let row = 0; row < block.count; row++) {
      if (target.explicit === false && !isKnownClean(block.flags(row))) continue;
      if (isFragment(block.figure(row, DURATION)) || !accepts(block, row)) continue;
      const inSound = recordDistance(query, block, row, scale);
      const ordinal = block.ordinal(row);
      const penalty = popularity === undefined ? 0 : popularityPenalty(block.popularity(row), popularity);
      const match = matches.size === 0 ? 0 : (matches.get(ordinal) ?? 0);
      const distance = share.sound * inSound + share.themes * (1 - match) + penalty;
      if (distance > list.worst || soundDistances.has(ordinal)) continue;
      soundDistances.set(ordinal, inSound);
      list.offer(ordinal, distance);
    }
  }
  return list.sorted().map(({ id }) => ({ ordinal: id, distance: soundDistances.get(id)! }));
}

/** For each track in a block of a wanted theme, how well its themes match as far as the blocks tell. */
function themeMatches(blocks: readonly CandidateBlock[], target: Target): Map<number, number> {
  const weights = new Map(target.themes.map(({ theme, weight }) => [theme, weight]));
  const matches = new Map<number, number>();
  for (const { block, theme } of blocks) {
    const weight = theme ? weights.get(theme) : undefined;
    if (weight === undefined) continue;
    for (const ordinal of ordinalsOf(block)) {
      const likely = weight * (isThemedByTitle(ordinal) ? TITLE_THEME_FACTOR : 1);
      matches.set(ordinal, 1 - (1 - (matches.get(ordinal) ?? 0)) * (1 - likely));
    }
  }
  return matches;
}

/** Whether a record's flags say that its track was checked and is not explicit. */
export function isKnownClean(flags: number): boolean {
  return (flags & FLAGS.explicitKnown) !== 0 && (flags & FLAGS.explicit) === 0;
}
