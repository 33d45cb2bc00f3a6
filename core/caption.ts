/**
 * The caption reader: what a person's own words say about the moment. English first; Spanish, French, German, Italian and
 * Portuguese by basic words; emoji in any language. Words it does not know leave no trace, so an unread caption weighs 0.
 */
import { readEnglish } from './caption/english.ts';
import type { CaptionFinding } from './caption/finding.ts';
import { readForeign } from './caption/foreign.ts';
import { withoutOrders } from './caption/orders.ts';
import { mended } from './caption/spelling.ts';
import { plainText, stopWordHits, wordsOf } from './caption/text.ts';
import type { WeightedTheme } from './contracts/pipeline.ts';
import { EMOJI, MOURNING_EMOJI } from './lexicon/emoji.ts';
import { type ForeignCode, LANGUAGES } from './lexicon/languages.ts';
import type { Theme } from './themes.ts';

export type CaptionLanguage = 'en' | ForeignCode;

export interface CaptionReading {
  language: CaptionLanguage;
  /** 0..1; 0.5 where nothing was read. */
  valence: number;
  /** 0..1; 0.5 where nothing was read. */
  energy: number;
  /** How much was read, 0..4. A whole picture weighs about 1. */
  weight: number;
  themes: WeightedTheme[];
  /** Tells of death, grave illness, injury, disaster or war. */
  sensitive: boolean;
  /** Ids of the life events told, the first told first. */
  events: string[];
  /** The words that decided, as the person wrote them (lower case), the weightiest first; at most three. */
  words: string[];
  /** Names children. */
  children: boolean;
}

const MAX_WEIGHT = 4;
const EMOJI_WEIGHT = 0.8;
const SENSITIVE_MAX = 0.38;
const CHILDREN =
  /\b(?:kids?|kiddos?|child|children|sons?|daughters?|(?:my|our|the|a|this|new|little|sweet|first|tiny|her|his|their|having a|expecting a) baby|baby (?:boy|girl|shower|bump|steps|is here|has)|babies|newborn|toddlers?|grand(?:sons?|daughters?|kids?|child(?:ren)?)|nieces?|nephews?|little ones?|kindergarten|preschool|hij[oa]s?|ninos?|enfants?|kinder|bambin[oiae]|filh[oa]s?)\b/;
/** Each later theme of the same finding is a little less certain. */
const THEME_FADE = 0.85;

/** Faces under which praise is meant the other way round. */
const WRY = /[🙃🙄😒🫠🤡]/u;

/**
 * Reads a caption; null where there is none. Pure; never throws. With `grave: false` whatever seems to tell of loss is
 * taken for misread and left out.
 */
export function readCaption(caption: string | null, { grave = true }: { grave?: boolean } = {}): CaptionReading | null {
  if (caption === null || caption.trim() === '') return null;
  const text = withoutOrders(plainText(caption));
  const { language, findings } = inBestLanguage(text);
  const found = [...(WRY.test(caption) ? findings.map(meantWryly) : findings), ...readEmoji(caption)];
  const all = hushed(grave ? found : found.filter(({ sensitive }) => !sensitive));
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (of: (finding: CaptionFinding) => number) =>
    total === 0 ? 0.5 : all.reduce((sum, finding) => sum + finding.weight * of(finding), 0) / total;
  const sensitive = all.some((finding) => finding.sensitive);
  const valence = mean((finding) => finding.valence);
  const energy = clampShare(mean((finding) => finding.energy) + (total === 0 ? 0 : emphasis(caption, valence)));
  return {
    language,
    valence: sensitive ? Math.min(SENSITIVE_MAX, valence) : valence,
    energy: sensitive ? Math.min(SENSITIVE_MAX, energy) : energy,
    weight: Math.min(MAX_WEIGHT, total),
    themes: weighThemes(all),
    sensitive,
    events: [...new Set(all.flatMap(({ event }) => (event ? [event] : [])))],
    words: decisiveWords(all),
    children: CHILDREN.test(text),
  };
}

