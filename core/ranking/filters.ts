/**
 * Filters over tracks and over packed posting records. A record is judged first, without being read in full; it holds
 * rounded figures, so that test lets pass whatever may match, and the track itself is judged exactly.
 */
import type { Track } from '../catalogue/track.ts';
import type { FilterCoverage, OfferedFilters, SongFilters } from '../contracts/filters.ts';
import type { Reading } from '../contracts/pipeline.ts';
import { denormaliseFeature, FEATURE_RANGES, FEATURES, normaliseFeature } from '../features.ts';
import { FLAGS, type PostingBlock } from '../posting-block.ts';
import { artistKey } from './same-recording.ts';

/** The index's dictionaries, by which records name genres and languages. */
export interface Dictionaries {
  readonly genres: readonly string[];
  readonly languages: readonly string[];
}

/** Tells whether a row of a block may match. */
export type RecordTest = (block: PostingBlock, row: number) => boolean;

/** One step of a 16-bit figure, doubled because 32-bit floats round too. */
const ROUNDING = 2 / 65_535;
/** Posting records keep years outside these as the outermost. */
const [FIRST_YEAR, LAST_YEAR] = [1901, 2155];

const genreKey = (genre: string) => genre.trim().toLowerCase().replace(/\s+/g, ' ');

/**
 * True where the track is known to meet every filter: what is not known of it meets none, but for an excluded genre.
 * `clean` lets pass what is not known as well; whoever lists it gives that up last, and marks the song.
 */
export function matchesFilters(track: Track, filters: SongFilters): boolean {
  const { explicit, languages, decades, genres, banArtists = [], features = {} } = filters;
  if (explicit === 'clean' && track.explicit === true) return false;
  if (explicit === 'only' && track.explicit !== true) return false;
  if (languages && (track.language === null || !languages.includes(track.language))) return false;
  const years = yearsOf(decades);
  if (years && (track.year === null || track.year < years.from || track.year > years.to)) return false;
  const genre = track.genre === null ? null : genreKey(track.genre);
  if (genres?.include && (genre === null || !genres.include.some((wanted) => genreKey(wanted) === genre))) return false;
  if (genre !== null && genres?.exclude?.some((unwanted) => genreKey(unwanted) === genre)) return false;
  if (banArtists.some((banned) => artistKey(banned) === artistKey(track.artist))) return false;
  return FEATURES.every((feature) => {
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = features[feature] ?? {};
    return track.features[feature] >= min && track.features[feature] <= max;
  });
}

/** The part of `matchesFilters` that a record can tell; never refuses one whose track matches. */
export function recordTest(filters: SongFilters, dictionaries: Dictionaries): RecordTest {
  const { explicit, languages, genres } = filters;
  const years = yearsOf(filters.decades);
  const tests: RecordTest[] = [];
  if (explicit === 'clean') tests.push((block, row) => (block.flags(row) & FLAGS.explicit) === 0);
  if (explicit === 'only') tests.push((block, row) => (block.flags(row) & FLAGS.explicit) !== 0);
  if (languages) {
    const wanted = idsOf(dictionaries.languages, languages);
    tests.push((block, row) => wanted.has(block.language(row)));
  }
  if (genres?.include) {
    const wanted = idsOf(dictionaries.genres, genres.include);
    tests.push((block, row) => wanted.has(block.genre(row)));
  }
  if (genres?.exclude) {
    const unwanted = idsOf(dictionaries.genres, genres.exclude);
    tests.push((block, row) => !unwanted.has(block.genre(row)));
  }
  if (years) {
    const from = Math.min(years.from, LAST_YEAR);
    const to = Math.max(years.to, FIRST_YEAR);
    tests.push((block, row) => {
      const year = block.year(row);
      return year >= from && year <= to && year !== 0;
    });
  }
  FEATURES.forEach((feature, dimension) => {
    const range = filters.features?.[feature];
    if (!range) return;
    const { min = FEATURE_RANGES[feature].min, max = FEATURE_RANGES[feature].max } = range;
    const from = normaliseFeature(feature, min) - ROUNDING;
    const to = normaliseFeature(feature, max) + ROUNDING;
    tests.push((block, row) => {
      const value = block.figure(row, dimension);
      return value >= from && value <= to;
    });
  });
  return (block, row) => tests.every((test) => test(block, row));
}

/**
 * The reading as it stands under the filters: their weights in place of its own, figures moved into the ranges asked
 * for, so that the search begins where matching songs are. A filter of explicit songs is kept as a filter.
 */
