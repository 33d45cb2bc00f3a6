/** The template writer: a story, its title and its spoken form from what was seen and said, without a language model. */
import { type CaptionReading, readCaption } from '../caption.ts';
import type { CurvePoint, Face, ImageProperties, Label, Reading, Story } from '../contracts/pipeline.ts';
import type { Tone } from '../contracts/telling.ts';
import { nameable, thingsSeen } from '../mood/seen.ts';
import { speakable } from '../narration/speech.ts';
import { seededRandom } from '../random.ts';
import { countWords, expand, hash, pick, pickTemplate, type Random, type Slots, usable } from './grammar.ts';
import { ANYWHERE } from './phrases/anywhere.ts';
import { COLOUR_DETAILS, DETAILS, GENTLE_DETAILS, LIGHT_DETAILS, MANY_DETAILS } from './phrases/details.ts';
import { FAMILY_PHRASES, type FamilyPhrases, familyOf, type MoodFamily } from './phrases/families.ts';
import { KIND_PHRASES } from './phrases/kinds.ts';
import { ANY_OPENINGS, BARE_OPENINGS, GENTLE_OPENINGS, OPENINGS } from './phrases/openings.ts';
import { TONE_PHRASES, type TonePhrases } from './phrases/tones.ts';
import { type Arc, STILLNESS, videoDetails } from './phrases/videos.ts';
import { retell } from './said.ts';
import { SCRIPT_WORDS, STORY_WORDS } from './schema.ts';
import { chooseSubjects, type Subject, slotsOf } from './subjects.ts';
import { writeTitle } from './title.ts';

export interface WriterInput {
  caption: string | null;
  labels: Label[];
  properties: ImageProperties;
  faces: Face[];
  reading: Reading;
  /** Of a video, the course of its mood; a photo has none. */
  curve?: readonly CurvePoint[] | undefined;
  /** A sensitive moment is told gently, whatever the tone. */
  tone?: Tone;
  /** The same seed and input give the same story. */
  seed: number | string;
}

/** Another number tells every picture otherwise. */
const DRAW = 4;

/** The seed of a picture: what was measured of it. The same picture is told the same way, however often it comes. */
export function pictureSeed({ labels, properties }: Pick<WriterInput, 'labels' | 'properties'>): number {
  return hash(JSON.stringify([DRAW, properties, labels.map(({ name, confidence }) => [name, confidence])]));
}

type Part = 'open' | 'detail' | 'moving' | 'light' | 'said' | 'feel' | 'turn' | 'close';
interface Sentence {
  part: Part;
  text: string;
  /** What the voice says instead, where the written form cannot be read aloud. */
  spoken: string;
}

/** Orders of a story's parts; what has no sentence is left out. */
const PLANS: readonly (readonly Part[])[] = [
  ['open', 'detail', 'said', 'feel', 'turn', 'close'],
  ['open', 'said', 'detail', 'feel', 'turn', 'close'],
  ['open', 'detail', 'feel', 'said', 'turn', 'close'],
  ['said', 'open', 'detail', 'feel', 'turn', 'close'],
  ['open', 'detail', 'light', 'feel', 'said', 'close'],
  ['open', 'feel', 'detail', 'said', 'turn', 'close'],
  ['open', 'detail', 'feel', 'light', 'turn', 'said', 'close'],
];
const ATTEMPTS = 60;
/** Shorter drafts get another sentence. */
const COMFORTABLE_WORDS = 110;
/** What is added, in this order. */
const ADDED_PARTS = ['turn', 'light', 'feel', 'turn', 'feel'] as const;

/**
 * Writes a story of 60 to 120 words. It names the two main things seen (where there are two) and nothing that was not
 * seen; feelings are suggested, the caption is retold in its own sense. Deterministic.
 */
export function writeStory(input: WriterInput): Story {
  const { mood } = input.reading;
  const family = familyOf(mood);
  const things = nameable(thingsSeen(input.labels, input.faces));
  const random = seededRandom(
    hash(`${input.seed}\n${things.map(({ phrase }) => phrase).join('|')}\n${input.caption ?? ''}`),
  );
  const subjects = chooseSubjects(things, mood.sensitive, random);
  const slots = slotsOf(subjects, input.properties, mood.word, random);
  const scene: Scene = { input, family, subjects, slots, caption: readCaption(input.caption), random };
  let sentences = draft(scene);
  for (let attempt = 1; attempt < ATTEMPTS && !fits(sentences); attempt++) sentences = draft(scene);
  return {
    title: writeTitle(family, subjects, random),
    text: joined(sentences),
    writtenBy: 'template',
    language: 'en',
    script: scriptOf(sentences),
  };
}

interface Scene {
  input: WriterInput;
  family: MoodFamily;
  subjects: readonly Subject[];
  slots: Slots;
  caption: CaptionReading | null;
  random: Random;
}

type Writers = Record<Part, () => { text: string; spoken: string } | null>;

