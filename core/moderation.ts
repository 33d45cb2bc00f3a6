/** Which moderation labels refuse a photo. */
import type { Moderation } from './contracts/pipeline.ts';

/** A moderation label; `parents` are the categories above it. Confidence 0..1. */
export type ModerationLabel = { name: string; confidence: number; parents: string[] };

/**
 * Categories of Rekognition's moderation taxonomy (version 7) that end a recap, and how sure it must be. Weapons, smoking,
 * swimwear and the like do not: a soldier's portrait is a photo somebody may want a song for.
 */
const REFUSED_CATEGORIES: Record<string, number> = {
  Explicit: 0.85,
  'Explicit Nudity': 0.85,
  'Graphic Violence': 0.9,
  'Blood & Gore': 0.9,
  'Death and Emaciation': 0.9,
  'Hate Symbols': 0.85,
};

/** What the person reads when the photo is refused. */
export const REFUSAL_SENTENCE =
  'We cannot make a recap of this photo because it seems to show explicit, violent or hateful content. Nothing of it was kept.';

/** Refuses where a label of a refused category is sure enough; passes on everything that was noticed. */
export function judgeModeration(labels: readonly ModerationLabel[]): Moderation {
  const refused = labels.some(({ name, confidence, parents }) =>
    [name, ...parents].some((category) => confidence >= (REFUSED_CATEGORIES[category] ?? Number.POSITIVE_INFINITY)),
  );
  return { refused, reasons: labels.map(({ name, confidence }) => ({ name, confidence })) };
}