/** "Great, another Monday" with a wry face is no praise. */
function meantWryly(finding: CaptionFinding): CaptionFinding {
  if ((finding.kind !== 'feeling' && finding.kind !== 'tone') || finding.valence <= 0.6) return finding;
  return { ...finding, valence: 0.3, energy: Math.min(0.5, finding.energy), themes: [] };
}

/** Beside a sensitive finding everything else counts little: "our wonderful dog died" is not half wonderful. */
function hushed(findings: CaptionFinding[]): CaptionFinding[] {
  if (!findings.some(({ sensitive }) => sensitive)) return findings;
  return findings.map((finding) => (finding.sensitive ? finding : { ...finding, weight: finding.weight * 0.1 }));
}

function inBestLanguage(text: string): { language: CaptionLanguage; findings: CaptionFinding[] } {
  const words = wordsOf(text);
  const hits = stopWordHits(words);
  const english = readEnglish(mended(text));
  let best: { language: CaptionLanguage; findings: CaptionFinding[]; score: number } = {
    language: 'en',
    findings: english,
    score: hits.english + english.length,
  };
  for (const language of Object.keys(LANGUAGES) as ForeignCode[]) {
    const findings = readForeign(text, language);
    const score = hits.foreign[language] + findings.length;
    if (findings.length > 0 && score > best.score) best = { language, findings, score };
  }
  return best;
}

function readEmoji(caption: string): CaptionFinding[] {
  const found = caption.match(/\p{Extended_Pictographic}/gu) ?? [];
  return [...new Set(found)].flatMap((emoji): CaptionFinding[] => {
    if (MOURNING_EMOJI.has(emoji)) {
      const themes: Theme[] = ['remembrance', 'loss'];
      return [{ ...EMOJI_FINDING, valence: 0.2, energy: 0.16, themes, sensitive: true, weight: 2, words: emoji }];
    }
    const meaning = EMOJI.get(emoji);
    return meaning ? [{ ...EMOJI_FINDING, ...meaning, words: emoji }] : [];
  });
}

const EMOJI_FINDING = {
  kind: 'emoji',
  event: null,
  themeWeight: 0.5,
  sensitive: false,
  weight: EMOJI_WEIGHT,
  start: Number.MAX_SAFE_INTEGER,
} as const;

/** Energy added by exclamation marks, capitals and drawn-out letters; they lift joy more than sorrow. */
function emphasis(caption: string, valence: number): number {
  const marks = Math.min(3, caption.match(/!/g)?.length ?? 0);
  const capitals = caption.match(/\b\p{Lu}{3,}\b/gu)?.length ? 1 : 0;
  const drawnOut = /(\p{L})\1{2,}/iu.test(caption) ? 1 : 0;
  return (marks * 0.04 + capitals * 0.05 + drawnOut * 0.05) * (valence >= 0.45 ? 1 : 0.5);
}

function weighThemes(findings: readonly CaptionFinding[]): WeightedTheme[] {
  const weights = new Map<Theme, number>();
  for (const { themes, themeWeight } of findings) {
    themes.forEach((theme, position) => {
      const weight = themeWeight * THEME_FADE ** position;
      weights.set(theme, Math.max(weights.get(theme) ?? 0, weight));
    });
  }
  return [...weights].map(([theme, weight]) => ({ theme, weight })).sort((a, b) => b.weight - a.weight);
}

function decisiveWords(findings: readonly CaptionFinding[]): string[] {
  const ranked = findings.toSorted(
    (a, b) => b.weight * Math.abs(b.valence - 0.5) - a.weight * Math.abs(a.valence - 0.5),
  );
  return [
    ...new Set(ranked.filter(({ words }) => words !== '').map(({ words }) => words.replace(/\s+/g, ' ').trim())),
  ].slice(0, 3);
}

function clampShare(value: number): number {
  return Math.min(1, Math.max(0, value));
}
