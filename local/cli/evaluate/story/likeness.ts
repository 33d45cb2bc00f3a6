/** How much two stories have in common, as runs of four words. */

/** The distinct runs of four words, lower case, without marks. */
export function fourGrams(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
  return new Set(words.slice(3).map((_, at) => words.slice(at, at + 4).join(' ')));
}

/** Share 0..1 of the shorter text's four-grams that the other has too: the stricter of the usual ways to count. */
export function sharedFourGrams(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const least = Math.min(one.size, other.size);
  return least === 0 ? 0 : [...one].filter((gram) => other.has(gram)).length / least;
}

/** The greatest and the mean share over all pairs; 0 for fewer than two texts. */
export function likeness(texts: readonly string[]): { max: number; mean: number; pair: [number, number] | null } {
  const grams = texts.map(fourGrams);
  let [max, sum, pairs] = [0, 0, 0];
  let pair: [number, number] | null = null;
  for (const [at, one] of grams.entries()) {
    for (const [before, other] of grams.slice(0, at).entries()) {
      const shared = sharedFourGrams(one, other);
      if (shared > max) [max, pair] = [shared, [before, at]];
      sum += shared;
      pairs += 1;
    }
  }
  return { max, mean: pairs === 0 ? 0 : sum / pairs, pair };
}
