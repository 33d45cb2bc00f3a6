/**
 * Why a song is in the list, in plain words, made from the figures and themes alone. A song is called close only where it
 * is; where little speaks for it, the difference that counts most is named.
 */
import { isThemedByTitle, type Track } from '../catalogue/track.ts';
import type { Reading, WeightedTheme } from '../contracts/pipeline.ts';
import { FEATURES, type Feature, normaliseFeature } from '../features.ts';
import { FEATURE_PHRASES } from './feature-phrases.ts';
import { THEME_PHRASES } from './theme-phrases.ts';

/** One reason: a shared theme, a small gap, the smallest gap or the most costly one, or how well known the song is. */
export type Reason =
  | { readonly kind: 'theme' | 'popularity'; readonly text: string }
  | { readonly kind: 'close' | 'largest-gap' | 'nearest'; readonly feature: Feature; readonly text: string };

/** Fewest reasons in favour before a difference is named. */
const ENOUGH_IN_FAVOUR = 2;
const MOST_REASONS = 4;

/** A theme of the moment this sure is stated; a less sure one is only hinted at. */
const SURE_THEME = 0.5;

/** Two to four sentences without a full stop; a single one for a target that asks nothing of a song. */
export function whyOf(track: Track, reading: Reading): string[] {
  return reasonsOf(track, reading).map((reason) => reason.text);
}

/** The reasons behind `whyOf`. */
export function reasonsOf(track: Track, reading: Reading): Reason[] {
  const gaps = gapsOf(track, reading);
  const inFavour = [...themeReasons(track, reading), ...closeReasons(gaps)].slice(0, MOST_REASONS);
  if (inFavour.length >= ENOUGH_IN_FAVOUR) return inFavour;
  const reasons = [...inFavour, ...gapReasons(gaps, inFavour)];
  return reasons.length >= ENOUGH_IN_FAVOUR ? reasons : [...reasons, popularityReason(track)];
}

/** The song's figure, the one asked for, and how much the difference adds to the distance. */
interface Gap {
  readonly feature: Feature;
  readonly value: number;
  readonly wanted: number;
  /** Size of the gap over the largest that may be called close. */
  readonly relative: number;
  readonly weight: number;
  readonly cost: number;
}

/** The gaps of the features that the target asks for, most costly first. */
function gapsOf(track: Track, { target }: Reading): Gap[] {
  return FEATURES.filter((feature) => target.weights[feature] > 0)
    .map((feature) => {
      const [value, wanted, weight] = [track.features[feature], target.features[feature], target.weights[feature]];
      const difference = normaliseFeature(feature, value) - normaliseFeature(feature, wanted);
      const relative = Math.abs(value - wanted) / FEATURE_PHRASES[feature].closeWithin;
      return { feature, value, wanted, relative, weight, cost: weight * difference ** 2 };
    })
    .sort((a, b) => b.cost - a.cost);
}

function themeReasons(track: Track, { target }: Reading): Reason[] {
  const shared = target.themes
    .filter(({ theme, weight }) => weight > 0 && track.themes.includes(theme))
    .sort((a, b) => b.weight - a.weight);
  const sure = shared.filter(({ weight }) => weight >= SURE_THEME).slice(0, 2);
  if (shared.length > 0 && isThemedByTitle(track.ordinal)) {
    const moment = sure.length > 0 ? 'and so does your moment' : 'which your moment hints at';
    return [{ kind: 'theme', text: `Its title speaks of ${THEME_PHRASES[shared[0]!.theme]}, ${moment}` }];
  }
  if (sure.length > 0) {
    const about = sure.map(({ theme }) => THEME_PHRASES[theme]).join(' and ');
    return [{ kind: 'theme', text: `About ${about}, and so is your moment${evidenceFor(sure)}` }];
  }
  return shared
    .slice(0, 1)
    .map(({ theme }) => ({ kind: 'theme', text: `About ${THEME_PHRASES[theme]}, which your moment hints at` }));
}

/** What in the picture or the words tells of the themes, after a colon; nothing where it is not known. */
function evidenceFor(themes: readonly WeightedTheme[]): string {
  const because = [...new Set(themes.flatMap(({ because: told }) => told ?? []))];
  return because.length === 0 ? '' : `: ${because.join(', ')}`;
}

/** What is close and worth saying; what counts more and is closer comes first. */
function closeReasons(gaps: readonly Gap[]): Reason[] {
  const merit = (gap: Gap) => gap.weight * (1.25 - gap.relative);
  return gaps
    .filter((gap) => gap.relative <= 1)
    .sort((a, b) => merit(b) - merit(a))
    .flatMap(({ feature, value, wanted }): Reason[] => {
      const phrase = FEATURE_PHRASES[feature];
      const described = phrase.describe(value);
      if (described === null || (phrase.asAsked && phrase.describe(wanted) !== described)) return [];
      return [{ kind: 'close', feature, text: phrase.close(described, phrase.format(value), phrase.format(wanted)) }];
    })
    .slice(0, MOST_REASONS - 1);
}

/** Where nothing is close, what comes nearest; then the difference that counts most, where it is one. */
function gapReasons(gaps: readonly Gap[], inFavour: readonly Reason[]): Reason[] {
  const reasons: Reason[] = [];
  const largest = gaps.find((gap) => gap.relative > 1);
  const [nearest] = [...gaps].sort((a, b) => a.relative - b.relative);
  if (inFavour.length === 0 && nearest && nearest !== largest) {
    const text = `Comes nearest in ${FEATURE_PHRASES[nearest.feature].noun} (${figures(nearest)})`;
    reasons.push({ kind: 'nearest', feature: nearest.feature, text });
  }
  if (largest) {
    const { above, below } = FEATURE_PHRASES[largest.feature];
    const comparison = largest.value > largest.wanted ? above : below;
    const text = `The difference that counts most: ${comparison} than fits (${figures(largest)})`;
    reasons.push({ kind: 'largest-gap', feature: largest.feature, text });
  }
  return reasons;
}

function figures({ feature, value, wanted }: Gap): string {
  const { format, unit } = FEATURE_PHRASES[feature];
  return `${format(value)} against ${format(wanted)}${unit}`;
}

function popularityReason({ popularity }: Track): Reason {
  const known = popularity >= 85 ? 'Nearly everyone knows it' : popularity >= 60 ? 'Widely known' : 'Not widely known';
  return { kind: 'popularity', text: known };
}