export function readingUnder(reading: Reading, filters: SongFilters): Reading {
  const { target } = reading;
  const features = { ...target.features };
  for (const feature of FEATURES) {
    const range = filters.features?.[feature];
    if (!range) continue;
    const { min, max } = range;
    const clamped = Math.min(
      max ?? Number.POSITIVE_INFINITY,
      Math.max(min ?? Number.NEGATIVE_INFINITY, features[feature]),
    );
    features[feature] = denormaliseFeature(feature, normaliseFeature(feature, clamped));
  }
  return {
    ...reading,
    target: {
      ...target,
      features,
      weights: { ...target.weights, ...filters.weights },
      explicit: filters.explicit === undefined ? target.explicit : null,
    },
  };
}

/** Filters that were loosened, and what a list made with them has to say. */
export interface Relaxation {
  readonly filters: SongFilters;
  readonly note: string | null;
}

/**
 * The filters as they are, and then without one after another, for where nothing matches. Never given up: what is
 * asked of explicit songs, banned artists and excluded genres.
 */
export function relaxationsOf(filters: SongFilters): Relaxation[] {
  const relaxations: Relaxation[] = [{ filters, note: null }];
  const given: string[] = [];
  let left = filters;
  const giveUp = (what: string, loosened: SongFilters) => {
    left = loosened;
    given.push(what);
    const names = given.length === 1 ? given[0] : `${given.slice(0, -1).join(', ')} and ${given.at(-1)}`;
    relaxations.push({ filters: left, note: `No song met every filter, so the list leaves aside ${names}.` });
  };
  if (Object.keys(left.features ?? {}).length > 0) giveUp('the ranges of sound', without(left, 'features'));
  if (left.decades) giveUp('the decades', without(left, 'decades'));
  if (left.genres?.include) {
    const { exclude } = left.genres;
    giveUp('the genres', { ...without(left, 'genres'), ...(exclude ? { genres: { exclude } } : {}) });
  }
  if (left.languages) giveUp('the languages', without(left, 'languages'));
  return relaxations;
}

/** Shares of tracks, 0..1, of which is known what each filter asks; 0 for no tracks. */
export function coverageOf(tracks: readonly Track[]): FilterCoverage {
  const share = (isKnown: (track: Track) => boolean) =>
    tracks.length === 0 ? 0 : tracks.filter(isKnown).length / tracks.length;
  return {
    explicit: share((track) => track.explicit !== null),
    languages: share((track) => track.language !== null),
    decades: share((track) => track.year !== null),
    genres: share((track) => track.genre !== null),
  };
}

/** Most genres, and most languages, that a page offers. */
const MOST_OFFERED = 24;

/** What a catalogue can be asked for, from its index's facts: genres and languages commonest first. */
export function offeredFilters(meta: Dictionaries & { coverage?: FilterCoverage | undefined }): OfferedFilters {
  const known = (values: readonly string[]) => values.filter((value) => value !== '').slice(0, MOST_OFFERED);
  return {
    genres: known(meta.genres),
    languages: known(meta.languages),
    coverage: meta.coverage ?? NOT_TOLD,
  };
}

/** Of an index from before filters. */
export const NOT_TOLD: FilterCoverage = { explicit: null, languages: null, decades: null, genres: null };

const COVERED: readonly [keyof FilterCoverage, string][] = [
  ['explicit', 'Whether a song is explicit'],
  ['languages', 'The language'],
  ['decades', 'The year'],
  ['genres', 'The genre'],
];

/** A sentence for each filter in use that cannot judge the whole catalogue. */
export function coverageNotes(filters: SongFilters, coverage: FilterCoverage): string[] {
  return COVERED.flatMap(([filter, what]) => {
    const isUsed = filter === 'explicit' ? (filters.explicit ?? 'any') !== 'any' : filters[filter] !== undefined;
    const known = coverage[filter];
    if (!isUsed || known === null || known === 1) return [];
    // Rounded down: 99.9 % is not all.
    return [`${what} is known for ${Math.floor(known * 100)} % of the catalogue; this filter cannot judge the rest.`];
  });
}

/** First and last year of the decades asked for; null where none are. */
export function yearsOf(decades: SongFilters['decades']): { from: number; to: number } | null {
  if (decades?.from === undefined && decades?.to === undefined) return null;
  return { from: decades.from ?? 0, to: (decades.to ?? 9990) + 9 };
}

/** Ids of a dictionary's values, id 0 (not known) never among them. */
export function idsOf(dictionary: readonly string[], wanted: readonly string[]): Set<number> {
  const keys = new Set(wanted.map(genreKey));
  return new Set(dictionary.flatMap((value, id) => (id > 0 && keys.has(genreKey(value)) ? [id] : [])));
}

function without<K extends keyof SongFilters>(filters: SongFilters, name: K): Omit<SongFilters, K> {
  const { [name]: _, ...rest } = filters;
  return rest;
}
