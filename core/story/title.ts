/** Titles for stories. */
import { definite } from '../lexicon/noun-phrase.ts';
import { expand, pick, type Random, type SlotValue, usable } from './grammar.ts';
import type { MoodFamily } from './phrases/families.ts';
import { ANY_TITLES, FAMILY_TITLES } from './phrases/titles.ts';
import { shortTitle } from './schema.ts';
import type { Subject } from './subjects.ts';

/** People are no exhibits, and what somebody does makes no noun of a title. */
const UNTITLED: ReadonlySet<string> = new Set(['person', 'activity']);
const SMALL_WORDS = new Set('a an the and or but of in on at to for with by from into'.split(' '));

/** A title of at most 60 characters that names only what was seen. */
export function writeTitle(family: MoodFamily, subjects: readonly Subject[], random: Random): string {
  const slots: Record<string, SlotValue> = {};
  const named = subjects.filter(({ kind }) => !UNTITLED.has(kind)).slice(0, 2);
  for (const [index, { phrase }] of named.entries()) {
    const name = index === 0 ? 'A' : 'B';
    slots[name] = { text: phrase, plural: false };
    slots[`The${name.toLowerCase()}`] = { text: definite(phrase), plural: false };
  }
  // A gentle title where the moment is grave; elsewhere the mood's titles and the general ones alike.
  const templates = family === 'grief' ? FAMILY_TITLES.grief : [...FAMILY_TITLES[family], ...ANY_TITLES];
  return shortTitle(titleCase(expand(pick(usable(templates, slots), random), slots, random)));
}

/** Capitals for all words but the small ones inside. */
export function titleCase(phrase: string): string {
  return phrase
    .split(' ')
    .map((word, index, words) => {
      const inside = index > 0 && index < words.length - 1 && !words[index - 1]!.endsWith(':');
      const small = inside && SMALL_WORDS.has(word.toLowerCase());
      return small ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1);
    })
    .join(' ');
}
