/** What a moment is about: themes of the things seen and of the words, each with how sure it is. */
import type { CaptionReading } from '../caption.ts';
import type { WeightedTheme } from '../contracts/pipeline.ts';
import type { Theme } from '../themes.ts';
import type { SeenThing } from './seen.ts';

const MAX_THEMES = 6;
const MIN_WEIGHT = 0.12;
/** A thing seen makes its first theme this likely at full confidence; later themes fade. */
const FIRST_THEME = 0.8;
const THEME_FADE = 0.75;
/** Where the words tell an event, what is merely seen steps back. */
const BEHIND_WORDS = 0.6;

/** Themes that two things make together. */
const PAIRS: readonly (readonly [Theme, Theme, Theme])[] = [
  ['night', 'city', 'night-city'],
  ['sea', 'summer', 'beach'],
  ['night', 'fire', 'friendship'],
];

/** The strongest themes first, at most six, weights 0..1. */
export function weighThemes(things: readonly SeenThing[], caption: CaptionReading | null): WeightedTheme[] {
  const seen = new Map<Theme, number>();
  const shown = new Map<Theme, { phrase: string; likely: number }>();
  for (const { entry, confidence, phrase, weight } of things) {
    // A chair in the corner does not make the moment one about home.
    const telling = Math.min(1, 0.45 + 0.6 * weight);
    const sureness = confidence * telling * (phrase === '' ? 0.6 : 1);
    entry.themes.forEach((theme, position) => {
      const likely = sureness * FIRST_THEME * THEME_FADE ** position;
      seen.set(theme, 1 - (1 - (seen.get(theme) ?? 0)) * (1 - likely));
      if (phrase !== '' && likely > (shown.get(theme)?.likely ?? 0)) shown.set(theme, { phrase, likely });
    });
  }
  for (const [one, other, both] of PAIRS) {
    const likely = Math.min(seen.get(one) ?? 0, seen.get(other) ?? 0);
    if (likely > (seen.get(both) ?? 0)) seen.set(both, likely);
  }
  const step = caption && caption.events.length > 0 ? BEHIND_WORDS : 1;
  const weighed = new Map<Theme, WeightedTheme>();
  for (const [theme, weight] of seen) {
    const phrase = shown.get(theme)?.phrase;
    weighed.set(theme, { theme, weight: weight * step, ...(phrase ? { because: `${phrase} in the picture` } : {}) });
  }
  for (const { theme, weight } of caption?.themes ?? []) {
    if (weight > (weighed.get(theme)?.weight ?? 0)) weighed.set(theme, { theme, weight, because: 'your own words' });
  }
  return strongest([...weighed.values()]);
}

/** At most six, the strongest first, rounded to thousandths. */
export function strongest(themes: readonly WeightedTheme[]): WeightedTheme[] {
  return themes
    .filter(({ weight }) => weight >= MIN_WEIGHT)
    .sort((a, b) => b.weight - a.weight || a.theme.localeCompare(b.theme))
    .slice(0, MAX_THEMES)
    .map((one) => ({ ...one, weight: Math.round(Math.min(1, one.weight) * 1000) / 1000 }));
}

/** Words about one's family: nothing crude is played there either. */
const FAMILY: ReadonlySet<Theme> = new Set(['family', 'children', 'parents']);
const FAMILY_FROM = 0.6;
const CHILDREN_FROM = 0.35;

/** Occasions at hand, matched against a song's `notFor`: every likely theme, and what the picture holds. */
export function occasionsOf(input: {
  themes: readonly WeightedTheme[];
  things: readonly SeenThing[];
  caption: CaptionReading | null;
  valence: number;
  sensitive: boolean;
}): string[] {
  const themes = input.themes.filter(({ weight }) => weight >= 0.3).map(({ theme }) => theme);
  const withFamily = (input.caption?.themes ?? []).some(
    ({ theme, weight }) => weight >= FAMILY_FROM && FAMILY.has(theme),
  );
  const loving = themes.includes('new-love') || themes.includes('wedding');
  const occasions = new Set<string>(themes);
  if (withFamily || childrenPresent(input.things, input.caption)) occasions.add('children-present');
  if (loving) occasions.add('romance');
  if (input.sensitive) occasions.add('grief');
  // Songs that only sound happy are out of place where someone truly is.
  else if (input.valence >= 0.6) occasions.add('upbeat');
  return [...occasions];
}

function childrenPresent(things: readonly SeenThing[], caption: CaptionReading | null): boolean {
  const seen = things.some(
    ({ entry, confidence }) =>
      entry.kind === 'person' && entry.themes.includes('children') && confidence >= CHILDREN_FROM,
  );
  return seen || (caption?.children ?? false);
}
