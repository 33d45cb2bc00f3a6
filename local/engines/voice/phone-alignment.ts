/** Which phone of a spoken sentence belongs to which word, by aligning it with the words spoken one by one. */

/** A phone and where it ends, seconds. */
export interface TimedPhone {
  readonly phone: string;
  readonly end: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Silence between words and at both ends. */
const PAUSE = 'pau';
const VOWELS = new Set([
  'aa',
  'ae',
  'ah',
  'ao',
  'aw',
  'ax',
  'ay',
  'eh',
  'er',
  'ey',
  'ih',
  'iy',
  'ow',
  'oy',
  'uh',
  'uw',
]);

/** Reads `hh:0.255 ax:0.304 …`. */
export function parsePhones(line: string): TimedPhone[] {
  return line
    .trim()
    .split(/\s+/)
    .flatMap((entry) => {
      const [phone, end] = entry.split(':');
      return phone && end !== undefined ? [{ phone, end: Number(end) }] : [];
    });
}

/** The phones between pauses: one group for each word of a text spoken with a pause after every word. */
export function groupsOf(phones: readonly { readonly phone: string }[]): string[][] {
  const groups: string[][] = [];
  let open = false;
  for (const { phone } of phones) {
    if (phone === PAUSE) open = false;
    else if (open) groups.at(-1)!.push(phone);
    else {
      groups.push([phone]);
      open = true;
    }
  }
  return groups;
}

/** A word in a sentence may weaken a vowel ("the", "a"), hardly ever a consonant. */
function substitution(one: string, other: string): number {
  if (one === other) return 0;
  return VOWELS.has(one) && VOWELS.has(other) ? 1 : 3;
}
const GAP = 2;

/**
 * Time of each word, in order. `words` are the phones each is expected to have. A word that was swallowed gets an empty
 * span where the one before ends.
 */
export function alignPhones(phones: readonly TimedPhone[], words: readonly (readonly string[])[]): Span[] {
  const said = phones.flatMap((one, index) =>
    one.phone === PAUSE ? [] : [{ phone: one.phone, start: phones[index - 1]?.end ?? 0, end: one.end }],
  );
  const expected = words.flatMap((word, index) => word.map((phone) => ({ phone, word: index })));
  const width = expected.length + 1;
  // 1: both advance, 2: said but not expected, 3: expected but not said.
  const steps = new Uint8Array((said.length + 1) * width).fill(2);
  steps.fill(3, 0, width);
  let above = Float64Array.from({ length: width }, (_, index) => index * GAP);
  for (let i = 1; i <= said.length; i++) {
    const row = new Float64Array(width);
    row[0] = i * GAP;
    for (let j = 1; j < width; j++) {
      const both = above[j - 1]! + substitution(said[i - 1]!.phone, expected[j - 1]!.phone);
      const extra = above[j]! + GAP;
      const missing = row[j - 1]! + GAP;
      row[j] = Math.min(both, extra, missing);
      steps[i * width + j] = row[j] === both ? 1 : row[j] === extra ? 2 : 3;
    }
    above = row;
  }

  const spans: ({ start: number; end: number } | undefined)[] = words.map(() => undefined);
  for (let i = said.length, j = expected.length; i > 0; ) {
    const step = j === 0 ? 2 : steps[i * width + j];
    if (step === 3) {
      j -= 1;
      continue;
    }
    // A phone nobody expected belongs to the word that was being said.
    const word = expected[Math.max(0, j - 1)]?.word;
    const { start, end } = said[i - 1]!;
    if (word !== undefined) spans[word] = { start, end: Math.max(end, spans[word]?.end ?? 0) };
    if (step === 1) j -= 1;
    i -= 1;
  }
  let last = 0;
  return spans.map((span) => {
    const placed = span ?? { start: last, end: last };
    last = placed.end;
    return placed;
  });
}
