/** From a CLIP-like model's cosines to labels: what is believed of them, and what stays a guess. */
import type { DeducedLabel } from './deduce.ts';
import { interpolate } from './interpolate.ts';
import { LABEL_KINDS } from './label-kinds.ts';
import { PROMPT_GROUPS, PROMPTS, type Prompt } from './prompt-bank.ts';
import type { SeenLabel } from './types.ts';

/** The models' own scale of cosines. */
const LOGIT_SCALE = 100;
/** Confidence at a prompt's share of its group; below the first it is a guess. Cautious: not yet judged on photographs. */
const CURVE: readonly (readonly [share: number, confidence: number])[] = [
  [0.3, 50],
  [0.5, 65],
  [0.9, 88],
];
/** The likeliest guess, per cent; below what may be named. */
const HIGHEST_GUESS = 34;
/** A guess is at least this much likelier than picking blindly. */
const LEAST_LIFT = 2;

export interface RichLabels {
  readonly believed: readonly DeducedLabel[];
  /** Guesses and moods: too faint to be named. */
  readonly faint: readonly SeenLabel[];
}

/** `cosines` in the order of `prompts`. Shares are softmax within each group. */
export function richLabels(cosines: readonly number[], prompts: readonly Prompt[] = PROMPTS): RichLabels {
  const believed: DeducedLabel[] = [];
  const faint: SeenLabel[] = [];
  for (const group of PROMPT_GROUPS) {
    const own = prompts.flatMap((prompt, at) => (prompt.group === group ? [{ prompt, cosine: cosines[at]! }] : []));
    const highest = Math.max(...own.map(({ cosine }) => cosine));
    const powers = own.map(({ cosine }) => Math.exp(LOGIT_SCALE * (cosine - highest)));
    const sum = powers.reduce((total, power) => total + power, 0);
    own.forEach(({ prompt }, at) => {
      const share = powers[at]! / sum;
      if (share >= CURVE[0]![0] && group !== 'mood') {
        believed.push({ name: prompt.label, confidence: interpolate(CURVE, share) });
      } else if (share * own.length >= LEAST_LIFT) {
        faint.push(guess(prompt.label, HIGHEST_GUESS * share));
      }
    });
  }
  return { believed, faint };
}

function guess(name: string, confidence: number): SeenLabel {
  const { parents, category } = LABEL_KINDS.get(name)!;
  return { name, confidence, parents, categories: [category], instances: [] };
}
