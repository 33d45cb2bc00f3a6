/** What labels, faces and light say about valence and energy, each with how much it counts. */
import type { Face, FaintLabel, ImageProperties, Moderation } from '../contracts/pipeline.ts';
import { lookupLabel } from '../lexicon/index.ts';
import { NEUTRAL, type SeenThing } from './seen.ts';

/** A point of the mood plane (0..1 each) and its weight; a picture full of telling things weighs about 1. */
export interface Signal {
  valence: number;
  energy: number;
  weight: number;
}

/** Rekognition's emotions on the mood plane; editors' judgements after the circumplex model of affect. */
const EMOTIONS: Readonly<Record<string, readonly [valence: number, energy: number]>> = {
  HAPPY: [0.93, 0.62],
  CALM: [0.6, 0.28],
  SURPRISED: [0.64, 0.76],
  CONFUSED: [0.4, 0.48],
  SAD: [0.14, 0.26],
  FEAR: [0.16, 0.76],
  DISGUSTED: [0.14, 0.55],
  ANGRY: [0.14, 0.82],
};

const MAX_LABEL_WEIGHT = 1.1;
const MAX_FACE_WEIGHT = 0.7;
/** Faint labels together count like one sure one when their confidences add up to this. */
const FAINT_TOTAL = 0.3;

export function labelSignal(things: readonly SeenThing[]): Signal {
  const total = things.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return { ...NEUTRAL, weight: 0 };
  const mean = (key: 'valence' | 'energy') =>
    things.reduce((sum, { entry, weight }) => sum + weight * entry[key], 0) / total;
  return { valence: mean('valence'), energy: mean('energy'), weight: Math.min(MAX_LABEL_WEIGHT, total) };
}

/**
 * Many guesses, each more often wrong than right: the mean of what they would mean, by their confidence. A picture that
 * might be a lake, a coast or a harbour is a pleasant one whichever it is.
 */
export function faintSignal(faint: readonly FaintLabel[]): Signal {
  let total = 0;
  let valence = 0;
  let energy = 0;
  for (const label of faint) {
    const { entry, source } = lookupLabel(label);
    if (source === 'unknown') continue;
    total += label.confidence;
    valence += label.confidence * entry.valence;
    energy += label.confidence * entry.energy;
  }
  if (total === 0) return { ...NEUTRAL, weight: 0 };
  return { valence: valence / total, energy: energy / total, weight: Math.min(1, total / FAINT_TOTAL) };
}

/** Emotions of all faces as shares, larger faces counting more. A smile adds to what the emotions say. */
export function faceSignal(faces: readonly Face[]): Signal {
  let weight = 0;
  let valence = 0;
  let energy = 0;
  for (const face of faces) {
    const size = Math.sqrt(Math.min(1, face.area));
    for (const [emotion, share] of Object.entries({ ...face.emotions, ...smileOf(face) })) {
      const point = EMOTIONS[emotion];
      if (!point) continue;
      weight += size * share;
      valence += size * share * point[0];
      energy += size * share * point[1];
    }
  }
  if (weight === 0) return { ...NEUTRAL, weight: 0 };
  return { valence: valence / weight, energy: energy / weight, weight: Math.min(MAX_FACE_WEIGHT, 1.2 * weight) };
}

function smileOf({ smile, emotions }: Face): Record<string, number> {
  return smile !== null && smile > 0.5 ? { HAPPY: Math.max(emotions.HAPPY ?? 0, smile) } : {};
}

/** Means and spreads over 45 openly licensed photographs. */
const TYPICAL = {
  brightness: [45, 16],
  contrast: [42, 10],
  sharpness: [63, 17],
  variety: [42, 28],
  saturation: [0.25, 0.2],
  warmth: [0.05, 0.15],
} as const;

/**
 * Light and colours, without regard to what is shown: varied and saturated colours please and excite, much fine detail
 * everywhere (gravel, litter, foliage) tires. Weight 1; whoever mixes it with what is seen keeps it a shade.
 */
