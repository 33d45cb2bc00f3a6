/** Recordings that nobody wants in a list of songs: karaoke, tributes, skits, noise to sleep by, and fragments. */
import { MAX_DURATION_SECONDS } from '../features.ts';

/** Shorter recordings are intros, outros and jingles. */
export const SHORTEST_SECONDS = 60;

/** The same in the unit of a posting record, half a second of tolerance for its rounding. */
const SHORTEST_UNIT = (SHORTEST_SECONDS - 0.5) / MAX_DURATION_SECONDS;

const UNWANTED_TITLE = new RegExp(
  [
    String.raw`\bkaraoke\b`,
    String.raw`\btribute (to|version)\b`,
    String.raw`\b(in the style of|originally (performed|sung|recorded) by|(as )?made (famous|popular) by|[a-z]+ tribute to|cover version)\b`,
    String.raw`\b(backing track|ringtone|8[- ]bit (version|cover)|music box (version|cover)|lullaby (version|rendition)|workout (mix|remix|version)|sing[- ]?along version)\b`,
    String.raw`[([-]\s*(skit|interlude)\s*[)\]]?$`,
    String.raw`^skit\b`,
    String.raw`\b(white|pink|brown) noise\b`,
    String.raw`\b(rain|rainfall|thunderstorm|sleep|ocean|nature|forest|fan|womb|relaxing water) (sounds?|noises?)\b`,
    String.raw`\b(binaural beats?|solfeggio|asmr|sleep (aid|music|meditation|frequency)|[0-9]+ ?hz|guided meditation|baby sleep|shushing)\b`,
  ].join('|'),
  'i',
);
const UNWANTED_ARTIST =
  /\b(karaoke|tribute|(white|pink|brown) noise|(sleep|nature|rain|ocean|thunderstorm) (sounds?|music|noise)|asmr|meditation|binaural|lullaby (players|prodigies)|rockabye baby|workout (music|crew)|hit crew|ameritz|party tyme|8[- ]bit (arcade|universe)|baby sleep|ringtones?)\b/i;

/** True for a recording that is never listed, whatever the moment. */
export function isUnwanted(track: {
  readonly title: string;
  readonly artist: string;
  readonly durationSeconds: number;
}): boolean {
  return (
    track.durationSeconds < SHORTEST_SECONDS || UNWANTED_TITLE.test(track.title) || UNWANTED_ARTIST.test(track.artist)
  );
}

/** True where a posting record's duration, 0..1 of MAX_DURATION_SECONDS, is surely too short. */
export function isFragment(duration: number): boolean {
  return duration < SHORTEST_UNIT;
}

/** True for a title that names a version other than the studio recording. */
export function isOtherVersion(title: string): boolean {
  return /[([-].*\b(live|acoustic|remix|demo|instrumental|cover|edit|unplugged|sped up|slowed)\b/i.test(title);
}
