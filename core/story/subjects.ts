/** Which of the things seen a story is about, and their forms in a sentence. */
import type { ImageProperties } from '../contracts/pipeline.ts';
import type { ThingKind } from '../lexicon/entry.ts';
import { definite, isPlural, listed } from '../lexicon/noun-phrase.ts';
import type { SeenThing } from '../mood/seen.ts';
import { pick, type Random, type Slots, type SlotValue } from './grammar.ts';

export interface Subject {
  /** "a dog", "two dogs", "snow". */
  phrase: string;
  kind: ThingKind;
}

const MAX_SUBJECTS = 4;
/** A story is sooner about someone or something alive than about furniture or the hour. */
const KIND_BONUS: Readonly<Record<ThingKind, number>> = {
  animal: 0.3,
  celebration: 0.28,
  person: 0.18,
  loss: 0.2,
  food: 0.16,
  vehicle: 0.12,
  nature: 0.12,
  place: 0.08,
  city: 0.06,
  object: 0,
  sky: -0.05,
  activity: -0.15,
  broad: -1,
};
/** Two photos of the same things need not begin with the same one. */
const JITTER = 0.12;
/** Never spelled out in a story. */
const UNSPOKEN = new Set('blood corpse wound explosion weapon gun handgun rifle bomb missile'.split(' '));
/** Words for people in general: one of them is enough. */
const ANYONE = new Set(['person', 'people', 'crowd', 'face', 'faces', 'silhouette', 'hand', 'hands']);

/** At most four, the main one first, no noun twice. */
export function chooseSubjects(things: readonly SeenThing[], sensitive: boolean, random: Random): Subject[] {
  const ranked = things
    .filter(({ entry }) => !UNSPOKEN.has(entry.name))
    .map((thing) => ({ thing, rank: rankOf(thing, sensitive) + JITTER * random() }))
    .sort((a, b) => b.rank - a.rank);
  const nouns = new Set<string>();
  const chosen: Subject[] = [];
  for (const { thing } of ranked) {
    const noun = nounOf(thing.entry.phrase);
    if (chosen.length === MAX_SUBJECTS || nouns.has(noun)) continue;
    nouns.add(noun);
    chosen.push({ phrase: thing.phrase, kind: thing.entry.kind });
  }
  return chosen;
}

function rankOf({ entry, confidence, weight }: SeenThing, sensitive: boolean): number {
  const bonus = sensitive && entry.kind === 'celebration' ? -0.3 : KIND_BONUS[entry.kind];
  return confidence + 0.3 * Math.min(1, weight) + bonus;
}

function nounOf(phrase: string): string {
  const head = phrase
    .split(/ (?:of|at|in) /)[0]!
    .split(' ')
    .pop()!
    .toLowerCase();
  return ANYONE.has(head) ? 'person' : head.replace(/s$/, '');
}

/** People are not made into a symbol, and what somebody does is no thing. */
const NOT_MUSED_ABOUT: ReadonlySet<ThingKind> = new Set(['person', 'activity']);
/** What is mused about where no thing was seen. */
const PLAIN_MUSINGS = ['a moment', 'an instant', 'a minute', 'a scene', 'a look'] as const;
const NAMES = ['a', 'b', 'c', 'd'] as const;
/** Shares of the picture from which the first and the second colour are worth naming. */
const MIN_COLOUR_SHARES = [0.25, 0.15] as const;

/**
 * Slots for the grammar: {a}..{d} and {thea}..{thed} for the things, {rest} from three things on, {x} and {thex} for what
 * may be mused about, {colour}, {mood}.
 */
export function slotsOf(
  subjects: readonly Subject[],
  properties: ImageProperties,
  moodWord: string,
  random: Random,
): Slots {
  const slots: Record<string, SlotValue> = { mood: { text: moodWord, plural: false } };
  subjects.forEach(({ phrase }, index) => {
    const plural = isPlural(phrase);
    slots[NAMES[index]!] = { text: phrase, plural };
    slots[`the${NAMES[index]!}`] = { text: definite(phrase), plural };
  });
  const musing = subjects.find(({ kind }) => !NOT_MUSED_ABOUT.has(kind))?.phrase ?? pick(PLAIN_MUSINGS, random);
  slots.x = { text: musing, plural: isPlural(musing) };
  slots.thex = { text: definite(musing), plural: isPlural(musing) };
  const rest = subjects.slice(1).map(({ phrase }) => phrase);
  if (rest.length > 1) slots.rest = { text: listed(rest), plural: true };
  mainColours(properties).forEach((name, index) => {
    slots[index === 0 ? 'colour' : 'colour2'] = { text: name, plural: false };
  });
  return slots;
}

/** Names of the one or two colours that make up much of the picture; shades of one name count together. */
function mainColours({ colours }: ImageProperties): string[] {
  const shares = new Map<string, number>();
  for (const { name, share } of colours) {
    const key = name.toLowerCase();
    shares.set(key, (shares.get(key) ?? 0) + share);
  }
  const ranked = [...shares].sort((one, other) => other[1] - one[1]).slice(0, MIN_COLOUR_SHARES.length);
  const worthNaming = ranked.filter(([, share], index) => share >= MIN_COLOUR_SHARES[index]!);
  return worthNaming.map(([name]) => name);
}
