/** Caption text made ready for matching: words with where they stand, and which language they are in. */
import { INTENSIFIERS, NEGATORS } from '../lexicon/feelings.ts';
import type { ForeignCode } from '../lexicon/languages.ts';
import { LANGUAGES } from '../lexicon/languages.ts';

export interface Word {
  text: string;
  start: number;
  /** Clause the word is in: a negation reaches no further than its clause. */
  clause: number;
}

const ENGLISH_STOP_WORDS = new Set(
  `the a an and is was are were be been my our your we i i'm it it's its to of in on at with for this that these those so just
  me you he she they his her their from after before about when all what by up out not but have has had`.split(/\s+/),
);
const FOREIGN_STOP_WORDS = new Map(
  Object.entries(LANGUAGES).map(([code, { stopWords, negators }]) => [
    code as ForeignCode,
    new Set(`${stopWords} ${negators}`.split(' ')),
  ]),
);

/**
 * Lower case without accents; addresses, mentions and invisible characters are gone, hashtags are split into their
 * words, typographic apostrophes are plain and letters drawn out ("sooo") are shortened.
 */
export function plainText(caption: string): string {
  return caption
    .replace(/https?:\/\/\S+|www\.\S+|@[\w.]+/gi, ' ')
    .replace(
      /#(\p{L}[\p{L}\p{N}_]*)/gu,
      (_, tag: string) => ` ${tag.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/_/g, ' ')} `,
    )
    .normalize('NFD')
    .replace(/[\p{M}\p{Cc}\p{Cf}]/gu, (mark) => (mark === '\n' || mark === '\t' ? ' ' : ''))
    .replace(/[\u2018\u2019\u02bc`]/g, "'")
    .toLowerCase()
    .replace(/([a-z])\1{2,}/g, '$1$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words of plain text. Punctuation that ends a clause, and "but", start a new one. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let clause = 0;
  for (const match of text.matchAll(/[a-z0-9]+(?:'[a-z]+)*|[.,!?;:\n()]/g)) {
    if (/^[a-z0-9]/.test(match[0])) {
      if (match[0] === 'but') clause += 1;
      words.push({ text: match[0], start: match.index, clause });
    } else clause += 1;
  }
  return words;
}

/** The nearest negation in the `reach` words before `index`, in the same clause; its distance in words, or 0. */
export function negationBefore(
  words: readonly Word[],
  index: number,
  { reach = 3, negators = NEGATORS }: { reach?: number; negators?: ReadonlySet<string> } = {},
): number {
  const clause = words[index]?.clause;
  for (let back = 1; back <= reach; back++) {
    const word = words[index - back];
    // "No thoughts, just vibes" and "not just happy" deny nothing of what follows.
    if (!word || word.clause !== clause || word.text === 'just') return 0;
    if (negators.has(word.text)) return back;
  }
  return 0;
}

/** Product of the intensifiers in the two words before `index`, in the same clause. */
export function intensityBefore(words: readonly Word[], index: number): number {
  let product = 1;
  for (const back of [1, 2]) {
    const word = words[index - back];
    if (word && word.clause === words[index]?.clause) product *= INTENSIFIERS[word.text] ?? 1;
  }
  return Math.min(2, product);
}

/** How many words are everyday words of English, and of the other language they fit best. */
export function stopWordHits(words: readonly Word[]): { english: number; foreign: Record<ForeignCode, number> } {
  const count = (set: ReadonlySet<string>) => words.filter(({ text }) => set.has(text)).length;
  const foreign = Object.fromEntries([...FOREIGN_STOP_WORDS].map(([code, set]) => [code, count(set)]));
  return { english: count(ENGLISH_STOP_WORDS), foreign: foreign as Record<ForeignCode, number> };
}
