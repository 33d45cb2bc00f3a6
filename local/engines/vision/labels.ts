/** From raw detections and scene hints to labels as Rekognition gives them. */
import { settleAnimals } from './animals.ts';
import { COCO_LABELS, isAnimal, isPerson } from './coco-labels.ts';
import type { DeducedLabel } from './deduce.ts';
import { interpolate } from './interpolate.ts';
import { LABEL_KINDS } from './label-kinds.ts';
import type { SeenObject } from './objects.ts';
import type { SceneHint } from './scene.ts';
import type { SeenInstance, SeenLabel } from './types.ts';

/**
 * Share of right labels among detections of about that score, on 214 photographs, judged by eye. Persons are surer than
 * things at the same score.
 */
const THING_CURVE: readonly (readonly [score: number, confidence: number])[] = [
  [0.38, 50],
  [0.45, 62],
  [0.55, 78],
  [0.65, 89],
  [0.75, 96],
  [1, 99.5],
];
const PERSON_CURVE: readonly (readonly [score: number, confidence: number])[] = [
  [0.38, 76],
  [0.5, 92],
  [0.7, 98],
  [1, 99.8],
];

/** Lowest believed scores: animals are often taken for one another, or seen in reeds and rocks. */
const MIN_SCORE = { person: 0.38, thing: 0.42, animal: 0.45, smallAnimal: 0.55, member: 0.38 };
/** An animal below this share of the picture is small: at this size rocks look like sheep. */
const SMALL_AREA = 0.005;
/** So many of one kind make each other likelier (a flock of birds, a table of bowls). */
const FLOCK = 3;
/** A wrong animal label mostly names another animal, so the broader labels are surer by this share of what is missing. */
const BROADER_ANIMAL = 0.5;
const PEOPLE = 2;
const CROWD = 8;
/** Rekognition rarely gives more; the ones beyond are the least sure. */
const MAX_LABELS = 20;

/** Probability, per cent, that a detection of this score is what it is called. */
export function calibrate(coco: number, score: number): number {
  return interpolate(isPerson(coco) ? PERSON_CURVE : THING_CURVE, score);
}

/** Drops detections that are more often wrong than right. */
export function believable(objects: readonly SeenObject[]): SeenObject[] {
  return objects.filter(({ coco, score, box }) => {
    if (isPerson(coco)) return score >= MIN_SCORE.person;
    const members = objects.filter((other) => other.coco === coco).length;
    if (!isAnimal(coco)) return score >= (members >= FLOCK ? MIN_SCORE.member : MIN_SCORE.thing);
    const isBird = COCO_LABELS[coco]!.name === 'Bird';
    if (isBird && members >= FLOCK) return score >= MIN_SCORE.member;
    return score >= (!isBird && box.width * box.height < SMALL_AREA ? MIN_SCORE.smallAnimal : MIN_SCORE.animal);
  });
}

/**
 * Labels, surest first, at most twenty. A label's parents are labels of their own, without boxes, as Rekognition lists
 * them. `deduced`: what the small models add; where two models give the same label the surer one counts.
 */
export function toLabels(
  objects: readonly SeenObject[],
  hints: readonly SceneHint[],
  deduced: readonly DeducedLabel[] = [],
): SeenLabel[] {
  const labels = new Map<string, SeenLabel & { instances: SeenInstance[] }>();
  const add = (name: string, confidence: number, parents: readonly string[], category: string, one?: SeenInstance) => {
    const known = labels.get(name);
    const instances = [...(known?.instances ?? []), ...(one ? [one] : [])];
    labels.set(name, {
      name,
      confidence: Math.max(confidence, known?.confidence ?? 0),
      parents: known?.parents ?? parents,
      categories: known?.categories ?? [category],
      instances,
    });
  };
  const addParents = (parents: readonly string[], confidence: number, category: string) =>
    parents.forEach((parent, index) => {
      const kind = LABEL_KINDS.get(parent);
      add(parent, confidence, kind?.parents ?? parents.slice(index + 1), kind?.category ?? category);
    });

  const animals = settleAnimals(
    objects
      .filter(({ coco }) => isAnimal(coco))
      .map(({ coco, score }) => ({ name: COCO_LABELS[coco]!.name, confidence: calibrate(coco, score) })),
    deduced,
  );
  for (const { coco, score, box } of objects) {
    const { name, parents, category } = COCO_LABELS[coco]!;
    const confidence = calibrate(coco, score);
    const stands = !isAnimal(coco) || animals.stands(name);
    if (stands) add(name, confidence, parents, category, { confidence, box });
    const broader = isAnimal(coco) ? confidence + BROADER_ANIMAL * (100 - confidence) : confidence;
    addParents(stands ? parents : parents.filter(animals.stands), broader, category);
  }
  for (const { name, confidence } of deduced) {
    if (!animals.stands(name)) continue;
    const { parents, category } = LABEL_KINDS.get(name)!;
    add(name, confidence, parents, category);
    addParents(parents, confidence, category);
  }

  const persons = labels.get('Person')?.instances ?? [];
  const confidenceOf = (count: number) => persons.map((one) => one.confidence).sort((a, b) => b - a)[count - 1]!;
  if (persons.length >= PEOPLE) add('People', confidenceOf(PEOPLE), ['Person'], 'Person Description');
  if (persons.length >= CROWD) add('Crowd', confidenceOf(CROWD), ['Person'], 'Person Description');

  for (const hint of hints) {
    add(hint.name, hint.confidence, hint.parents, hint.category);
    for (const parent of hint.parents) add(parent, hint.confidence, [], hint.category);
  }
  return [...labels.values()].sort((a, b) => b.confidence - a.confidence).slice(0, MAX_LABELS);
}
