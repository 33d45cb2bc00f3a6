/** Recall at ten of lookups against the exact search, with what they cost. */
import type { SongFilters } from '../../core/contracts/filters.ts';
import { seededRandom } from '../../core/random.ts';
import { percentile } from '../percentiles.ts';
import { type IndexedCatalogue, WANTED } from './indexed-catalogue.ts';
import type { Times } from './stopwatch.ts';
import { roundReading } from './targets.ts';

export interface Measured {
  readonly recallMean: number;
  readonly recallP5: number;
  readonly recallWorst: number;
  /** Means of what a lookup reads, and the most that one read. */
  readonly kilobytes: number;
  readonly blocks: number;
  readonly kilobytesMost: number;
  readonly blocksMost: number;
  readonly computeMsP50: number;
  readonly computeMsP95: number;
  readonly processorMsMean: number;
}

export interface RecallOptions {
  readonly seeds: readonly number[];
  readonly targets: number;
  readonly withThemes?: boolean;
  readonly filters?: SongFilters;
}

/** Null where the exact search finds nothing under the filters. */
export function measureRecall(catalogue: IndexedCatalogue, options: RecallOptions): Measured | null {
  const { seeds, targets, withThemes = false, filters = {} } = options;
  const recalls: number[] = [];
  const [kilobytes, blocks]: [number[], number[]] = [[], []];
  const times: Times[] = [];
  for (const seed of seeds) {
    const random = seededRandom(seed);
    for (let at = 0; at < targets; at++) {
      const { target } = roundReading(random, withThemes);
      const exact = catalogue.exact(target, filters);
      const lookup = catalogue.lookup(target, filters);
      const found = new Set(lookup.ordinals.slice(0, WANTED));
      if (exact.length > 0) recalls.push(exact.filter((ordinal) => found.has(ordinal)).length / exact.length);
      kilobytes.push(lookup.bytes / 1000);
      blocks.push(lookup.blocks);
      times.push(lookup.compute);
    }
  }
  if (recalls.length === 0) return null;
  return {
    recallMean: rounded(mean(recalls), 4),
    recallP5: percentile(recalls, 0.05),
    recallWorst: Math.min(...recalls),
    kilobytes: rounded(mean(kilobytes), 1),
    blocks: rounded(mean(blocks), 1),
    kilobytesMost: rounded(Math.max(...kilobytes), 1),
    blocksMost: Math.max(...blocks),
    ...summaryOf(times, 2),
  };
}

/** On the clock median and 95th percentile; of the processor the mean, since systems count its time in coarse steps. */
export function summaryOf(times: readonly Times[], digits: number) {
  const onClock = times.map(({ ms }) => ms);
  return {
    computeMsP50: rounded(percentile(onClock, 0.5), digits),
    computeMsP95: rounded(percentile(onClock, 0.95), digits),
    processorMsMean: rounded(mean(times.map(({ processorMs }) => processorMs)), digits),
  };
}

export const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

export function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
