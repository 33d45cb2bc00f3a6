/**
 * Claims of things that were not seen, counted without the grammar that wrote the story: every noun and verb must map to a
 * label, the caption or a listed word of mood and thought.
 */
import nlp from 'compromise';
import type { Label } from '../../../../core/contracts/pipeline.ts';
import { lookupLabel } from '../../../../core/lexicon/index.ts';
import { MOOD_WORDS as FEELINGS } from '../../../../core/mood/words.ts';
import { MOOD_WORDS } from './mood-words.ts';

export interface Evidence {
  labels: readonly Label[];
  caption: string | null;
  /** Whether a face was found. */
  face?: boolean;
  /** Names of the picture's colours. */
  colours: readonly string[];
}

interface Term {
  text: string;
  normal: string;
  implicit?: string;
  root?: string;
  tags: string[];
}

/** The tagger gives roots when asked to, which its types do not know. */
const AS_TERMS: object = { terms: { root: true, implicit: true } };

const COUNTS = 'one two three four five six seven eight nine ten eleven twelve dozen many several'.split(' ');
/** What a mood may be called. */
const MOOD_NAMES = FEELINGS.map(({ word }) => word);
/** Words that carry no claim, whatever the tagger takes them for. */
const NOT_CLAIMS = new Set(['Pronoun', 'Auxiliary', 'Copula', 'Modal', 'Determiner', 'Preposition', 'Conjunction']);

/** The story's nouns and verbs that nothing seen or said bears out, as written, each once. */
export function unseenClaims(story: string, { labels, caption, face = false, colours }: Evidence): string[] {
  const borneOut = new Set([
    ...COUNTS,
    ...labels.flatMap((label) => {
      const { entry, source } = lookupLabel(label);
      const phrases = [label.name, ...label.parents, ...(source === 'name' ? [entry.name, entry.phrase] : [])];
      return phrases.flatMap(formsOf);
    }),
    // A label "Person" is told as people, and the other way round.
    ...(labels.some(({ name, parents }) => [name, ...parents].some((one) => /^(?:person|people)$/i.test(one)))
      ? ['person', 'people']
      : []),
    ...(face ? ['face', 'faces'] : []),
    ...MOOD_NAMES,
    ...formsOf(caption ?? ''),
    ...colours.flatMap(formsOf),
  ]);
  const claims = termsOf(story)
    .filter(({ tags }) => (tags.includes('Noun') || tags.includes('Verb')) && !tags.some((tag) => NOT_CLAIMS.has(tag)))
    .filter((term) => !wordsOf(term).some((word) => MOOD_WORDS.has(word) || borneOut.has(word)));
  return [...new Set(claims.map(({ normal }) => normal))];
}

/**
 * Labels that stand for different things a story can name: no label that another one names more precisely, none too
 * general to be named, each thing once.
 */
export function tellableLabels(labels: readonly Label[]): Label[] {
  const broader = new Set(labels.flatMap(({ parents }) => parents));
  const phrases = new Set<string>();
  return labels.filter((label) => {
    const { phrase } = lookupLabel(label).entry;
    const known = phrase === '' || phrases.has(phrase) || broader.has(label.name);
    phrases.add(phrase);
    return !known;
  });
}

/** How many of the labels a story names, by the last words of their names or of their phrase. */
export function labelsMentioned(story: string, labels: readonly Label[]): number {
  const told = new Set(formsOf(story));
  return labels.filter((label) => {
    const { entry, source } = lookupLabel(label);
    const names = [label.name, ...(source === 'name' ? [entry.phrase] : [])];
    return names.flatMap((name) => formsOf(name.split(' ').at(-1)!)).some((word) => told.has(word));
  }).length;
}

function termsOf(text: string): Term[] {
  const sentences = nlp(text.replaceAll('’', "'")).json(AS_TERMS) as {
    terms: Term[];
  }[];
  return sentences.flatMap(({ terms }) => terms);
}

function wordsOf({ normal, root, implicit }: Term): string[] {
  const words = [normal, root, implicit].filter((word): word is string => word !== undefined && word !== '');
  return words.flatMap((word) => [word, word.replace(/'s?$/, ''), word.replace(/s$/, ''), ...word.split('-')]);
}

/** Every word of a phrase as written and as its root. */
function formsOf(phrase: string): string[] {
  return termsOf(phrase.toLowerCase()).flatMap(wordsOf);
}
