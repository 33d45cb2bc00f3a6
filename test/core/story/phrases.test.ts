import { describe, expect, test } from 'vitest';
import { lexiconEntries } from '../../../core/lexicon/index.ts';
import { LIFE_EVENTS } from '../../../core/lexicon/life-events.ts';
import { seededRandom } from '../../../core/random.ts';
import { expand, type Slots } from '../../../core/story/grammar.ts';
import { ANYWHERE } from '../../../core/story/phrases/anywhere.ts';
import * as details from '../../../core/story/phrases/details.ts';
import { FAMILY_PHRASES, familyOf, MOOD_FAMILIES } from '../../../core/story/phrases/families.ts';
import { KIND_PHRASES } from '../../../core/story/phrases/kinds.ts';
import * as openings from '../../../core/story/phrases/openings.ts';
import { QUOTED, SAID, UNQUOTED } from '../../../core/story/phrases/said.ts';
import { ANY_TITLES, FAMILY_TITLES } from '../../../core/story/phrases/titles.ts';
import { TONE_PHRASES } from '../../../core/story/phrases/tones.ts';
import { VIDEO_PHRASES } from '../../../core/story/phrases/videos.ts';

function flat(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(flat) : [];
}

const TITLES = flat([ANY_TITLES, FAMILY_TITLES]);
const SENTENCES = flat([
  { ...details },
  FAMILY_PHRASES,
  KIND_PHRASES,
  TONE_PHRASES,
  VIDEO_PHRASES,
  ANYWHERE,
  { ...openings },
  SAID,
  QUOTED,
  UNQUOTED,
]);

function slots(plural: boolean): Slots {
  const thing = plural ? 'two dogs' : 'a dog';
  const names = ['a', 'b', 'c', 'd', 'x', 'A', 'B'].flatMap((name) => [name, `the${name}`, `The${name.toLowerCase()}`]);
  const things = Object.fromEntries(names.map((name) => [name, { text: thing, plural }]));
  const words = ['rest', 'colour', 'colour2', 'mood', 'quote'].map((name) => [name, { text: 'lovely', plural: false }]);
  return { ...things, ...Object.fromEntries(words) };
}

describe('the sentences', () => {
  test('are many', () => {
    expect(SENTENCES.length).toBeGreaterThan(450);
    expect(new Set(SENTENCES).size).toBe(new Set(SENTENCES.map((one) => one.trim())).size);
  });

  test('expand to whole, clean sentences whatever is chosen', () => {
    for (const [index, template] of SENTENCES.entries()) {
      for (const seed of [1, 2, 3, 4]) {
        const text = expand(template, slots(seed % 2 === 0), seededRandom(index * 10 + seed));
        expect(text, template).toMatch(/^["\p{Lu}].*[.?!"]$/u);
        expect(text, template).not.toMatch(/[[\]{}|]| {2}| [,.;:]|[,;:][,.;:]|\.\./);
      }
    }
  });

  test('speak of nothing that a picture could show: only the photo says what was there', () => {
    const ours = flat([
      { ...details },
      FAMILY_PHRASES,
      KIND_PHRASES,
      TONE_PHRASES,
      VIDEO_PHRASES,
      { ...openings },
      TITLES,
    ]).map((one) => one.replace(/\{[^}]*\}/g, ' '));
    const text = ours.join(' ').toLowerCase();
    const concrete = lexiconEntries().filter(({ phrase }) => phrase !== '');
    const named = concrete.filter(({ name }) => new RegExp(`\\b${name}(?:s|es)?\\b`).test(text));
    expect(named.map(({ name }) => name)).toEqual([]);
  });

  test('of titles are short and clean', () => {
    for (const [index, template] of TITLES.entries()) {
      const text = expand(template, slots(false), seededRandom(index));
      expect(text.length, template).toBeLessThan(60);
      expect(text, template).not.toMatch(/[[\]{}|]| {2}/);
    }
  });

  test('retell every life event that a caption can tell', () => {
    expect(Object.keys(SAID).sort()).toEqual([...new Set(LIFE_EVENTS.map(({ id }) => id))].sort());
  });
});

describe('familyOf', () => {
  test.each([
    [0.9, 0.8, 'joyful'],
    [0.65, 0.8, 'vivid'],
    [0.55, 0.7, 'vivid'],
    [0.75, 0.45, 'warm'],
    [0.75, 0.2, 'serene'],
    [0.55, 0.2, 'serene'],
    [0.55, 0.45, 'plain'],
    [0.42, 0.3, 'wistful'],
    [0.42, 0.7, 'tense'],
    [0.2, 0.3, 'heavy'],
    [0.2, 0.8, 'tense'],
  ])('valence %d and energy %d are %s', (valence, energy, family) => {
    expect(familyOf({ valence, energy, sensitive: false })).toBe(family);
    expect(familyOf({ valence, energy, sensitive: true })).toBe('grief');
    expect(MOOD_FAMILIES).toContain(family);
  });
});
