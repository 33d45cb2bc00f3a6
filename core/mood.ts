/**
 * Core's own reading of a picture and its caption: how the moment feels, what it is about, and what a song for it should
 * sound like. Pure and deterministic; needs no language model.
 */
import { type CaptionReading, readCaption } from './caption.ts';
import type { Face, FaintLabel, ImageProperties, Label, Moderation, Mood, Reading } from './contracts/pipeline.ts';
import { evidenceOf } from './mood/evidence.ts';
import { type ModelLook, movedBy, themesWith } from './mood/look.ts';
import { pictureSignals } from './mood/picture.ts';
import { type SeenThing, thingsSeen } from './mood/seen.ts';
import { consolingThemes, readSensitivity, SENSITIVE_CAP } from './mood/sensitive.ts';
import type { Signal } from './mood/signals.ts';
import { occasionsOf, strongest, weighThemes } from './mood/themes.ts';
import { fittingWord, moodWord } from './mood/words.ts';
import { targetFor } from './target.ts';

/** A point of the mood plane, 0..1 each. */
export type Felt = { valence: number; energy: number };

export interface MoodInput {
  caption: string | null;
  labels: Label[];
  /** Labels too weak to be named; none where absent. */
  faint?: FaintLabel[];
  properties: ImageProperties;
  faces: Face[];
  moderation: Moderation;
  /** What a vision-language model said of the picture, where one was asked. */
  look?: ModelLook | null;
  /** How the frames of a video feel on average: what they show together then only says why. Absent for a photo. */
  felt?: Felt | undefined;
  /** The person's own word on whether this is a heavy moment; absent where they said nothing. */
  gentle?: boolean | undefined;
}

/** A caption's weight beside the picture's: the person's own words outrank it. */
const CAPTION_FACTOR = 1.6;
/** Of a caption that tells of loss: a sunny picture does not lighten it. */
const SENSITIVE_CAPTION_FACTOR = 3;

/** How a picture feels with all that was seen in it and without the person's words, which were not heard yet. */
export function feltIn(input: Omit<MoodInput, 'caption' | 'gentle'>): Felt {
  const things = thingsSeen(input.labels, input.faces);
  const { whole } = pictureSignals({ ...input, things, faint: input.faint ?? [] });
  const seen = { ...whole, ...input.felt };
  const { valence, energy } = { ...seen, ...movedBy(input.look ?? null, seen) };
  return { valence: round(valence), energy: round(energy) };
}

/** Reads mood and target. Every output lies in the ranges of `readingSchema`. */
export function readMood(input: MoodInput): Reading {
  const caption = readCaption(input.caption, { grave: input.gentle !== false });
  const things = thingsSeen(input.labels, input.faces);
  const read = readSensitivity(things, input.moderation, caption);
  const sensitivity =
    input.gentle === undefined ? read : { sensitive: input.gentle, because: input.gentle ? read.because : [] };
  const picture = pictureSignals({ ...input, things, faint: input.faint ?? [] });
  const look = input.look ?? null;
  const seen = { ...picture.whole, ...input.felt };
  const whole = { ...seen, ...movedBy(look, seen) };
  const said = caption ? captionSignal(caption) : null;
  const point = sensitivity.sensitive ? capped(combined(whole, said)) : combined(whole, said);
  const { content, faces } = picture;
  const confidence = confidenceOf(things, faces, caption, said ? [content, faces, said] : [content, faces]);
  const themes = strongest(themesWith(look, weighThemes(things, caption)));
  const own = sensitivity.sensitive ? strongest(consolingThemes(themes)) : themes;
  const mood: Mood = {
    ...point,
    word:
      fittingWord(look?.moodWords ?? [], { ...point, sensitive: sensitivity.sensitive }) ??
      moodWord(point.valence, point.energy, sensitivity.sensitive),
    confidence,
    sensitive: sensitivity.sensitive,
    evidence: evidenceOf({ ...input, things, caption, sensitivity }),
  };
  const { valence, energy, sensitive } = mood;
  const occasions = occasionsOf({ themes: own, things, caption, valence, sensitive });
  const names = things.map(({ entry, confidence: sure }) => ({ name: entry.name, confidence: sure }));
  return { mood, target: targetFor({ valence, energy, confidence, sensitive, themes: own, occasions, things: names }) };
}

function captionSignal({ valence, energy, weight, sensitive }: CaptionReading): Signal {
  return { valence, energy, weight: weight * (sensitive ? SENSITIVE_CAPTION_FACTOR : CAPTION_FACTOR) };
}

/** The person's words and the picture by their weights; the picture alone where nothing was said. */
function combined(picture: Signal, said: Signal | null): { valence: number; energy: number } {
  const share = said ? said.weight / (said.weight + picture.weight) : 0;
  const mean = (key: 'valence' | 'energy') => picture[key] + share * ((said ?? picture)[key] - picture[key]);
  return { valence: round(mean('valence')), energy: round(mean('energy')) };
}

function capped({ valence, energy }: { valence: number; energy: number }) {
  return { valence: Math.min(SENSITIVE_CAP, valence), energy: Math.min(SENSITIVE_CAP, energy) };
}

/** Grows with how much was seen and said, shrinks where the parts disagree about valence. */
function confidenceOf(
  things: readonly SeenThing[],
  faces: Signal,
  caption: CaptionReading | null,
  signals: readonly Signal[],
): number {
  const telling = things.slice(0, 6).reduce((sum, { confidence, weight }) => sum + confidence * Math.min(1, weight), 0);
  const evidence = 0.08 + 0.45 * telling + 0.5 * faces.weight + 0.55 * (caption?.weight ?? 0);
  const heard = signals.filter(({ weight }) => weight >= 0.3).map(({ valence }) => valence);
  const disagreement = heard.length < 2 ? 0 : Math.max(...heard) - Math.min(...heard);
  return round(Math.min(0.95, (1 - Math.exp(-evidence)) * (1 - 0.35 * disagreement)));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
