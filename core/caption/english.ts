/** Feelings, life events and things named in an English caption. */

import { EVERYDAY } from '../lexicon/everyday.ts';
import { FEELINGS } from '../lexicon/feelings.ts';
import { findEntry } from '../lexicon/index.ts';
import { IDIOMS, LIFE_EVENTS, type LifeEvent } from '../lexicon/life-events.ts';
import { titleThemes } from '../lexicon/title-themes.ts';
import { TONED_WORDS } from '../lexicon/toned-words.ts';
import type { Theme } from '../themes.ts';
import type { CaptionFinding } from './finding.ts';
import { intensityBefore, negationBefore, type Word, wordsOf } from './text.ts';

interface Feeling {
  valence: number;
  energy: number;
  themes: readonly Theme[];
}

const FEELING_WORDS: ReadonlyMap<string, Feeling> = new Map(
  FEELINGS.flatMap(([valence, energy, words, ...themes]) =>
    words.split(' ').map((word) => [word, { valence, energy, themes }] as const),
  ),
);

const TONED: ReadonlyMap<string, Feeling> = new Map(
  TONED_WORDS.flatMap(([valence, energy, words]) =>
    words.split(/\s+/).map((word) => [word, { valence, energy, themes: [] }] as const),
  ),
);

/** Names in the lexicon of things that are mostly something else in a sentence ("watch this", "a light meal"). */
const NOT_THINGS = new Set(
  `watch light fall fly rock star stars wave waves match ring rings tie box letter bear seal bat cross swing race play playing
  drawing painting plate tank orange dish plant fork band bar club house home person people man woman face head hand hair
  standing sitting walking working eating drinking reading writing sleeping hit pen remote tool machine stage cast rose
  patient toast spring sad happy angry team pool light field ground park ball bowl glass gate cabinet mask suit coat well
  crying laughing love hope heart grave path trail wall water sun day train trains turkey mouse cricket crab mint date fire
  flare peak slope bay club kid kids baby fine dying fried ship fries leaf leaves rat pig cow snake shark chicken worm bee
  ant wolf goat fox angel beauty christmas birthday wedding party celebration marathon concert festival gift vacation travel
  graduation night evening morning money work fall`.split(/\s+/),
);

const EVENT_WEIGHT = 3;
const MOMENT_WEIGHT = 1.8;
const FEELING_WEIGHT = 1.6;
const TONED_WEIGHT = 1;
const THING_WEIGHT = 0.25;

/** Everything an English caption tells, in the order of the text. */
export function readEnglish(text: string): CaptionFinding[] {
  let open = text;
  for (const idiom of IDIOMS) open = open.replace(idiom, (found) => ' '.repeat(found.length));
  const matches = matchEvents(open);
  const events = matches
    .filter((match) => !isHealed(match.event, matches) && !isAtWork(text, match))
    .map((match) => toFinding(open, match));
  for (const { from, to } of matches) open = blanked(open, from, to);
  const moments = findMoments(open);
  for (const { start, words } of moments) open = blanked(open, start, start + words.length);
  const words = wordsOf(open);
  const told = tearsOfJoy([...events, ...moments, ...findFeelings(words)]);
  const things = findThings(words);
  const suggested = told.length > 0 || things.length > 0 ? [] : findSuggested(open);
  const findings = [...besideSetbacks(told), ...things, ...suggested];
  return weighContrast(text, findings).sort((a, b) => a.start - b.start);
}

/** Points keep what stood before and after apart. */
function blanked(text: string, from: number, to: number): string {
  return text.slice(0, from) + '.'.repeat(to - from) + text.slice(to);
}

const MOMENTS = EVERYDAY.map(([valence, energy, pattern, ...themes]) => ({
  valence,
  energy,
  themes,
  pattern: new RegExp(`(?<![a-z0-9'])(?:${pattern})(?![a-z0-9])`, 'g'),
}));

