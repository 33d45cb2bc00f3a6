/** The whole picture on the mood plane: what is seen decides, faces and people add to it, light and colours shade it. */
import type { Face, FaintLabel, ImageProperties, Moderation } from '../contracts/pipeline.ts';
import { NEUTRAL, type SeenThing } from './seen.ts';
import { faceSignal, faintSignal, labelSignal, lightSignal, noticedShift, type Signal } from './signals.ts';

export interface SeenPicture {
  things: readonly SeenThing[];
  faint: readonly FaintLabel[];
  faces: readonly Face[];
  properties: ImageProperties;
  moderation: Moderation;
}

/** Pull towards neutral where hardly anything was seen. */
const PRIOR_WEIGHT = 0.1;
/** Means of several things shrink towards neutral; this gives the spread back. */
const STRETCH = 1.4;
/**
 * Light and colours say about half as much as things seen about how pleasant a picture is, and nearly as much about how
 * exciting it is; the shares keep that order. Alone, they are all that is known of how exciting it is.
 */
const LIGHT_SHARE = { alone: { valence: 0.7, energy: 1 }, besideThings: { valence: 0.45, energy: 0.75 } };
/**
 * A face shares its pleasure with whoever looks more than its excitement: an angry pose is seen as angry and leaves one calm. So
 * faces count half for energy.
 */
const FACE_SHARE = { valence: 1, energy: 0.5 };
/** Pictures of people move people more than pictures of things do. */
const PEOPLE = { valence: 0.03, energy: 0.06 };
/** What the picture's light adds to its weight beside a caption. */
const LIGHT_WEIGHT = 0.16;

/** Signals of the parts, for whoever has to say what decided. */
export interface PictureSignals {
  /** Things seen, sure and faint together. */
  content: Signal;
  faces: Signal;
  light: Signal;
  /** All of it. */
  whole: Signal;
}

export function pictureSignals({ things, faint, faces, properties, moderation }: SeenPicture): PictureSignals {
  const content = contentSignal(things, faint);
  const face = faceSignal(faces);
  const light = lightSignal(properties);
  const noticed = noticedShift(moderation);
  const people = peopleShare(things, faces);
  const along = (key: 'valence' | 'energy') => {
    const pull = (signal: Signal) => signal[key] - NEUTRAL[key];
    const { [key]: alone } = LIGHT_SHARE.alone;
    const shade = alone + content.weight * (LIGHT_SHARE.besideThings[key] - alone);
    const shared = FACE_SHARE[key] * face.weight;
    const seen = STRETCH * (pull(content) * content.weight + pull(face) * shared + PEOPLE[key] * people);
    return Math.min(0.98, Math.max(0.02, NEUTRAL[key] + seen + shade * pull(light) + noticed[key]));
  };
  const weight = Math.min(1.1, content.weight + face.weight + LIGHT_WEIGHT);
  return {
    content,
    faces: face,
    light,
    whole: { valence: along('valence'), energy: along('energy'), weight },
  };
}

/** Sure labels by how much they tell, and all the faint ones together as one more. Weight 0..1. */
function contentSignal(things: readonly SeenThing[], faint: readonly FaintLabel[]): Signal {
  const parts = [labelSignal(things), faintSignal(faint)];
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return { ...NEUTRAL, weight: 0 };
  const mean = (key: 'valence' | 'energy') => parts.reduce((sum, part) => sum + part.weight * part[key], 0) / total;
  return { valence: mean('valence'), energy: mean('energy'), weight: total / (total + PRIOR_WEIGHT) };
}

/** 0 without people, 1 where they are surely there. */
function peopleShare(things: readonly SeenThing[], faces: readonly Face[]): number {
  if (faces.length > 0) return 1;
  return Math.max(0, ...things.filter(({ entry }) => entry.kind === 'person').map(({ confidence }) => confidence));
}
