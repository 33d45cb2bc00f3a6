/**
 * Which songs must not be in a list, however near they sound: the rules against tone-deaf choices. None of them is ever
 * given up to fill a list.
 */
import { isThemedByTitle, type Occasion, type Track } from '../catalogue/track.ts';
import type { Reading } from '../contracts/pipeline.ts';
import type { Theme } from '../themes.ts';
import { toneClashFor } from './tone.ts';
import { isUnwanted } from './unwanted-recordings.ts';

/** A day of the year; month and day count from 1. */
export interface CalendarDay {
  readonly month: number;
  readonly day: number;
}

/** A theme of the moment less sure than this does not rule out a song that is wrong for it. */
const SURE_THEME = 0.3;
/** From here on a moment is about snow. */
const SNOWY_FROM = 0.5;
const UPBEAT_VALENCE = 0.6;

const CELEBRATIONS: readonly Theme[] = [
  'celebration',
  'party',
  'wedding',
  'birthday',
  'graduation',
  'victory',
  'new-year',
];
const ROMANTIC: readonly Theme[] = ['wedding', 'new-love'];
const WINTRY: readonly Theme[] = ['winter', 'snow'];
const CHRISTMAS_WORDS = /christmas|xmas|advent|santa/i;
const HALLOWEEN_SONG = /\bhalloween\b|\bmonster mash\b|\bspooky scary\b|\bthis is halloween\b|\btrick or treat\b/i;
const HALLOWEEN_WORDS = /halloween|jack[- ]o|pumpkin|trick or treat|spooky/i;

/** A test that tells whether a track may be in the list for this reading on this day. */
export function suitabilityFor(reading: Reading, today: CalendarDay): (track: Track) => boolean {
  const { target } = reading;
  const ruledOut = occasionsAt(reading);
  const christmas = isChristmasTime(reading, today);
  const snowy = target.themes.some(({ theme, weight }) => WINTRY.includes(theme) && weight >= SNOWY_FROM);
  const halloween = today.month === 10 || reading.mood.evidence.some((sentence) => HALLOWEEN_WORDS.test(sentence));
  const clashes = toneClashFor(reading);
  return (track) => {
    if (isUnwanted(track)) return false;
    if (track.notFor.some((word) => ruledOut.has(word))) return false;
    if (!christmas && isOfChristmas(track) && !(snowy && isFirstOfSnow(track))) return false;
    if (!halloween && HALLOWEEN_SONG.test(track.title)) return false;
    if (target.explicit === false && track.explicit !== false) return false;
    return !clashes(track);
  };
}

/** Everything at hand that a song's `notFor` may name. */
function occasionsAt({ mood, target }: Reading): Set<string> {
  const themes = target.themes.filter(({ weight }) => weight >= SURE_THEME).map(({ theme }) => theme);
  const has = (some: readonly Theme[]) => themes.some((theme) => some.includes(theme));
  const derived: Occasion[] = [];
  if (mood.sensitive) derived.push('grief');
  if (has(ROMANTIC)) derived.push('romance');
  if (mood.valence >= UPBEAT_VALENCE && has(CELEBRATIONS)) derived.push('upbeat');
  return new Set([...target.occasions, ...themes, ...derived]);
}

/** A song about snow that people happen to play at Christmas. */
function isFirstOfSnow({ themes: [first] }: Track): boolean {
  return first !== undefined && WINTRY.includes(first);
}

/** By an editor's word, or by the title of a song that none has described. */
function isOfChristmas({ notFor, themes, ordinal }: Track): boolean {
  return notFor.includes('out-of-season') || (isThemedByTitle(ordinal) && themes.includes('christmas'));
}

/** December, or a moment that is itself about Christmas. */
function isChristmasTime({ mood, target }: Reading, today: CalendarDay): boolean {
  if (today.month === 12 || target.themes.some(({ theme }) => theme === 'christmas')) return true;
  const wintry = target.themes.some(({ theme }) => WINTRY.includes(theme));
  return wintry && mood.evidence.some((sentence) => CHRISTMAS_WORDS.test(sentence));
}
