/** The lexicon: what a label's name means for a mood, with fallbacks for names it does not hold. */
import { ANIMAL_KINDS } from './animal-kinds.ts';
import { ANIMALS } from './animals.ts';
import { CATEGORIES } from './categories.ts';
import type { LexiconEntry, LexiconRow, LexiconTable, ThingKind } from './entry.ts';
import { FINER_THINGS } from './finer-things.ts';
import { FOOD } from './food.ts';
import { expandGroups } from './groups.ts';
import { HAPPENINGS } from './happenings.ts';
import { NATURE } from './nature.ts';
import { NATURE_KINDS } from './nature-kinds.ts';
import { indefinite } from './noun-phrase.ts';
import { OBJECTS } from './objects.ts';
import { OUTING_KINDS } from './outing-kinds.ts';
import { PEOPLE } from './people.ts';
import { PEOPLE_KINDS } from './people-kinds.ts';
import { PLACES } from './places.ts';
import { THING_KINDS } from './thing-kinds.ts';

export type { LexiconEntry, ThingKind } from './entry.ts';

const TABLES: readonly LexiconTable[] = [PEOPLE, ANIMALS, NATURE, PLACES, OBJECTS, FOOD, HAPPENINGS, FINER_THINGS];

const GROUPS = [PEOPLE_KINDS, ANIMAL_KINDS, NATURE_KINDS, THING_KINDS, OUTING_KINDS].flat();

/** The tables come last: their everyday entries outrank a finer kind of the same name. */
const ENTRIES: ReadonlyMap<string, LexiconEntry> = new Map(
  [
    ...expandGroups(GROUPS, normaliseName),
    ...TABLES.flatMap((table) => Object.entries(table)).map(([name, row]) => toEntry(name, row)),
  ].map((entry) => [entry.name, entry]),
);

function toEntry(name: string, row: LexiconRow): LexiconEntry {
  const [valence, energy, kind, phrase, ...themes] = row;
  return { name, valence, energy, kind, phrase, themes };
}

/** Every entry, for checks over the whole lexicon. */
export function lexiconEntries(): LexiconEntry[] {
  return [...ENTRIES.values()];
}

/** Lower case, single spaces, no accents, no punctuation but the apostrophe. */
export function normaliseName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9']+/g, ' ')
    .trim();
}

/** The entry of exactly this name, or of its plural or singular; null where there is none. */
export function findEntry(name: string): LexiconEntry | null {
  const key = normaliseName(name);
  for (const form of [key, `${key}s`, key.replace(/s$/, ''), key.replace(/es$/, ''), key.replace(/ies$/, 'y')]) {
    const entry = ENTRIES.get(form);
    if (entry) return entry;
  }
  return null;
}

/** How sure the lexicon is about a label: its own entry, one inferred from its words or parents, or none. */
export type LexiconSource = 'name' | 'inferred' | 'unknown';

const GENERIC: LexiconRow = [0.54, 0.42, 'object', ''];

/**
 * The entry for a label. Where the name has none: the longest run of its last words ("Beach Ball" is a ball), then its
 * parents, then its categories; those keep the label's own name as their phrase. Never null: an unknown label is close to
 * neutral.
 */
export function lookupLabel(label: { name: string; parents: readonly string[]; categories: readonly string[] }): {
  entry: LexiconEntry;
  source: LexiconSource;
} {
  const inTechnology = label.categories.some((name) => normaliseName(name).startsWith('technology'));
  // "Mouse" among technology is the one beside a keyboard.
  const own = (inTechnology ? findEntry(`computer ${label.name}`) : null) ?? findEntry(label.name);
  if (own) return { entry: own, source: 'name' };
  const words = normaliseName(label.name).split(' ');
  for (let start = 1; start < words.length; start++) {
    const head = findEntry(words.slice(start).join(' '));
    if (head) return { entry: named(label.name, head), source: 'inferred' };
  }
  const parents = label.parents.map(findEntry).filter((entry) => entry !== null);
  const parent = parents.toSorted(byTellingness)[0];
  const category = label.categories.map((name) => CATEGORIES[normaliseName(name)]).find((row) => row !== undefined);
  if (parent) return { entry: named(label.name, parent, category?.[2]), source: 'inferred' };
  if (category) return { entry: named(label.name, toEntry(label.name, category)), source: 'inferred' };
  return { entry: named(label.name, toEntry(label.name, GENERIC)), source: 'unknown' };
}

/** Orders parents: one that can be named says more than "animal" or "indoors", then the one that is felt most. */
function byTellingness(a: LexiconEntry, b: LexiconEntry): number {
  const named = Number(b.kind !== 'broad') - Number(a.kind !== 'broad');
  return named || Math.abs(b.valence - 0.5) - Math.abs(a.valence - 0.5);
}

/** `like` under another name. A broad parent takes its kind from the category, so that the thing can still be named. */
function named(name: string, like: LexiconEntry, categoryKind: ThingKind = 'object'): LexiconEntry {
  const kind = like.kind === 'broad' && like.themes.includes('animals') ? 'animal' : like.kind;
  const settled = kind === 'broad' ? categoryKind : kind;
  return { ...like, name: normaliseName(name), kind: settled, phrase: settled === 'broad' ? '' : indefinite(name) };
}
