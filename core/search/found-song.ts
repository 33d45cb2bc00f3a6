/** A song that a search found, with what speaks for it in plain words. */
import type { Track } from '../catalogue/track.ts';
import type { Song } from '../contracts/pipeline.ts';
import { FEATURES } from '../features.ts';
import { FEATURE_PHRASES } from '../ranking/feature-phrases.ts';
import { THEME_PHRASES } from '../ranking/theme-phrases.ts';
import type { SearchQuery } from './query.ts';

/**
 * The song as the API lists it.
 * @param distance 0 is all that was asked for, about 1 something else
 */
export function foundSong(track: Track, distance: number, query: SearchQuery): Song {
  const { trackId, title, artist, year, genre, language, explicit, themes, features, source } = track;
  const facts = { trackId, title, artist, year, genre, language, explicit, themes, features, source };
  return { ...facts, distance, why: whyFound(track, query) };
}

/** One or more sentences without a full stop. */
function whyFound(track: Track, { words, sound, themes, filters }: SearchQuery): string[] {
  const reasons: string[] = [];
  if (words.length > 0) reasons.push('Its title and artist are nearest to your words');
  const shared = themes.filter((theme) => track.themes.includes(theme));
  if (shared.length > 0) reasons.push(`About ${shared.map((theme) => THEME_PHRASES[theme]).join(' and ')}`);
  if (filters.decades && track.year !== null) reasons.push(`From ${track.year}`);
  if (filters.genres?.include && track.genre !== null) reasons.push(`Its genre is ${track.genre}`);
  const asked = FEATURES.filter((feature) => sound[feature] !== undefined || filters.features?.[feature] !== undefined);
  for (const feature of asked) {
    const { describe, format, noun, unit } = FEATURE_PHRASES[feature];
    const value = track.features[feature];
    const name = `${noun[0]!.toUpperCase()}${noun.slice(1)}`;
    reasons.push(`${describe(value) ?? name} (${format(value)}${unit})`);
  }
  if (filters.explicit === 'clean' && track.explicit === null) reasons.push('Not checked for explicit words');
  return reasons.length > 0 ? reasons : ['It meets what you asked for'];
}