/** Everyday moments, each kind once; what is negated turns round. */
function findMoments(text: string): CaptionFinding[] {
  const words = wordsOf(text);
  const taken: { from: number; to: number }[] = [];
  return MOMENTS.flatMap(({ pattern, valence, energy, themes }): CaptionFinding[] => {
    const match = [...text.matchAll(pattern)].find(
      ({ index, 0: found }) => !taken.some(({ from, to }) => index < to && index + found.length > from),
    );
    if (!match) return [];
    const from = match.index;
    taken.push({ from, to: from + match[0].length });
    const index = words.findIndex((word) => word.start >= from);
    const isNegated = negationBefore(words, index, { reach: 2 }) > 0;
    return [
      {
        kind: 'moment',
        event: null,
        valence: isNegated ? 0.5 - 0.5 * (valence - 0.5) : valence,
        energy: isNegated ? 0.4 : energy,
        themes,
        themeWeight: isNegated ? 0.4 : 0.85,
        sensitive: false,
        weight: MOMENT_WEIGHT,
        start: from,
        words: match[0],
      },
    ];
  });
}

const TEARS =
  /^(?:ugly |happy |still |just |so )*(?:cr(?:y|ies|ied|ying)|tears?|tearful|weep(?:ing)?|wept|sobs?|sobb(?:ed|ing))\b/;
const LEFT_ALONE = /\b(?:alone|myself|floor|shower|again)\b/;
const MOVING_EVENTS = new Set(
  'wedding engaged anniversary birth expecting graduation exam-passed new-job victory race-finished recovery homecoming concert'.split(
    ' ',
  ),
);

const MOVING: ReadonlySet<Theme> = new Set(['wedding', 'victory', 'homecoming']);

/** At a wedding or a birth people cry for joy, as long as nothing else is sad. */
function tearsOfJoy(findings: CaptionFinding[]): CaptionFinding[] {
  const isMoving = findings.some(
    ({ kind, event, themes: [first] }) =>
      (event !== null && MOVING_EVENTS.has(event)) || (kind === 'moment' && first !== undefined && MOVING.has(first)),
  );
  const isTears = ({ kind, words }: CaptionFinding) => kind !== 'event' && TEARS.test(words) && !LEFT_ALONE.test(words);
  if (!isMoving || findings.some((finding) => isSetback(finding) && !isTears(finding))) return findings;
  return findings.map((finding) =>
    isTears(finding) ? { ...finding, valence: 0.8, energy: 0.5, themes: [] } : finding,
  );
}

const FESTIVE: ReadonlySet<Theme> = new Set([
  'party',
  'celebration',
  'dancing',
  'birthday',
  'wedding',
  'christmas',
  'new-year',
  'new-love',
]);
const SETBACK = 0.36;
/** Of a single word of feeling: sad or alone, not just busy. */
const LOW_FEELING = 0.26;

function isSetback({ kind, valence }: CaptionFinding): boolean {
  if (kind === 'feeling') return valence <= LOW_FEELING;
  return (kind === 'event' || kind === 'moment') && valence <= SETBACK;
}

/** Beside a setback what is glad is only the scene, and a feast is none: "nobody came to my party". */
function besideSetbacks(findings: CaptionFinding[]): CaptionFinding[] {
  if (!findings.some(isSetback)) return findings;
  return findings.map((finding) => {
    if (finding.kind === 'feeling' || finding.kind === 'tone' || finding.valence <= 0.6) return finding;
    if (finding.themes.some((theme) => FESTIVE.has(theme))) {
      return { ...finding, weight: finding.weight * 0.1, themeWeight: finding.themeWeight * 0.3 };
    }
    return finding.kind === 'moment' ? { ...finding, weight: finding.weight * 0.5 } : finding;
  });
}

interface EventMatch {
  event: LifeEvent;
  from: number;
  to: number;
}

