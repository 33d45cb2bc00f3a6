/** What labels, faces and light say about valence and energy, each with how much it counts. */
import type { Face, ImageProperties } from '../contracts/pipeline.ts';
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

/** Rounded medians over 45 openly licensed photographs. */
const TYPICAL = { brightness: 45, contrast: 42, saturation: 0.25 } as const;
const MAX_LABEL_WEIGHT = 1.1;
const MAX_FACE_WEIGHT = 0.7;
/** Colours correlate with felt valence at about r = .2, things seen at about .78; the weights keep that order. */
const LIGHT_WEIGHT = 0.16;
/** Means of several things shrink towards neutral; this gives the spread back. */
const STRETCH = 1.3;

export function labelSignal(things: readonly SeenThing[]): Signal {
  const total = things.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return { ...NEUTRAL, weight: 0 };
  const mean = (key: 'valence' | 'energy') =>
    things.reduce((sum, { entry, weight }) => sum + weight * entry[key], 0) / total;
  return {
    valence: stretched(mean('valence'), NEUTRAL.valence),
    energy: stretched(mean('energy'), NEUTRAL.energy),
    weight: Math.min(MAX_LABEL_WEIGHT, total),
  };
}

function stretched(value: number, centre: number): number {
  return Math.min(0.98, Math.max(0.02, centre + STRETCH * (value - centre)));
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

/**
 * Brightness, saturation, warmth and contrast: bright and colourful pleases, strong contrast and red excite. The range
 * is wide so that pictures without labels differ; beside labels the small weight keeps it a shade.
 */
export function lightSignal(properties: ImageProperties): Signal {
  const { saturation, warmth } = colourfulness(properties);
  const brightness = (clampPercent(properties.brightness) - TYPICAL.brightness) / 50;
  const contrast = (clampPercent(properties.contrast) - TYPICAL.contrast) / 50;
  const colour = saturation - TYPICAL.saturation;
  return {
    valence: clampShare(NEUTRAL.valence + 0.42 * brightness + 0.5 * colour + 0.2 * warmth),
    energy: clampShare(NEUTRAL.energy + 0.75 * colour + 0.32 * contrast + 0.25 * warmth + 0.1 * brightness),
    weight: LIGHT_WEIGHT,
  };
}

/** Mean saturation 0..1 and warmth -1 (all blue) .. 1 (all red) of the colours, by their share. */
export function colourfulness({ colours }: ImageProperties): { saturation: number; warmth: number } {
  let total = 0;
  let saturation = 0;
  let warmth = 0;
  for (const { hex, share } of colours) {
    const value = /^#?([0-9a-f]{6})$/i.exec(hex)?.[1];
    if (!value) continue;
    const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(value.slice(at, at + 2), 16) / 255) as [
      number,
      number,
      number,
    ];
    const max = Math.max(red, green, blue);
    const chroma = max - Math.min(red, green, blue);
    total += share;
    saturation += share * (max === 0 ? 0 : chroma / max) * Math.min(1, max * 1.5);
    warmth += share * (red - blue);
  }
  return total === 0
    ? { saturation: TYPICAL.saturation, warmth: 0 }
    : { saturation: saturation / total, warmth: warmth / total };
}

function clampPercent(value: number): number {
  return Math.min(100, Math.max(0, value));
}

function clampShare(value: number): number {
  return Math.min(1, Math.max(0, value));
}
