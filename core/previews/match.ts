/**
 * Which of the recordings that a music service found is the song asked for. No match is better than a wrong one: title,
 * artist and duration must all agree, and recordings that only sing the song after somebody else are never taken.
 */
import { artistKey, titleKey } from '../ranking/same-recording.ts';

/** Most seconds by which two figures of the same recording's length differ. */
export const DURATION_TOLERANCE = 3;

/** What is compared of a recording. */
export interface Recording {
  readonly title: string;
  readonly artist: string;
  readonly durationSeconds: number;
  /** The release it is on, where the service tells. */
  readonly album?: string | undefined;
}

const IMITATION =
  /\b(karaoke|tribute|cover(ed)?( version)?|(in the style|as made famous|made famous|originally performed) (of|by)|backing track|sing[ -]?along|ringtone|8[ -]?bit|music box|lullaby (rendition|version)|workout (mix|version)|instrumental version)\b/i;
/** A version in its own right, which the song asked for may be as well. */
const VERSION =
  /[([-].*\b(live|acoustic|remix|mix|demo|instrumental|unplugged|sped up|slowed|nightcore|re-?recorded|taylor's version)\b/i;

/** Of the recordings that are this song the one nearest in duration, the first of equal ones; null where none is. */
export function chooseRecording<Found extends Recording>(song: Recording, found: readonly Found[]): Found | null {
  const gap = (recording: Recording) => Math.abs(recording.durationSeconds - song.durationSeconds);
  return found
    .filter((recording) => isSameRecording(song, recording))
    .reduce<Found | null>((best, one) => (best === null || gap(one) < gap(best) ? one : best), null);
}

/** True where title, artist, duration and kind of version agree. */
export function isSameRecording(song: Recording, found: Recording): boolean {
  return (
    Math.abs(found.durationSeconds - song.durationSeconds) <= DURATION_TOLERANCE &&
    titleKey(found.title) === titleKey(song.title) &&
    isSameArtist(song.artist, found.artist) &&
    !isImitation(song, found) &&
    VERSION.test(found.title) === VERSION.test(song.title)
  );
}

/** "A & B" and "A feat. B" are the same as "A"; "Karaoke A" is not. */
function isSameArtist(wanted: string, found: string): boolean {
  const keys = (artist: string) => [artistKey(artist), artistKey(mainArtist(artist))];
  const known = new Set(keys(wanted));
  return keys(found).some((key) => known.has(key));
}

const mainArtist = (artist: string) =>
  artist.split(/\s*(?:,|;|&|\+|\/|\b(?:feat|ft|featuring|with|and|x)\b\.?)\s*/i)[0] || artist;

function isImitation(song: Recording, { title, artist, album = '' }: Recording): boolean {
  const says = (text: string) => IMITATION.test(text);
  return (
    (says(title) && !says(song.title)) || (says(artist) && !says(song.artist)) || (says(album) && !says(song.title))
  );
}
