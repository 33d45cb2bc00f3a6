/** Puts a text and the times of its spoken words together. */
import type { WordTiming } from '../../core/contracts/pipeline.ts';

/** A piece of text; `word` is the index of the spoken word it is, null for what lies between or is not spoken. */
export type Token = { at: number; text: string; word: number | null };

/** Share of the shorter one's words that text and speech must have in common to count as the same telling. */
const ENOUGH = 0.6;

const plain = (word: string) =>
  word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Tokens of `text` in order, each word with its place in the speech by a longest common subsequence. */
export function alignWords(text: string, timings: readonly WordTiming[]): Token[] {
  const tokens = [...text.matchAll(/[\p{L}\p{N}'’]+|[^\p{L}\p{N}'’]+/gu)].map(
    (match): Token => ({ at: match.index, text: match[0], word: null }),
  );
  const words = tokens.filter((token) => plain(token.text));
  const written = words.map((token) => plain(token.text));
  const heard = timings.map(({ word }) => plain(word));
  // common[i][j]: length of the longest common subsequence of written from i and heard from j.
  const common = Array.from({ length: written.length + 1 }, () => new Uint16Array(heard.length + 1));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = written.length - 1; i >= 0; i--) {
    for (let j = heard.length - 1; j >= 0; j--) {
      common[i]![j] = written[i] === heard[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let i = 0;
  let j = 0;
  while (i < written.length && j < heard.length) {
    if (written[i] === heard[j]) words[i++]!.word = j++;
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return tokens;
}

/**
 * The story as it is read, with what the voice adds after it as a second paragraph. Where the voice says something else
 * than the story, the story stands first without times and the script follows.
 */
export function spokenParagraphs(story: string | null, script: string, timings: readonly WordTiming[]): Token[][] {
  const read = alignWords(script, timings);
  if (!story) return [read];
  const told = alignWords(story, timings);
  const spoken = told.filter(({ word }) => word !== null);
  const shorter = Math.min(told.filter(({ text }) => plain(text)).length, timings.length);
  if (spoken.length < shorter * ENOUGH) return [[{ at: 0, text: story, word: null }], read];
  const last = lastTold(read, new Set(spoken.map(({ word }) => word)));
  // Single words of what is added may stand in the story by chance; there they are not spoken.
  const paragraph = told.map((token) => (token.word !== null && token.word > last ? { ...token, word: null } : token));
  const added = read.findIndex(({ word }) => word !== null && word > last);
  return added < 0 ? [paragraph] : [paragraph, read.slice(added)];
}

/** The last spoken word that ends a sentence of the story: one most of whose words the story has. */
function lastTold(read: readonly Token[], told: ReadonlySet<number | null>): number {
  let last = -1;
  let sentence: number[] = [];
  for (const [index, { text, word }] of read.entries()) {
    if (word !== null) sentence.push(word);
    if (!/[.!?]/.test(text) && index < read.length - 1) continue;
    if (sentence.filter((one) => told.has(one)).length > sentence.length * ENOUGH) last = sentence.at(-1)!;
    sentence = [];
  }
  return last;
}
