/** From the small models' scores to labels: what is believed of them, how surely, and what each vetoes in the other. */

import { IMAGENET_LABELS, type ImagenetTrust } from './imagenet-labels.ts';
import { interpolate } from './interpolate.ts';
import { LABEL_KINDS } from './label-kinds.ts';
import { LABELER_LABELS } from './labeler-labels.ts';
import type { SmallModelScores } from './small-models.ts';

export interface DeducedLabel {
  readonly name: string;
  /** 0..100. */
  readonly confidence: number;
}

type Curve = readonly (readonly [score: number, confidence: number])[];

/** Share of right labels among those of about that probability, on 214 photographs, judged by eye. */
const IMAGENET_CURVES: Readonly<Record<ImagenetTrust, Curve>> = {
  animal: [
    [0.6, 72],
    [0.8, 88],
    [0.95, 96],
  ],
  scene: [
    [0.5, 66],
    [0.7, 80],
    [0.95, 92],
  ],
  gathering: [
    [0.4, 58],
    [0.6, 68],
    [0.8, 82],
    [0.95, 94],
  ],
  thing: [
    [0.6, 55],
    [0.8, 68],
    [0.95, 88],
  ],
};
/** The same for the labeler: names that need no second opinion, names that have one, names that nobody can confirm. */
const TRUSTED: Curve = [
  [0.5, 66],
  [0.7, 82],
  [0.95, 96],
];
const AGREED: Curve = [
  [0.45, 72],
  [0.6, 86],
  [0.9, 96],
];
const ALONE: Curve = [
  [0.75, 52],
  [0.9, 68],
  [0.98, 80],
];
const LEAST_SCORE = { trusted: 0.5, agreed: 0.45, alone: 0.75, building: 0.75 };
/** ImageNet's network knows the kind of thing and gives it less than this: it denies it. */
const AGREEMENT = 0.1;
/** With a person in the picture the network takes clothes and poses for things and animals. */
const LEAST_BESIDE_PEOPLE = { animal: 0.85, thing: 0.93 };
/** In a landscape rocks pass for buildings. */
const LANDSCAPE = 0.3;
const SKY_AND_ROCK = new Set(['Building', 'Castle', 'House', 'Bridge']);
/** The surer name that makes the other one a mistake. */
const REPLACED: ReadonlyMap<string, string> = new Map([
  ['Balloon', 'Hot Air Balloon'],
  ['Stage', 'Concert'],
]);

const sum = (probabilities: readonly number[], classes: readonly number[]) =>
  classes.reduce((total, index) => total + (probabilities[index] ?? 0), 0);

/**
 * Labels of the small models, without parents. `person`: the detector has found one. Names are those of `LABEL_KINDS`.
 */
export function deduce(
  { labeler, imagenet }: Pick<SmallModelScores, 'labeler' | 'imagenet'>,
  person: boolean,
): DeducedLabel[] {
  const probability = new Map(IMAGENET_LABELS.map(({ name, classes }) => [name, sum(imagenet, classes)]));
  const people = person || (labeler.get('Person') ?? 0) >= LEAST_SCORE.trusted;
  const best = new Map<string, number>();
  const add = (name: string, confidence: number) => best.set(name, Math.max(confidence, best.get(name) ?? 0));

  for (const [own, score] of labeler) {
    const known = LABELER_LABELS.get(own);
    const confidence = known ? fromLabeler(known.name, known.trust === 'trusted', score, probability) : 0;
    if (confidence > 0) add(known!.name, confidence);
  }
  for (const { name, trust, least } of IMAGENET_LABELS) {
    if (name === 'Baby' && !people) continue;
    const asked = people && (trust === 'animal' || trust === 'thing') ? LEAST_BESIDE_PEOPLE[trust] : 0;
    const found = probability.get(name)!;
    if (found >= Math.max(least, asked)) add(name, interpolate(IMAGENET_CURVES[trust], found));
  }

  if (best.has('Candle') && best.has('Cake')) add('Birthday', Math.min(best.get('Candle')!, best.get('Cake')!));
  for (const [mistaken, surer] of REPLACED) if (best.has(surer)) best.delete(mistaken);
  return [...best].map(([name, confidence]) => ({ name, confidence }));
}

/** Confidence in one of the labeler's names; 0 where it is not believed. */
function fromLabeler(name: string, trusted: boolean, score: number, probability: ReadonlyMap<string, number>): number {
  if (trusted) return score >= LEAST_SCORE.trusted ? interpolate(TRUSTED, score) : 0;
  const opinion = [name, ...LABEL_KINDS.get(name)!.parents].find((one) => probability.has(one));
  if (opinion === undefined) return score >= LEAST_SCORE.alone ? interpolate(ALONE, score) : 0;
  if (probability.get(opinion)! < AGREEMENT || score < LEAST_SCORE.agreed) return 0;
  if (name === 'Building' && score < LEAST_SCORE.building) return 0;
  if (SKY_AND_ROCK.has(name) && probability.get('Nature')! > LANDSCAPE) return 0;
  return interpolate(AGREED, score);
}