function draft(scene: Scene): Sentence[] {
  const { input, slots, caption, random } = scene;
  const used = new Set<string>();
  const medium = input.curve ? 'video' : 'photo';
  const say = (templates: readonly string[]): string | null => {
    const fitting = usable(templates, slots).filter((template) => !used.has(template));
    if (fitting.length === 0) return null;
    const template = pickTemplate(fitting, random);
    used.add(template);
    const text = expand(template, slots, random, medium);
    return medium === 'video' && STILLNESS.test(text) ? say(templates) : text;
  };
  const tonePhrases = tonePhrasesFor(scene);
  const write: Writers = {
    open: () => same(say((scene.subjects.length > 0 ? tonePhrases?.open : null) ?? openingsFor(scene))),
    detail: () => same(say(detailsFor(scene))),
    moving: () => same(input.curve ? say(videoDetails(arcOf(input.curve), input.reading.mood.sensitive)) : null),
    // Without things to name the detail already tells the colours.
    light: () => (scene.subjects.length > 0 ? same(say(lightFor(input.properties))) : null),
    said: () => (caption ? retell(caption, input.caption!, random, medium) : null),
    feel: () => same(say(thoughtsFor(scene, 'feel'))),
    turn: () => same(say(tonePhrases?.turn ?? thoughtsFor(scene, 'turn'))),
    close: () => same(say(tonePhrases?.close ?? thoughtsFor(scene, 'close'))),
  };
  const sentences = pick(PLANS, random)
    .flatMap((part) => (part === 'detail' ? [part, 'moving' as const] : [part]))
    .flatMap((part): Sentence[] => {
      const written = write[part]();
      return written ? [{ part, ...written }] : [];
    });
  return toLength(sentences, write);
}

/** How much a video's energy has to rise or fall from its first third to its last to be told. */
const TOLD_CHANGE = 0.06;

function arcOf(curve: readonly CurvePoint[]): Arc {
  const third = Math.max(1, Math.floor(curve.length / 3));
  const mean = (points: readonly CurvePoint[]) => points.reduce((sum, { energy }) => sum + energy, 0) / points.length;
  const change = curve.length < 2 ? 0 : mean(curve.slice(-third)) - mean(curve.slice(0, third));
  if (Math.abs(change) < TOLD_CHANGE) return 'even';
  return change > 0 ? 'rising' : 'falling';
}

function same(text: string | null): { text: string; spoken: string } | null {
  return text === null ? null : { text, spoken: text };
}

/** Leaves out a thought where the story is too long, adds some before the end where it is short. */
function toLength(sentences: readonly Sentence[], write: Writers): Sentence[] {
  const fitted = [...sentences];
  const length = () => countWords(joined(fitted));
  for (const part of ['turn', 'light'] as const) {
    const at = fitted.findIndex((sentence) => sentence.part === part);
    if (length() > STORY_WORDS.max && at >= 0) fitted.splice(at, 1);
  }
  for (const part of ADDED_PARTS) {
    const lit = part === 'light' && fitted.some((sentence) => sentence.part === 'light');
    const written = length() < COMFORTABLE_WORDS && !lit ? write[part]() : null;
    if (written) fitted.splice(-1, 0, { part, ...written });
  }
  return fitted;
}

function fits(sentences: readonly Sentence[]): boolean {
  const words = countWords(joined(sentences));
  const spoken = countWords(scriptOf(sentences));
  return (
    words >= STORY_WORDS.min && words <= STORY_WORDS.max && spoken >= SCRIPT_WORDS.min && spoken <= SCRIPT_WORDS.max
  );
}

function openingsFor({ input, subjects }: Scene): readonly string[] {
  if (subjects.length === 0) return BARE_OPENINGS;
  if (input.reading.mood.sensitive) return GENTLE_OPENINGS;
  return [...ANY_OPENINGS, ...(OPENINGS[subjects[0]!.kind] ?? [])];
}

function detailsFor({ input, subjects }: Scene): readonly string[] {
  if (subjects.length === 0) return COLOUR_DETAILS;
  if (input.reading.mood.sensitive) return GENTLE_DETAILS;
  return subjects.length > 2 ? [...MANY_DETAILS, ...MANY_DETAILS, ...DETAILS] : DETAILS;
}

/** Null where the moment is not one to be told in a tone of choice. */
function tonePhrasesFor({ input: { tone = 'plain' }, family }: Scene): TonePhrases | null {
  return tone === 'plain' || !OPEN_FAMILIES.has(family) ? null : TONE_PHRASES[tone];
}

/** Families in which a thing may be enjoyed for what it is. */
const OPEN_FAMILIES: ReadonlySet<MoodFamily> = new Set(['joyful', 'vivid', 'warm', 'serene', 'plain']);

/** Families that keep to their own sentences. */
const GRAVE_FAMILIES: ReadonlySet<MoodFamily> = new Set(['grief', 'heavy']);

function thoughtsFor({ family, subjects }: Scene, part: keyof FamilyPhrases): readonly string[] {
  const main = subjects[0];
  const ofKind = main && OPEN_FAMILIES.has(family) ? (KIND_PHRASES[main.kind]?.[part] ?? []) : [];
  return [...FAMILY_PHRASES[family][part], ...(GRAVE_FAMILIES.has(family) ? [] : ANYWHERE[part]), ...ofKind];
}

function lightFor({ brightness }: ImageProperties): readonly string[] {
  if (brightness < 30) return LIGHT_DETAILS.dark;
  return brightness > 70 ? LIGHT_DETAILS.bright : LIGHT_DETAILS.plain;
}

function joined(sentences: readonly { text: string }[]): string {
  return sentences.map(({ text }) => text).join(' ');
}

/** What may be left out of the spoken form, the least missed first. */
const SPARE_PARTS: readonly Part[] = ['light', 'turn', 'detail', 'feel'];

/** The spoken form: the whole story where it is short enough, else without what is least missed. */
function scriptOf(sentences: readonly Sentence[]): string {
  let kept = sentences;
  for (const part of SPARE_PARTS) {
    if (countWords(spokenText(kept)) > SCRIPT_WORDS.max) kept = kept.filter((sentence) => sentence.part !== part);
  }
  return spokenText(kept);
}

function spokenText(sentences: readonly Sentence[]): string {
  return sentences.map(({ spoken }) => speakable(spoken)).join(' ');
}
