/** A made-up catalogue of any size that has the traits a search stumbles over: skewed, correlated, partly unknown. */
import { FIRST_IMPORTED_ORDINAL, type Track } from '../../core/catalogue/track.ts';
import { trackIds } from '../../core/contracts/names.ts';

import {
  type AudioFeatures,
  denormaliseFeature,
  FEATURES,
  MAX_DURATION_SECONDS,
  VECTOR_DIMENSIONS,
} from '../../core/features.ts';
import { seededRandom } from '../../core/random.ts';
import { THEMES, type Theme } from '../../core/themes.ts';
import { syntheticPoints } from '../synthetic-rows.ts';

/** Shares of genres in percent; the three that filters are measured with, and others like a real catalogue's. */
const GENRES = [
  14, 12, 9, 8, 7, 6, 5, 4.5, 4, 3.5, 3, 2.5, 2.2, 2, 1.8, 1.5, 1.2, 1, 0.8, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1,
];
const GENRES_UP_TO = GENRES.map((_, at) => GENRES.slice(0, at + 1).reduce((sum, share) => sum + share, 0));
const LANGUAGES = ['en', 'es', 'pt', 'de', 'fr', 'ja', 'ko', 'it', 'hi', 'sv', 'zxx'];
const UNKNOWN = { genre: 0.08, language: 0.4, year: 0.05, explicit: 0.3 };
const EXPLICIT = 0.12;
const THEMED = 0.1;
/** How strongly a genre keeps to its own corner of the energies. */
const GENRE_TRIES = 4;

/** `count` tracks; the same for the same seed. */
export function syntheticTracks(count: number, seed: number): Track[] {
  const points = syntheticPoints(count, seed);
  const random = seededRandom(seed + 1);
  return Array.from({ length: count }, (_, row) => {
    const ordinal = FIRST_IMPORTED_ORDINAL + row;
    const at = row * VECTOR_DIMENSIONS;
    const features = Object.fromEntries(
      FEATURES.map((feature, d) => [feature, denormaliseFeature(feature, points[at + d]!)]),
    ) as AudioFeatures;
    const known = <T>(unknown: number, value: () => T): T | null => (random() < unknown ? null : value());
    return {
      trackId: trackIds.fromOrdinal(ordinal),
      ordinal,
      title: `Title ${ordinal.toString(36)}`,
      artist: `Artist ${Math.floor(random() ** 2 * count * 0.2).toString(36)}`,
      year: known(UNKNOWN.year, () => 2024 - Math.floor(75 * random() ** 2)),
      genre: known(UNKNOWN.genre, () => genreOf(features.energy, random)),
      language: known(UNKNOWN.language, () => LANGUAGES[Math.floor(LANGUAGES.length * random() ** 2.5)]!),
      explicit: known(UNKNOWN.explicit, () => random() < EXPLICIT),
      popularity: Math.floor(100 * random() ** 3),
      themes: random() < THEMED ? themesOf(random) : [],
      notFor: [],
      note: null,
      durationSeconds: 61 + points[at + FEATURES.length + 1]! * (MAX_DURATION_SECONDS - 61),
      features,
      mode: points[at + FEATURES.length]! > 0.5 ? 'major' : 'minor',
      source: 'synthetic',
    };
  });
}

/** Genres have an energy of their own, so that one of them lies in some clusters and not in others. */
function genreOf(energy: number, random: () => number): string {
  let genre = 0;
  for (let tries = 0; tries < GENRE_TRIES; tries++) {
    const drawn = random() * GENRES_UP_TO.at(-1)!;
    genre = GENRES_UP_TO.findIndex((upTo) => drawn < upTo);
    const own = ((genre * 7) % GENRES.length) / GENRES.length;
    if (random() < 1.2 - 1.6 * Math.abs(energy - own)) break;
  }
  return `genre ${genre}`;
}

function themesOf(random: () => number): Theme[] {
  const pick = () => THEMES[Math.floor(THEMES.length * random() ** 1.7)]!;
  return [...new Set(random() < 0.3 ? [pick(), pick()] : [pick()])];
}
