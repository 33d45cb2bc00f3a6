/** What filters mean for a list: which candidates it is composed of, and what it gives up before it is left short. */
import type { SongFilters } from '../contracts/filters.ts';
import type { Target } from '../contracts/pipeline.ts';
import type { Limit } from '../ranking.ts';
import { CANDIDATE_LIMIT, type Candidate, type CandidateBlock, chooseCandidates, isKnownClean } from './candidates.ts';
import { type Dictionaries, recordTest } from './filters.ts';

/** Songs remembered as shown. */
export const SHOWN_MEMORY = 50;

/** The memory after a list was shown: the latest last, each once, SHOWN_MEMORY at most. */
export function rememberShown(shown: readonly string[], listed: readonly string[]): string[] {
  return [...new Set([...shown.filter((trackId) => !listed.includes(trackId)), ...listed])].slice(-SHOWN_MEMORY);
}

/**
 * The best tracks that may meet the filters. Where known clean ones are asked for and there are fewer than
 * `limit`, the best of those not checked follow; without this, many not checked could crowd out the few known.
 */
export function candidatesUnder(
  blocks: readonly CandidateBlock[],
  target: Target,
  filters: SongFilters,
  dictionaries: Dictionaries,
  limit: number = CANDIDATE_LIMIT,
): Candidate[] {
  const { explicit, popularity } = filters;
  const accepts = recordTest(filters, dictionaries);
  if (explicit !== 'clean') return chooseCandidates(blocks, target, { accepts, popularity, limit });
  const clean = chooseCandidates(blocks, target, {
    accepts: (block, row) => isKnownClean(block.flags(row)) && accepts(block, row),
    popularity,
    limit,
  });
  if (clean.length === limit) return clean;
  const unchecked = chooseCandidates(blocks, target, {
    accepts: (block, row) => !isKnownClean(block.flags(row)) && accepts(block, row),
    popularity,
    limit: limit - clean.length,
  });
  return [...clean, ...unchecked];
}

/** What of the filters is given up, the first first, before a list is left short. `shown` are the ids of songs shown. */
export function limitsOf(filters: SongFilters, shown: readonly string[]): Limit[] {
  const limits: Limit[] = [];
  if (filters.again) {
    const seen = new Set(shown);
    limits.push({
      keeps: ({ trackId }) => !seen.has(trackId),
      note: 'Too few songs were left that you had not seen, so the list also has some again.',
    });
  }
  if (filters.explicit === 'clean') {
    limits.push({
      keeps: ({ explicit }) => explicit === false,
      note: 'Too few songs are known to be clean, so the list also has some that were not checked.',
      mark: 'Not checked for explicit words',
    });
  }
  return limits;
}
