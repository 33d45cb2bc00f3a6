/** Words of titles, artists and queries in the one form in which they are compared, and how alike two of them are. */

/** Words without accents and capitals; apostrophes join ("don't" is "dont"), everything else separates. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Most altered letters that still make the same word: none of up to 3, one of up to 7, two of longer ones. */
export function typosAllowed(length: number): number {
  return length <= 3 ? 0 : length <= 7 ? 1 : 2;
}

/**
 * Letters inserted, deleted, replaced or swapped with their neighbour to turn `a` into `b`; `most + 1` where there are
 * more than `most`. Optimal string alignment (Damerau 1964), three rows at a time.
 */
export function typosBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length]!, most + 1);
}

/** How well an indexed word meets a word of a query, 0..1: 1 the same, less a beginning or with typos, 0 another. */
export function likeness(asked: string, word: string): number {
  if (asked === word) return 1;
  const allowed = typosAllowed(asked.length);
  const typos = typosBetween(asked, word, allowed);
  if (typos <= allowed) return 1 - 0.2 * typos;
  return asked.length >= 3 && word.startsWith(asked) ? 0.7 : 0;
}