export function lightSignal(properties: ImageProperties): Signal {
  const { saturation, warmth, variety } = colourfulness(properties);
  const unusual = (value: number, [mean, spread]: readonly [number, number]) =>
    Math.min(2, Math.max(-2, (value - mean) / spread));
  const brightness = unusual(clampPercent(properties.brightness), TYPICAL.brightness);
  const contrast = unusual(clampPercent(properties.contrast), TYPICAL.contrast);
  const detail = unusual(clampPercent(properties.sharpness), TYPICAL.sharpness);
  const varied = unusual(variety, TYPICAL.variety);
  const saturated = unusual(saturation, TYPICAL.saturation);
  const warm = unusual(warmth, TYPICAL.warmth);
  return {
    valence: clampShare(
      NEUTRAL.valence + 0.08 * varied + 0.05 * saturated + 0.05 * brightness + 0.02 * warm - 0.06 * detail,
    ),
    energy: clampShare(NEUTRAL.energy + 0.1 * varied + 0.02 * saturated + 0.03 * contrast - 0.06 * detail),
    weight: 1,
  };
}

export interface Colourfulness {
  /** Mean, 0..1. */
  saturation: number;
  /** -1 (all blue) .. 1 (all red). */
  warmth: number;
  /** How far the colours lie apart, in 256ths: the spread term of Hasler and Suesstrunk's colourfulness (2003). */
  variety: number;
}

/** Saturation, warmth and variety of the colours, each by its share; those of a typical picture where none is known. */
export function colourfulness({ colours }: ImageProperties): Colourfulness {
  const known = colours.flatMap(({ hex, share }) => {
    const value = /^#?([0-9a-f]{6})$/i.exec(hex)?.[1];
    if (!value || share <= 0) return [];
    const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(value.slice(at, at + 2), 16)) as [
      number,
      number,
      number,
    ];
    return [{ red, green, blue, share }];
  });
  const total = known.reduce((sum, { share }) => sum + share, 0);
  if (total === 0) {
    return { saturation: TYPICAL.saturation[0], warmth: TYPICAL.warmth[0], variety: TYPICAL.variety[0] };
  }
  const mean = (value: (colour: (typeof known)[number]) => number) =>
    known.reduce((sum, colour) => sum + colour.share * value(colour), 0) / total;
  const spread = (value: (colour: (typeof known)[number]) => number) => {
    const middle = mean(value);
    return mean((colour) => (value(colour) - middle) ** 2);
  };
  return {
    saturation: mean(({ red, green, blue }) => {
      const max = Math.max(red, green, blue);
      return max === 0 ? 0 : ((max - Math.min(red, green, blue)) / max) * Math.min(1, (max / 255) * 1.5);
    }),
    warmth: mean(({ red, blue }) => (red - blue) / 255),
    variety: Math.sqrt(
      spread(({ red, green }) => red - green) + spread(({ red, green, blue }) => (red + green) / 2 - blue),
    ),
  };
}

/** What moderation noticed and let pass, by the names of Rekognition's taxonomy: closeness moves, distress weighs down. */
const NOTICED: readonly (readonly [names: RegExp, valence: number, energy: number])[] = [
  [/nud|explicit|kiss|swimwear|underwear|revealing/i, 0.05, 0.16],
  [/violence|blood|gore|corpse|death|emaciat|injur|self.?harm|explosion|crash|disturbing|weapon/i, -0.3, 0.2],
  [/hate|rude|middle finger/i, -0.2, 0.1],
  [/drug|tobacco|smok|pill/i, -0.08, 0],
];

/** Shift of valence and energy by what moderation noticed; the strongest finding of each kind counts. */
export function noticedShift({ reasons }: Moderation): { valence: number; energy: number } {
  let [valence, energy] = [0, 0];
  for (const [names, v, e] of NOTICED) {
    const surest = Math.max(0, ...reasons.filter(({ name }) => names.test(name)).map(({ confidence }) => confidence));
    valence += v * Math.sqrt(surest);
    energy += e * Math.sqrt(surest);
  }
  return { valence, energy };
}

function clampPercent(value: number): number {
  return Math.min(100, Math.max(0, value));
}

function clampShare(value: number): number {
  return Math.min(1, Math.max(0, value));
}
