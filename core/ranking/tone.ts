/** What moves a song within a list beside closeness: its tone beside the moment's, and where little was seen, chance. */
import type { Track } from '../catalogue/track.ts';
import type { Reading } from '../contracts/pipeline.ts';
import { FEATURES } from '../features.ts';
import { hash } from '../story/grammar.ts';
import type { Theme } from '../themes.ts';

/** Subjects that a bright moment does not bring up by itself. */
const HEAVY: ReadonlySet<Theme> = new Set([
  'anger',
  'protest',
  'war',
  'breakup',
  'loss',
  'farewell',
  'failure',
  'solitude',
]);
/** Of these, the ones that would darken a bright moment whatever they sound like. */
const GRAVE: ReadonlySet<Theme> = new Set(['loss', 'war']);
/** Subjects that mock a low moment. */
const MERRY: ReadonlySet<Theme> = new Set(['party', 'celebration', 'dancing', 'christmas']);
/** Out of place beside grief wherever they come up. */
const REVELRY: ReadonlySet<Theme> = new Set(['party', 'celebration', 'dancing', 'drinking']);

const BRIGHT = 0.5;
const CLEARLY_BRIGHT = 0.55;
const LOW = 0.42;
/** Above these a song is too upbeat beside grief. */
const GENTLEST = { valence: 0.6, energy: 0.6 } as const;
/** A song at least this bright celebrates, where it is about dancing or winning. */
const CHEERFUL = 0.6;
/** A theme of the moment this sure is one that songs may be about in spite of its tone. */
const WANTED = 0.5;
/** Added where a bright moment meets a heavy subject that leads the song, and one that only comes up in it. */
const OUT_OF_TONE = { leading: 0.25, later: 0.12 } as const;
/** Widest spread of chance, for a moment of which nothing is sure. */
const WIDEST_LEANING = 0.12;

/**
 * Tells which songs may not be listed for their tone: upbeat beside grief, merry in a low moment, about death or war in a
 * bright one. A moment that is itself about the subject, such as a party that went wrong, may have it.
 */
export function toneClashFor(reading: Reading): (track: Track) => boolean {
  const { mood } = reading;
  if (mood.sensitive) return (track) => isUpbeat(track) || track.themes.some((theme) => REVELRY.has(theme));
  if (mood.valence <= LOW) {
    const wants = wantedThemes(reading, WANTED);
    return (track) => mocks(track, wants);
  }
  if (mood.valence < CLEARLY_BRIGHT) return () => false;
  const mentioned = wantedThemes(reading, 0);
  return ({ themes: [first] }) => first !== undefined && GRAVE.has(first) && !mentioned.has(first);
}

function isUpbeat({ features }: Track): boolean {
  return features.valence > GENTLEST.valence || features.energy > GENTLEST.energy;
}

/** Merry before anything heavy: "party, drinking" mocks, "breakup, dancing" does not. */
function mocks({ themes, features }: Track, wants: ReadonlySet<Theme>): boolean {
  const heavyFrom = themes.findIndex((theme) => HEAVY.has(theme));
  const leading = heavyFrom < 0 ? themes : themes.slice(0, heavyFrom);
  const merry = leading.filter((theme) => MERRY.has(theme) && !wants.has(theme));
  if (themes[0] === 'victory' && !wants.has('victory')) return true;
  return merry.some((theme) => theme !== 'dancing' || features.valence > CHEERFUL);
}

function wantedThemes({ target }: Reading, from: number): Set<Theme> {
  return new Set(target.themes.filter(({ weight }) => weight >= from).map(({ theme }) => theme));
}

/** Tells for each song what is added to its distance where a bright moment meets a heavy subject that it is not about. */
export function tonePenaltyFor(reading: Reading): (track: Track) => number {
  if (reading.mood.valence < BRIGHT) return () => 0;
  const wanted = wantedThemes(reading, 0);
  return ({ themes }) => {
    const at = themes.findIndex((theme) => HEAVY.has(theme) && !wanted.has(theme));
    return at < 0 ? 0 : at < 2 ? OUT_OF_TONE.leading : OUT_OF_TONE.later;
  };
}

/**
 * A small number around 0 for each song, always the same for the same picture and song. Where little is known of a picture
 * many songs are equally near, and two pictures should still not get one list; the surer the reading, the smaller it is.
 */
export function leaningFor({ mood, target }: Reading): (ordinal: number) => number {
  const picture = FEATURES.map((feature) => target.features[feature].toFixed(4)).join();
  const spread = WIDEST_LEANING * (1 - mood.confidence);
  return (ordinal) => (hash(`${picture} ${ordinal}`) / 2 ** 32 - 0.5) * spread;
}
