/** Two models that name different animals in one picture: one of them is mistaken. */
import type { DeducedLabel } from './deduce.ts';
import { LABEL_KINDS } from './label-kinds.ts';

const CATEGORY = 'Animals and Pets';
/** Too broad to contradict anything. */
const BROAD = new Set(['Animal', 'Mammal', 'Wildlife', 'Livestock', 'Pet', 'Sea Life']);

/** A detection with its box is worth so much more than a label of the whole picture, per cent. */
const LOCATED = 8;

const isSpecies = (name: string) => LABEL_KINDS.get(name)?.category === CATEGORY && !BROAD.has(name);

/** Whether one name is the other, or a kind of it. */
function related(one: string, other: string): boolean {
  return (
    one === other || LABEL_KINDS.get(one)!.parents.includes(other) || LABEL_KINDS.get(other)!.parents.includes(one)
  );
}

/**
 * Which animals' names stand. A name falls where a surer one is neither it nor a kind of it, unless the other side
 * confirms it. Detections do not contradict one another: each has its own place in the picture. Broad names always
 * stand: whichever is right, it is an animal.
 */
export function settleAnimals(
  detected: readonly DeducedLabel[],
  deduced: readonly DeducedLabel[],
): { stands(name: string): boolean } {
  const sides = [detected, deduced].map((side) => side.filter(({ name }) => isSpecies(name)));
  const surest = new Map<string, number>();
  for (const { name, confidence } of sides.flat()) {
    surest.set(name, Math.max(confidence, surest.get(name) ?? 0));
  }
  const fallen = new Set<string>();
  const surely = (name: string) => surest.get(name)! + (sides[0]!.some((one) => one.name === name) ? LOCATED : 0);
  for (const side of sides) {
    for (const { name } of side) {
      const others = side === sides[0] ? sides[1]! : [...sides[0]!, ...sides[1]!];
      const confirmed = sides.some((other) => other !== side && other.some((one) => related(name, one.name)));
      const beaten = others.some((other) => !related(name, other.name) && surely(other.name) > surely(name));
      if (!confirmed && beaten) fallen.add(name);
    }
  }
  const kept = [...surest.keys()].filter((name) => !fallen.has(name));
  return {
    stands: (name) => !isSpecies(name) || (!fallen.has(name) && kept.some((other) => related(name, other))),
  };
}
