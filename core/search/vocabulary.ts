/** What words of a search ask for beside a title or an artist. */
import type { SongFilters } from '../contracts/filters.ts';
import type { AudioFeatures } from '../features.ts';

/** What one word or phrase asks for: a sound to come near to, or a filter. */
export interface Meaning {
  readonly sound?: Partial<AudioFeatures>;
  readonly filters?: SongFilters;
}

const WITHOUT_VOICE: Meaning = { filters: { features: { instrumentalness: { min: 0.5 } } } };

/** Moods, instruments and manners; words in the form of `wordsOf`. */
export const MEANINGS: Readonly<Record<string, Meaning>> = {
  sad: { sound: { valence: 0.2, energy: 0.3 } },
  melancholy: { sound: { valence: 0.25, energy: 0.3 } },
  gloomy: { sound: { valence: 0.15 } },
  dark: { sound: { valence: 0.2 } },
  happy: { sound: { valence: 0.85, energy: 0.65 } },
  cheerful: { sound: { valence: 0.85 } },
  upbeat: { sound: { valence: 0.8, energy: 0.8 } },
  calm: { sound: { energy: 0.2, loudness: -16 } },
  relaxing: { sound: { energy: 0.2, acousticness: 0.7 } },
  mellow: { sound: { energy: 0.3 } },
  gentle: { sound: { energy: 0.25 } },
  energetic: { sound: { energy: 0.9 } },
  angry: { sound: { valence: 0.3, energy: 0.9 } },
  aggressive: { sound: { valence: 0.3, energy: 0.95 } },
  romantic: { sound: { valence: 0.6, energy: 0.35 } },
  dreamy: { sound: { energy: 0.35, acousticness: 0.5 } },
  guitar: { sound: { acousticness: 0.6, danceability: 0.5 } },
  piano: { sound: { acousticness: 0.85, energy: 0.3 } },
  acoustic: { sound: { acousticness: 0.85 } },
  electric: { sound: { acousticness: 0.1 } },
  fast: { sound: { tempo: 150 } },
  slow: { sound: { tempo: 75 } },
  loud: { sound: { loudness: -5, energy: 0.85 } },
  quiet: { sound: { loudness: -18, energy: 0.2 } },
  danceable: { sound: { danceability: 0.85 } },
  live: { sound: { liveness: 0.8 } },
  spoken: { sound: { speechiness: 0.5 } },
  instrumental: WITHOUT_VOICE,
  clean: { filters: { explicit: 'clean' } },
  explicit: { filters: { explicit: 'only' } },
  'deep cuts': { filters: { popularity: 1 } },
  'well known': { filters: { popularity: 0 } },
  english: { filters: { languages: ['en'] } },
  spanish: { filters: { languages: ['es'] } },
  french: { filters: { languages: ['fr'] } },
  german: { filters: { languages: ['de'] } },
  italian: { filters: { languages: ['it'] } },
  portuguese: { filters: { languages: ['pt'] } },
  japanese: { filters: { languages: ['ja'] } },
  korean: { filters: { languages: ['ko'] } },
  hindi: { filters: { languages: ['hi'] } },
};

/** What "no", "without" and "not" before a word ask for, where that is not the other genre. */
export const NEGATED: Readonly<Record<string, Meaning>> = {
  lyrics: WITHOUT_VOICE,
  words: WITHOUT_VOICE,
  vocals: WITHOUT_VOICE,
  singing: WITHOUT_VOICE,
  voice: WITHOUT_VOICE,
  swearing: { filters: { explicit: 'clean' } },
  explicit: { filters: { explicit: 'clean' } },
};

/** Words that ask for nothing by themselves. */
export const FILLERS = new Set(
  'a an and about any at by for from i in is it like me music my of on or some something song songs that the to track tracks with'.split(
    ' ',
  ),
);
export const NEGATIONS = new Set(['no', 'without', 'not']);
