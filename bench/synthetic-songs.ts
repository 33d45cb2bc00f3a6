/** Songs as a large catalogue has them: titles and artists of words that are as frequent as words are (Zipf). */
import type { Track } from '../core/catalogue/track.ts';
import { trackIds } from '../core/contracts/names.ts';
import {
  type AudioFeatures,
  denormaliseFeature,
  FEATURES,
  MAX_DURATION_SECONDS,
  VECTOR_DIMENSIONS,
} from '../core/features.ts';
import { seededRandom } from '../core/random.ts';
import { syntheticPoints } from './synthetic-rows.ts';

const ONSETS = 'b br c ch d dr f fl g gr h j k l m n p pr qu r s sh st t th tr v w'.split(' ');
const VOWELS = 'a e i o u ai ea ee oo ou'.split(' ');
const CODAS = ['', '', '', 'n', 'r', 's', 't', 'l', 'm', 'ck', 'nd', 'ng'];
const GENRES = 'pop rock jazz folk metal soul house techno country ambient'.split(' ');
/** Words of titles that a catalogue of a million songs has, about: vocabularies grow with the root of their text. */
const WORDS_PER_ROOT = 120;
const SONGS_PER_ARTIST = 12;

/** `count` songs, the same for the same seed, one after another so that nobody has to hold them all. */
export function* syntheticSongs(count: number, seed: number): Generator<Track> {
  const random = seededRandom(seed);
  const points = syntheticPoints(count, seed);
  const words = vocabulary(Math.round(WORDS_PER_ROOT * Math.sqrt(count)) + 50, random);
  // The exponential of an even share is spread as Zipf's law has it.
  const word = () => words[Math.min(words.length - 1, Math.floor(words.length ** random()) - 1)]!;
  const phrase = (longest: number) =>
    Array.from({ length: 1 + Math.floor(random() * longest) }, () => {
      const text = word();
      return `${text[0]!.toUpperCase()}${text.slice(1)}`;
    }).join(' ');
  const artists = Array.from({ length: Math.ceil(count / SONGS_PER_ARTIST) }, () => phrase(2));
  for (let ordinal = 0; ordinal < count; ordinal++) {
    const point = points.subarray(ordinal * VECTOR_DIMENSIONS, (ordinal + 1) * VECTOR_DIMENSIONS);
    yield {
      trackId: trackIds.fromOrdinal(ordinal),
      ordinal,
      title: phrase(4),
      artist: artists[Math.floor(random() ** 2 * artists.length)]!,
      year: 1960 + Math.floor(65 * Math.sqrt(random())),
      genre: random() < 0.5 ? GENRES[Math.floor(random() ** 2 * GENRES.length)]! : null,
      language: null,
      explicit: random() < 0.8 ? null : random() < 0.1,
      popularity: Math.floor(100 * random() ** 3),
      themes: [],
      notFor: [],
      note: null,
      durationSeconds: Math.max(30, Math.round(point[FEATURES.length + 1]! * MAX_DURATION_SECONDS)),
      features: featuresOf(point),
      mode: point[FEATURES.length] === 1 ? 'major' : 'minor',
      source: 'synthetic',
    };
  }
}

function featuresOf(point: Float32Array): AudioFeatures {
  return Object.fromEntries(
    FEATURES.map((feature, at) => [feature, Number(denormaliseFeature(feature, point[at]!).toPrecision(4))]),
  ) as AudioFeatures;
}

/** Words that can be spoken; the frequent ones are short. */
function vocabulary(count: number, random: () => number): string[] {
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)]!;
  const words = new Set<string>();
  while (words.size < count) {
    const syllables = 1 + Math.floor(Math.log10(1 + words.size) * 0.6 + random());
    words.add(Array.from({ length: syllables }, () => pick(ONSETS) + pick(VOWELS) + pick(CODAS)).join(''));
  }
  return [...words];
}
