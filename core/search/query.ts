/** Reads one search box: 'sad 90s guitar, no lyrics' is a sound, a decade and a range; what is left names a song. */
import type { SongFilters } from '../contracts/filters.ts';
import type { Target } from '../contracts/pipeline.ts';
import { type AudioFeatures, DEFAULT_WEIGHTS, FEATURES, type FeatureWeights } from '../features.ts';
import { isTheme, type Theme } from '../themes.ts';
import { FILLERS, MEANINGS, type Meaning, NEGATED, NEGATIONS } from './vocabulary.ts';
import { wordsOf } from './words.ts';

/** A search as it was understood. */
export interface SearchQuery {
  /** Words of a title or an artist, at most MAX_WORDS; where there are any, they decide. */
  readonly words: readonly string[];
  readonly sound: Partial<AudioFeatures>;
  readonly themes: readonly Theme[];
  readonly filters: SongFilters;
}

/** More words of a title are not needed to tell a song, and each costs two reads. */
export const MAX_WORDS = 6;
const LONGEST_PHRASE = 4;
const THEME_WEIGHT = 0.8;
/** What is not asked of the sound is as it is in the middle, and counts nothing. */
const MIDDLE: AudioFeatures = {
  danceability: 0.5,
  energy: 0.5,
  valence: 0.5,
  tempo: 115,
  acousticness: 0.4,
  instrumentalness: 0.1,
  liveness: 0.15,
  speechiness: 0.05,
  loudness: -9,
};

/**
 * Any text is understood somehow; nothing is refused.
 * @param genres of the index: longer phrases are looked for first, so that "folk rock" is one genre
 */
export function parseQuery(text: string, genres: readonly string[]): SearchQuery {
  const tokens = wordsOf(text);
  const genreOf = new Map(genres.filter(Boolean).map((genre) => [wordsOf(genre).join(' '), genre]));
  const words: string[] = [];
  const themes = new Set<Theme>();
  const meanings: Meaning[] = [];
  const include: string[] = [];
  const exclude: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const negated = NEGATIONS.has(tokens[at]!) && at + 1 < tokens.length;
    const from = negated ? at + 1 : at;
    const found = phraseAt(tokens, from, (phrase) => {
      const meaning = negated ? NEGATED[phrase] : (MEANINGS[phrase] ?? decadeOf(phrase));
      if (meaning) meanings.push(meaning);
      else if (genreOf.has(phrase)) (negated ? exclude : include).push(genreOf.get(phrase)!);
      else if (!negated && isTheme(phrase.replaceAll(' ', '-'))) themes.add(phrase.replaceAll(' ', '-') as Theme);
      else return false;
      return true;
    });
    if (found > 0) at = from + found;
    else {
      if (!FILLERS.has(tokens[at]!)) words.push(tokens[at]!);
      at += 1;
    }
  }
  // A title may be made of fillers alone.
  const nothing = meanings.length + themes.size + include.length + exclude.length + words.length === 0;
  return {
    words: [...new Set(nothing ? tokens : words)].slice(0, MAX_WORDS),
    sound: Object.assign({}, ...meanings.map(({ sound }) => sound)),
    themes: [...themes],
    filters: filtersOf(meanings, include, exclude),
  };
}

/** What a search asks of the sound and the themes; features that it does not name count nothing. */
export function targetOfQuery({ sound, themes }: SearchQuery): Target {
  const weights = Object.fromEntries(
    FEATURES.map((feature) => [feature, sound[feature] === undefined ? 0 : DEFAULT_WEIGHTS[feature]]),
  ) as FeatureWeights;
  return {
    features: { ...MIDDLE, ...sound },
    weights,
    themes: themes.map((theme) => ({ theme, weight: THEME_WEIGHT })),
    occasions: [],
    explicit: null,
  };
}

/** Words of the longest phrase from `at` that means something; 0 where none does. */
function phraseAt(tokens: readonly string[], at: number, isUnderstood: (phrase: string) => boolean): number {
  for (let length = Math.min(LONGEST_PHRASE, tokens.length - at); length > 0; length--) {
    if (isUnderstood(tokens.slice(at, at + length).join(' '))) return length;
  }
  return 0;
}

/** "90s" and "1990s"; a single year is none, since it names a title as often as a time. */
function decadeOf(phrase: string): Meaning | null {
  const match = /^(?:(18|19|20)(\d)0|(\d)0)s$/.exec(phrase);
  if (!match) return null;
  const [, century, tens, short] = match;
  const from =
    short === undefined ? Number(`${century}${tens}0`) : (Number(short) <= 2 ? 2000 : 1900) + Number(short) * 10;
  return from < 1860 ? null : { filters: { decades: { from, to: from } } };
}

/** All filters together; of two decades the span, of two languages both. */
function filtersOf(meanings: readonly Meaning[], include: string[], exclude: string[]): SongFilters {
  let all: SongFilters = {};
  for (const { filters = {} } of meanings) {
    const decades = [all.decades, filters.decades].filter((some) => some !== undefined);
    const languages = [...(all.languages ?? []), ...(filters.languages ?? [])];
    all = {
      ...all,
      ...filters,
      ...(languages.length > 0 ? { languages: [...new Set(languages)] } : {}),
      ...(decades.length > 0
        ? {
            decades: {
              from: Math.min(...decades.map(({ from }) => from!)),
              to: Math.max(...decades.map(({ to }) => to!)),
            },
          }
        : {}),
    };
  }
  if (include.length === 0 && exclude.length === 0) return all;
  return {
    ...all,
    genres: { ...(include.length > 0 ? { include } : {}), ...(exclude.length > 0 ? { exclude } : {}) },
  };
}
