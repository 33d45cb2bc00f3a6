/** What ImageNet's network only guesses at: one label a class, fainter than any that is believed. */
import { IMAGENET_CLASSES } from './imagenet-classes.ts';
import { IMAGENET_LABELS } from './imagenet-labels.ts';
import { LABEL_KINDS } from './label-kinds.ts';
import type { SeenLabel } from './types.ts';

/** A class alone is more often wrong than right, so even the likeliest stays below what may be named. */
const HIGHEST_CONFIDENCE = 34;
/** The network is surer than it is right: its log-probabilities are divided by this. */
const TEMPERATURE = 1.5;
const LEAST_SHARE = 0.01;

/** Broader labels of each class, nearest first. */
const PARENTS: readonly (readonly string[])[] = IMAGENET_CLASSES.map((name, index) =>
  IMAGENET_LABELS.filter((label) => label.name !== name && label.classes.includes(index))
    .toSorted((a, b) => a.classes.length - b.classes.length)
    .map((label) => label.name),
);

/** Faint labels, likeliest first. `probabilities`: of the 1001 classes. */
export function faintLabels(probabilities: readonly number[]): SeenLabel[] {
  const tempered = probabilities.map((probability) => probability ** (1 / TEMPERATURE));
  const sum = tempered.reduce((total, one) => total + one, 0);
  return tempered
    .map((one, index) => ({ name: IMAGENET_CLASSES[index]!, share: one / sum, parents: PARENTS[index]! }))
    .filter(({ name, share }) => name !== '' && share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share)
    .map(({ name, share, parents }) => ({
      name,
      confidence: HIGHEST_CONFIDENCE * share,
      parents,
      categories: [LABEL_KINDS.get(parents[0] ?? '')?.category ?? 'Everyday Objects'],
      instances: [],
    }));
}
