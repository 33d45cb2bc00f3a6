/** A song as the target, and in what another one is like it. */
import type { Track } from '../catalogue/track.ts';
import type { Reading } from '../contracts/pipeline.ts';
import { DEFAULT_WEIGHTS, FEATURES, normaliseFeature } from '../features.ts';
import { FEATURE_PHRASES } from './feature-phrases.ts';
import { THEME_PHRASES } from './theme-phrases.ts';

/** How much the song's first, second, third and fourth theme are asked for. */
const THEME_WEIGHTS = [0.6, 0.5, 0.4, 0.3];

/** Reasons beside the themes and the genre. */
const MOST_FEATURES = 2;

/** The reading of a moment that is the song itself. */
export function readingOfTrack({ features, themes }: Track): Reading {
  const { valence, energy } = features;
  return {
    mood: { valence, energy, word: 'alike', confidence: 1, sensitive: false, evidence: [] },
    target: {
      features,
      weights: DEFAULT_WEIGHTS,
      themes: themes.map((theme, at) => ({ theme, weight: THEME_WEIGHTS[at] ?? THEME_WEIGHTS.at(-1)! })),
      occasions: [],
      explicit: null,
    },
  };
}

type Comparable = Pick<Track, 'features' | 'themes' | 'genre'>;

/** One to four sentences without a full stop, from the figures, themes and genres of both. */
export function whySimilar(track: Comparable, other: Comparable): string[] {
  const reasons: string[] = [];
  const shared = track.themes.filter((theme) => other.themes.includes(theme)).slice(0, 2);
  if (shared.length > 0) reasons.push(`Both about ${shared.map((theme) => THEME_PHRASES[theme]).join(' and ')}`);
  if (track.genre !== null && track.genre === other.genre) reasons.push(`Both ${track.genre}`);
  const gaps = FEATURES.map((feature) => {
    const [a, b] = [track.features[feature], other.features[feature]];
    const relative = Math.abs(a - b) / FEATURE_PHRASES[feature].closeWithin;
    const cost = DEFAULT_WEIGHTS[feature] * (normaliseFeature(feature, a) - normaliseFeature(feature, b)) ** 2;
    return { feature, a, b, relative, cost };
  });
  const figures = ({ feature, a, b }: (typeof gaps)[number]) => {
    const { format, unit } = FEATURE_PHRASES[feature];
    return `${format(b)} against ${format(a)}${unit}`;
  };
  const close = gaps
    .filter(({ relative }) => relative <= 1)
    .sort(
      (x, y) => DEFAULT_WEIGHTS[y.feature] * (1.25 - y.relative) - DEFAULT_WEIGHTS[x.feature] * (1.25 - x.relative),
    );
  for (const gap of close.slice(0, MOST_FEATURES)) {
    reasons.push(`Close in ${FEATURE_PHRASES[gap.feature].noun} (${figures(gap)})`);
  }
  if (close.length === 0) {
    const largest = gaps.reduce((most, gap) => (gap.cost > most.cost ? gap : most));
    const { above, below } = FEATURE_PHRASES[largest.feature];
    reasons.push(`The difference that counts most: ${largest.b > largest.a ? above : below} (${figures(largest)})`);
  }
  return reasons;
}