function matchEvents(text: string): EventMatch[] {
  const matches: EventMatch[] = [];
  for (const event of LIFE_EVENTS) {
    for (const match of text.matchAll(event.pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (!matches.some((taken) => from < taken.to && to > taken.from)) matches.push({ event, from, to });
    }
  }
  return matches;
}

/** Beside a recovery or a birth, "hospital" is where it happened and not bad news. */
function isHealed(event: LifeEvent, matches: readonly EventMatch[]): boolean {
  return (event.id === 'illness' || event.id === 'injury') && matches.some((match) => match.event.healing);
}

const WARD_WORK =
  /\b(?:shifts?|nurs(?:e|es|ing)|residency|resident|intern(?:ship)?|rounds|on call|scrubs|paramedics?|med(?:ical)? school|colleagues|coworkers)\b/;

/** Whoever works there tells of work, not of illness. */
function isAtWork(text: string, { event, from, to }: EventMatch): boolean {
  return (
    event.id === 'illness' &&
    /^(?:in )?(?:the )?(?:hospital|ward|er|icu)\b/.test(text.slice(from, to)) &&
    WARD_WORK.test(text)
  );
}

function toFinding(text: string, { event, from, to }: EventMatch): CaptionFinding {
  const words = wordsOf(text);
  const index = words.findIndex((word) => word.start >= from);
  const distance = event.sensitive ? 0 : negationBefore(words, index, { reach: 2 });
  if (distance > 0)
    return { kind: 'event', ...negated(event), start: from, words: text.slice(words[index - distance]!.start, to) };
  const { id, valence, energy, themes, sensitive = false } = event;
  const told = { valence, energy, themes, themeWeight: 0.95, sensitive, weight: EVENT_WEIGHT };
  return { ...told, kind: 'event', event: id, start: from, words: text.slice(from, to) };
}

/** What did not happen: the feeling turns round, and what the event is about is no longer certain. */
function negated(event: LifeEvent): Omit<CaptionFinding, 'kind' | 'start' | 'words'> {
  return {
    event: null,
    valence: 0.5 - 0.6 * (event.valence - 0.5),
    energy: 0.4 + 0.4 * (event.energy - 0.4),
    themes: event.valence < 0.5 ? ['perseverance'] : [],
    themeWeight: 0.5,
    sensitive: false,
    weight: FEELING_WEIGHT,
  };
}

function findFeelings(words: readonly Word[]): CaptionFinding[] {
  return words.flatMap((word, index) => {
    const felt = inAnyForm(word.text, FEELING_WORDS);
    const feeling = felt ?? inAnyForm(word.text, TONED);
    const nextIsFeeling = FEELING_WORDS.has(words[index + 1]?.text ?? '');
    // "pretty tired" and "so hard, really sad": the first word only strengthens the second.
    if (!feeling || (word.text === 'pretty' && nextIsFeeling)) return [];
    const strength = intensityBefore(words, index);
    const distance = negationBefore(words, index, { reach: hasNever(words, index) ? 4 : 3 });
    const said = words.slice(index - distance, index + 1).map(({ text }) => text);
    const { valence, energy } = distance ? turned(feeling, said) : strengthened(feeling, strength);
    return [
      {
        kind: felt ? 'feeling' : 'tone',
        event: null,
        valence,
        energy,
        themes: distance ? [] : feeling.themes,
        themeWeight: 0.6,
        sensitive: false,
        weight: (felt ? FEELING_WEIGHT : TONED_WEIGHT) * Math.sqrt(strength),
        start: word.start,
        words: said.join(' '),
      },
    ];
  });
}

/** A word, or what is left of it without its ending ("heartbreakingly" and "giggled" are not listed). */
function inAnyForm(word: string, words: ReadonlyMap<string, Feeling>): Feeling | undefined {
  const own = words.get(word);
  if (own || word.length < 6) return own;
  for (const [ending, instead] of ENDINGS) {
    if (!word.endsWith(ending)) continue;
    const stem = word.slice(0, -ending.length) + instead;
    const found = stem.length >= 4 ? words.get(stem) : undefined;
    if (found) return found;
  }
  return undefined;
}

const ENDINGS: readonly (readonly [ending: string, instead: string])[] = [
  ['ingly', 'ing'],
  ['ily', 'y'],
  ['ly', ''],
  ['ing', ''],
  ['ing', 'e'],
  ['ied', 'y'],
  ['ies', 'y'],
  ['ed', ''],
  ['d', ''],
  ['es', ''],
  ['s', ''],
  ['iest', 'y'],
  ['est', ''],
  ['ier', 'y'],
  ['ness', ''],
];

/** "Never been so scared": the word stands further off. */
function hasNever(words: readonly Word[], index: number): boolean {
  return words[index - 4]?.text === 'never' || words[index - 3]?.text === 'never';
}

const clampShare = (value: number) => Math.min(0.97, Math.max(0.03, value));

function strengthened({ valence, energy }: Feeling, strength: number) {
  return {
    valence: clampShare(0.5 + (valence - 0.5) * strength),
    energy: clampShare(0.5 + (energy - 0.5) * strength),
  };
}

/** "Not happy" is unhappy, "not sad" is only not sad, and "never been happier" is no negation at all. */
function turned({ valence, energy }: Feeling, said: readonly string[]) {
  if (
    /ier$|better|prouder|more$/.test(said[said.length - 1]!) &&
    said.some((word) => word === 'been' || word === 'be')
  ) {
    return { valence: 0.95, energy: 0.68 };
  }
  // "Never been so scared" is scared beyond measure.
  if (said[0] === 'never' && said.some((word) => word === 'so' || word === 'this' || word === 'that')) {
    return strengthened({ valence, energy, themes: [] }, 1.4);
  }
  const reach = valence > 0.5 ? 0.72 : 0.35;
  return { valence: 0.5 - reach * (valence - 0.5), energy: 0.38 + 0.3 * (energy - 0.38) };
}

/** Things of the lexicon that the caption names: what it is about rather than how it feels. */
function findThings(words: readonly Word[]): CaptionFinding[] {
  const findings: CaptionFinding[] = [];
  for (let index = 0; index < words.length; ) {
    const length = [3, 2, 1].find((size) => thingAt(words, index, size));
    const entry = length === undefined ? null : thingAt(words, index, length);
    if (entry && entry.themes.length > 0) {
      findings.push({
        kind: 'thing',
        event: null,
        valence: entry.valence,
        energy: entry.energy,
        themes: entry.themes.slice(0, 2),
        themeWeight: 0.55,
        sensitive: false,
        weight: THING_WEIGHT,
        start: words[index]!.start,
        words: words
          .slice(index, index + length!)
          .map(({ text }) => text)
          .join(' '),
      });
    }
    index += length ?? 1;
  }
  return findings;
}

/** Too grave to be guessed from a word alone. */
const NEVER_GUESSED: ReadonlySet<Theme> = new Set(['loss', 'war', 'anger', 'breakup', 'christmas', 'self-worth']);

/** Where nothing else was told: what the words would suggest in the title of a song. */
function findSuggested(text: string): CaptionFinding[] {
  const themes = titleThemes(text).filter((theme) => !NEVER_GUESSED.has(theme));
  if (themes.length === 0) return [];
  const neutral = { valence: 0.55, energy: 0.45, weight: 0.1 };
  return [{ kind: 'thing', event: null, ...neutral, themes, themeWeight: 0.45, sensitive: false, start: 0, words: '' }];
}

function thingAt(words: readonly Word[], index: number, length: number) {
  if (index + length > words.length) return null;
  const name = words
    .slice(index, index + length)
    .map(({ text }) => text)
    .join(' ');
  return length === 1 && (NOT_THINGS.has(name) || FEELING_WORDS.has(name)) ? null : findEntry(name);
}

/** What stands after "but" is what the person means to say. */
function weighContrast(text: string, findings: readonly CaptionFinding[]): CaptionFinding[] {
  const turn = text.search(/\bbut\b(?!\s+first)/);
  if (turn < 0 || !findings.some(({ start }) => start > turn)) return [...findings];
  return findings.map((finding) => ({ ...finding, weight: finding.weight * (finding.start > turn ? 1.5 : 0.6) }));
}
