/** The things a picture shows, as the lexicon knows them: what each one weighs, and how it is called in a sentence. */
import type { Face, Label } from '../contracts/pipeline.ts';
import { type LexiconEntry, lookupLabel, normaliseName } from '../lexicon/index.ts';
import { counted } from '../lexicon/noun-phrase.ts';

export interface SeenThing {
  entry: LexiconEntry;
  /** Phrase with article and number ("two dogs"); empty where the thing is too general to be named. */
  phrase: string;
  /** 0..1 as detected. */
  confidence: number;
  /** How much the thing tells about the mood, about 0..1.5: confidence, size, precision and how strongly it is felt. */
  weight: number;
  /** How many were found; 1 where the detector does not count. */
  count: number;
}

/** What a neutral photograph of anything feels like: the point from which things pull. */
export const NEUTRAL = { valence: 0.55, energy: 0.44 } as const;

const INSTANCE_CONFIDENCE = 0.4;
/** Labels that another label names more precisely, too general ones, and ones known only through a parent count less. */
const PARENT_FACTOR = 0.25;
const BROAD_FACTOR = 0.3;
const SOURCE_FACTOR = { name: 1, inferred: 0.75, unknown: 0.3 } as const;
/** Weight of something that is felt as neutral, and how much it grows with the strength of the feeling. */
const SALIENCE = { base: 0.25, slope: 2.6 } as const;

/** Everything seen, the weightiest first. Faces stand in for people where no label names any. */
export function thingsSeen(labels: readonly Label[], faces: readonly Face[]): SeenThing[] {
  const parents = new Set(labels.flatMap((label) => label.parents.map(normaliseName)));
  const persons = countInstances(labels.find((label) => normaliseName(label.name) === 'person'));
  const things = labels.map((label) => seenThing(label, parents, persons));
  const namesPeople = things.some(({ entry, phrase }) => entry.kind === 'person' && phrase !== '');
  if (!namesPeople && faces.length > 0) things.push(...facesAsThing(faces));
  return things.sort((a, b) => b.weight - a.weight || a.entry.name.localeCompare(b.entry.name));
}

function seenThing(label: Label, parents: ReadonlySet<string>, persons: number): SeenThing {
  const { entry, source } = lookupLabel(label);
  const isParent = parents.has(normaliseName(label.name));
  const instances = surelyFound(label);
  const area = Math.min(
    1,
    instances.reduce((sum, { box }) => sum + Math.max(0, box.width * box.height), 0),
  );
  const size = instances.length === 0 ? 1 : 0.7 + 0.6 * Math.sqrt(area);
  const precision =
    (isParent ? PARENT_FACTOR : 1) * (entry.kind === 'broad' ? BROAD_FACTOR : 1) * SOURCE_FACTOR[source];
  // "People" has no boxes of its own: its number is that of the persons.
  const isPeople = entry.name === 'people';
  const count = Math.max(1, isPeople ? persons : instances.length);
  const phrase = isPeople && count > 1 ? counted('a person', count) : counted(entry.phrase, count);
  return {
    entry,
    phrase: isParent ? '' : phrase,
    confidence: label.confidence,
    weight: label.confidence ** 1.2 * size * precision * salience(entry),
    count,
  };
}

function surelyFound(label: Label): Label['instances'] {
  return label.instances.filter(({ confidence }) => confidence >= INSTANCE_CONFIDENCE);
}

function countInstances(label: Label | undefined): number {
  return label ? surelyFound(label).length : 0;
}

/** Things that are felt strongly decide the mood of a picture, a chair beside them does not. */
function salience({ valence, energy }: LexiconEntry): number {
  const pull = Math.max(Math.abs(valence - NEUTRAL.valence), 0.6 * Math.abs(energy - NEUTRAL.energy));
  return SALIENCE.base + SALIENCE.slope * pull;
}

function facesAsThing(faces: readonly Face[]): SeenThing[] {
  const { entry } = lookupLabel({ name: 'face', parents: [], categories: [] });
  return [{ entry, phrase: counted(entry.phrase, faces.length), confidence: 0.9, weight: 0.1, count: faces.length }];
}

/** Things worth naming in a sentence, the surest and most telling first, each phrase once. */
export function nameable(things: readonly SeenThing[]): SeenThing[] {
  const named = things.filter(({ phrase }) => phrase !== '');
  const ranked = named.toSorted((a, b) => namingRank(b) - namingRank(a) || a.entry.name.localeCompare(b.entry.name));
  const phrases = new Set<string>();
  return ranked.filter(({ entry }) => {
    if (phrases.has(entry.phrase)) return false;
    phrases.add(entry.phrase);
    return true;
  });
}

function namingRank({ confidence, weight }: SeenThing): number {
  return confidence + 0.5 * Math.min(1, weight);
}
