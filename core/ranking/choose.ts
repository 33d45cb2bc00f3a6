/**
 * Which of the relevant songs make up a list: the most relevant ones, some of them exchanged for songs that differ more
 * from the rest, for as long as the list stays nearly as close. Maximal marginal relevance weighs closeness against variety
 * and leaves open what each costs; here the cost is fixed and the variety as great as exchanges of one song make it.
 */
import { DEFAULT_WEIGHTS } from '../features.ts';
import { featureDistance, featureScale } from './distance.ts';

/** Share that a list may be further from the moment for the sake of variety. */
export const VARIETY_PRICE = 0.02;

/** Relevance has more to it than closeness, such as being known; it may fall by this much more than closeness. */
const RELEVANCE_FACTOR = 2;

/** A song that may be chosen. */
export interface Choosable {
  /** From what is asked. */
  readonly distance: number;
  /** What songs are chosen by before variety: closeness and all that is added to it or taken off. */
  readonly relevance: number;
  /** Unit point. */
  readonly point: Float32Array;
}

export interface Choice<T> {
  readonly count: number;
  /** Whether a song may stand beside others. */
  readonly accepts: (entry: T, others: readonly T[]) => boolean;
  /** VARIETY_PRICE, or 0 for no care of variety. */
  readonly varietyPrice: number;
}

/** Adds accepted entries (these come most relevant first) to `chosen` until there are `count`. */
export function choose<T extends Choosable>(entries: readonly T[], chosen: T[], choice: Choice<T>): void {
  const from = chosen.length;
  for (const entry of entries) {
    if (chosen.length >= choice.count) break;
    if (!chosen.includes(entry) && choice.accepts(entry, chosen)) chosen.push(entry);
  }
  if (choice.varietyPrice > 0 && chosen.length > from) exchange(entries, chosen, from, choice);
}

/**
 * Exchanges entries of `chosen` from `from` on, each time the one for another that adds most to the distances within
 * the list, until none adds more. The distances never exceed the price, nor what is lost of relevance its multiple.
 */
function exchange<T extends Choosable>(
  entries: readonly T[],
  chosen: T[],
  from: number,
  { accepts, varietyPrice }: Choice<T>,
): void {
  let left = varietyPrice * chosen.reduce((sum, { distance }) => sum + distance, 0);
  let relevanceLeft = RELEVANCE_FACTOR * left;
  const ids = new Map(entries.map((entry, id) => [entry, id]));
  /** For each of the chosen its distance to every entry; only that of an exchanged one changes. */
  const rows = chosen.map((one) => distancesTo(one, entries));
  /** Of each entry the sum of its distances to the chosen ones. */
  const apart = entries.map((_, id) => rows.reduce((sum, row) => sum + row[id]!, 0));
  for (;;) {
    let best: { readonly at: number; readonly entry: T } | null = null;
    let most = LEAST_GAIN;
    for (let at = from; at < chosen.length; at++) {
      const old = chosen[at]!;
      const kept = apart[ids.get(old)!]!;
      for (const [id, entry] of entries.entries()) {
        if (entry.distance - old.distance > left || old.relevance - entry.relevance > relevanceLeft) continue;
        const gained = apart[id]! - rows[at]![id]! - kept;
        if (gained <= most || chosen.includes(entry)) continue;
        if (!accepts(entry, chosen.toSpliced(at, 1))) continue;
        best = { at, entry };
        most = gained;
      }
    }
    if (best === null) return;
    const [old] = chosen.splice(best.at, 1, best.entry) as [T];
    left -= best.entry.distance - old.distance;
    relevanceLeft -= old.relevance - best.entry.relevance;
    const before = rows[best.at]!;
    const after = distancesTo(best.entry, entries);
    rows[best.at] = after;
    for (const id of apart.keys()) apart[id]! += after[id]! - before[id]!;
  }
}

/** Less is rounding, and two entries could be exchanged for each other for ever. */
const LEAST_GAIN = 1e-9;

/** Variety is heard, so it is measured under the usual weights, not those of the target. */
const LISTENING = featureScale(DEFAULT_WEIGHTS);

function distancesTo(one: Choosable, entries: readonly Choosable[]): Float64Array {
  const row = new Float64Array(entries.length);
  entries.forEach(({ point }, id) => {
    row[id] = featureDistance(one.point, 0, point, 0, LISTENING);
  });
  return row;
}
