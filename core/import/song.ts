/** One row of a dataset as a song of the catalogue, or why it cannot be one. */
import type { Track } from '../catalogue/track.ts';
import { type AudioFeatures, FEATURE_RANGES, FEATURES, type Feature } from '../features.ts';
import { titleThemes } from '../lexicon/title-themes.ts';
import { externalIdOf, isrcOf } from './keys.ts';
import { type Field, type Layout, needsMoods } from './layouts.ts';
import { numberOf, type Scales } from './scales.ts';

/** A song without what only the catalogue gives it. */
export type ImportedSong = Omit<Track, 'trackId' | 'ordinal'>;

export type Parsed = { readonly song: ImportedSong } | { readonly refused: string };

/** Where a dataset has no such column: the usual length of a song, and what most unrated songs are. */
const USUAL_SECONDS = 210;
const UNKNOWN_POPULARITY = 30;
/** What classifiers of mood do not tell; medians of measured catalogues. They count little in distances. */
const UNTOLD = { liveness: 0.13, speechiness: 0.05, loudness: -7.5 } as const;
/** DynamoDB refuses numbers below 1e-130; posting blocks end at 1.5e-5. */
const SMALLEST_SHARE = 1e-9;
/** Clipped masters reach a little above full scale. */
const LOUDEST_DB = 6;

class Refusal extends Error {}

/** Reads a row. Cells are as they stand in the file. */
export function parseSong(cells: readonly string[], layout: Layout, scales: Scales): Parsed {
  const cell = (field: Field) => {
    const column = layout.columns.get(field);
    return column === undefined ? '' : (cells[column] ?? '').trim().normalize('NFC');
  };
  try {
    return { song: songOf(cell, layout, scales) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message };
    throw error;
  }
}

type Cell = (field: Field) => string;

function songOf(cell: Cell, layout: Layout, scales: Scales): ImportedSong {
  const title = cell('title');
  const artist = firstArtist(cell('artist'));
  if (isMissing(title)) throw new Refusal('has no title');
  if (isMissing(artist)) throw new Refusal('has no artist');
  const externalId = externalIdOf(cell('id'));
  const isrc = isrcOf(cell('isrc'));
  const language = cell('language').toLowerCase();
  const themes = titleThemes(title);
  return {
    title,
    artist,
    year: yearOf(cell('year')),
    genre: genreOf(cell('genre')),
    language: /^([a-z]{2}|zxx)$/.test(language) ? language : null,
    explicit: explicitOf(cell('explicit')),
    popularity: popularityOf(cell('popularity')),
    themes,
    notFor: themes.includes('christmas') ? ['out-of-season'] : [],
    note: null,
    durationSeconds: durationOf(cell, layout, scales),
    features: needsMoods(layout) ? featuresOfMoods(cell, scales) : featuresOf(cell, scales),
    mode: /^(0|0\.0|minor)$/i.test(cell('mode')) ? 'minor' : 'major',
    source: cell('source') || layout.name,
    ...(externalId === undefined ? {} : { externalId }),
    ...(isrc === undefined ? {} : { isrc }),
  };
}

const isMissing = (text: string) => text === '' || /^(nan|null|none|n\/a)$/i.test(text);

/** Of a list as Python writes it, of JSON, or with semicolons; commas belong to names. */
export function firstArtist(cell: string): string {
  if (!cell.startsWith('[')) return cell.split(';')[0]!.trim();
  const match = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/.exec(cell);
  if (!match) return cell === '[]' ? '' : cell;
  return (match[1] ?? match[2] ?? '').replace(/\\(.)/g, '$1').trim();
}

function genreOf(cell: string): string | null {
  const genre = firstArtist(cell).toLowerCase().replace(/\s+/g, ' ');
  return isMissing(genre) ? null : genre;
}

/** The year of a year or a date; null for 0 and what no recording can have. */
function yearOf(cell: string): number | null {
  const year = Number(/(?:^|\D)(\d{4})(?:\D|$)/.exec(cell)?.[1]);
  return year >= 1860 && year <= 2155 ? year : null;
}

function explicitOf(cell: string): boolean | null {
  if (/^(true|1|1\.0|yes)$/i.test(cell)) return true;
  return /^(false|0|0\.0|no)$/i.test(cell) ? false : null;
}

function popularityOf(cell: string): number {
  const value = numberOf(cell);
  return value === null || value < 0 || value > 100 ? UNKNOWN_POPULARITY : Math.round(value);
}

function durationOf(cell: Cell, { columns }: Layout, scales: Scales): number {
  if (!columns.has('duration')) return USUAL_SECONDS;
  const seconds = (numberOf(cell('duration')) ?? 0) * scales.duration;
  if (seconds <= 0) throw new Refusal('has no duration');
  return Math.max(1, Math.round(seconds * 10) / 10);
}

function featuresOf(cell: Cell, scales: Scales): AudioFeatures {
  return Object.fromEntries(FEATURES.map((feature) => [feature, featureOf(cell, feature, scales)])) as AudioFeatures;
}

function featureOf(cell: Cell, feature: Feature, scales: Scales): number {
  const value = numberOf(cell(feature));
  if (value === null) throw new Refusal(`has no ${feature}`);
  if (feature === 'tempo') return tempoOf(value);
  if (feature === 'loudness') return loudnessOf(value, scales);
  const share = value * (scales.shares.get(feature) ?? 1);
  if (share < 0 || share > 1) throw new Refusal(`has a ${feature} out of range`);
  return share < SMALLEST_SHARE ? 0 : withoutNoise(share);
}

/** What dividing leaves behind the digits that the dataset has: 0.7000000000000001. */
const withoutNoise = (share: number) => Number(share.toPrecision(12));

/** Programs that find no beat say 0. A tempo outside the range is kept as the nearest in it. */
function tempoOf(value: number): number {
  if (value === 0) throw new Refusal('has the tempo 0: no beat was found');
  if (value < 0 || value > 400) throw new Refusal('has a tempo out of range');
  return clamp('tempo', value);
}

function loudnessOf(value: number, { loudness }: Scales): number {
  const dB = loudness === 'share' ? value * 60 - 60 : loudness === 'positive' ? -Math.abs(value) : value;
  if (dB > LOUDEST_DB || dB < -100) throw new Refusal('has a loudness out of range');
  return clamp('loudness', dB);
}

function clamp(feature: Feature, value: number): number {
  const { min, max } = FEATURE_RANGES[feature];
  return Math.min(max, Math.max(min, value));
}

/** Valence from happy against sad, energy from party and aggressive against relaxed: probabilities 0..1 each. */
function featuresOfMoods(cell: Cell, scales: Scales): AudioFeatures {
  const mood = (field: Field) => {
    const value = numberOf(cell(field));
    if (value === null || value < 0 || value > 1) throw new Refusal(`has no ${field} between 0 and 1`);
    return value;
  };
  const told = (field: 'danceability' | 'acousticness' | 'instrumentalness') => featureOf(cell, field, scales);
  return {
    danceability: told('danceability'),
    energy: withoutNoise((Math.max(mood('moodParty'), mood('moodAggressive')) + 1 - mood('moodRelaxed')) / 2),
    valence: withoutNoise((mood('moodHappy') + 1 - mood('moodSad')) / 2),
    tempo: featureOf(cell, 'tempo', scales),
    acousticness: told('acousticness'),
    instrumentalness: told('instrumentalness'),
    ...UNTOLD,
  };
}
