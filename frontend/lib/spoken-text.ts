/** Puts a text and the times of its spoken words together. */
import type { WordTiming } from '../../core/contracts/pipeline.ts';

/** A piece of text; `word` is the index of the spoken word it is, null for what lies between. */
export type Token = { at: number; text: string; word: number | null };

/** How far ahead a word is looked for where text and speech differ. */
const REACH = 4;
/** Share of the text's words that must be heard for the two to count as the same. */
const ENOUGH = 0.8;

const plain = (word: string) =>
  word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Tokens of `text` from the word `from` on, in order. Words that are not spoken get no index. */
export function alignWords(text: string, timings: readonly WordTiming[], from = 0): Token[] {
  const heard = timings.map(({ word }) => plain(word));
  let next = from;
  return [...text.matchAll(/[\p{L}\p{N}'’]+|[^\p{L}\p{N}'’]+/gu)].map((match) => {
    const spelling = plain(match[0]);
    const offset = spelling ? heard.slice(next, next + REACH).indexOf(spelling) : -1;
    const word = offset < 0 ? null : next + offset;
    if (word !== null) next = word + 1;
    return { at: match.index, text: match[0], word };
  });
}

/**
 * The story as it is read, with what the voice adds after it as a second paragraph. Where the voice says something else
 * than the story, the story stands first without times and the script follows.
 */
export function spokenParagraphs(story: string | null, script: string, timings: readonly WordTiming[]): Token[][] {
  const told = story ? alignWords(story, timings) : [];
  const words = told.filter(({ text }) => plain(text));
  const spoken = words.filter(({ word }) => word !== null);
  if (!story || spoken.length < words.length * ENOUGH) {
    const read = alignWords(script, timings);
    return story ? [[{ at: 0, text: story, word: null }], read] : [read];
  }
  const last = spoken.at(-1)?.word ?? -1;
  const read = alignWords(script, timings);
  const added = read.findIndex(({ word }) => word !== null && word > last);
  return added < 0 ? [told] : [told, read.slice(added)];
}
