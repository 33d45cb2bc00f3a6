/**
 * Second step of ranking: from the nearest tracks to a list that a person enjoys. Rules against tone-deaf choices are
 * never given up; taste rules (closeness, one song an artist) are, one after another, where the list would be too
 * short, and then the list says so.
 */
import { isThemedByTitle, type Track } from './catalogue/track.ts';
import type { Reading, Song } from './contracts/pipeline.ts';
import { toUnitVector } from './features.ts';
import { type Choosable, choose, VARIETY_PRICE } from './ranking/choose.ts';
import { combinedDistance, TITLE_THEME_FACTOR, themeMatch } from './ranking/distance.ts';
import { DEFAULT_POPULARITY, popularityPenalty } from './ranking/popularity.ts';
import { artistKey, titleKey } from './ranking/same-recording.ts';
import { type CalendarDay, suitabilityFor } from './ranking/suitability.ts';
import { leaningFor, tonePenaltyFor } from './ranking/tone.ts';
import { isOtherVersion } from './ranking/unwanted-recordings.ts';
import { whyOf } from './ranking/why.ts';

/** Songs in a list. */
export const LIST_LENGTH = 10;

/** Up to here a song is close to the moment; half the way to unrelated and a little more. */
export const CLOSE_ENOUGH = 0.6;

/** Said of every list for a heavy moment. */
export const GENTLE_NOTE =
  'This seemed a tender moment, so only gentle songs were chosen. If it is not one, say so and the list will change.';

/** A live recording or a remix has to be this much closer than the studio recording. */
const OTHER_VERSION_PENALTY = 0.1;

/** What `composeList` takes. */
export interface ListRequest {
  /** Tracks with their distance in sound, as `chooseCandidates` gives it. */
  readonly candidates: readonly { readonly track: Track; readonly distance: number }[];
  readonly reading: Reading;
  readonly today: CalendarDay;
  /** Songs wanted; LIST_LENGTH where absent. */
  readonly count?: number;
  /** 0 the well known, 1 deep cuts; DEFAULT_POPULARITY where absent. */
  readonly popularity?: number | undefined;
  /** What is asked of songs for as long as there are enough; the first is given up first. */
  readonly limits?: readonly Limit[];
  /** Share that the list may be further from the moment for variety, 0 for no care of it; VARIETY_PRICE where absent. */
  readonly varietyPrice?: number;
}

/** Something asked of songs that is given up before a list is left short. */
export interface Limit {
  readonly keeps: (track: Track) => boolean;
  /** Said where songs were added that it would have kept out. */
  readonly note: string;
  /** Added to the reasons of each such song. */
  readonly mark?: string;
}

/** A list, nearest first, and sentences on what was given up for it. Where no song may be used, a note says so. */
export interface SongList {
  readonly songs: Song[];
  readonly notes: string[];
}

/** A track as it stands for a moment. */
export interface RankedTrack {
  readonly track: Track;
  /** In sound and themes together. */
  readonly distance: number;
  /** 1 for a perfect match that everybody knows, about 0 for an unrelated one. */
  readonly relevance: number;
}

interface Entry extends RankedTrack, Choosable {
  readonly artist: string;
}

/** The tracks that may be listed, the most relevant first; what makes a list varied is not asked yet. */
export function rankTracks(request: Omit<ListRequest, 'count' | 'limits'>): RankedTrack[] {
  return rankedEntries(request);
}

function rankedEntries({ candidates, reading, today, popularity = DEFAULT_POPULARITY }: ListRequest): Entry[] {
  const isSuitable = suitabilityFor(reading, today);
  const toEntry = entryFor(reading, popularity);
  return candidates
    .filter(({ track }) => isSuitable(track))
    .map(toEntry)
    .sort((a, b) => b.relevance - a.relevance || a.track.ordinal - b.track.ordinal);
}

/** Composes the list. The same request gives the same list; equal tracks are ordered by ordinal. */
export function composeList(request: ListRequest): SongList {
  const { reading, count = LIST_LENGTH, limits = [], varietyPrice = VARIETY_PRICE } = request;
  const entries = withoutRepeats(rankedEntries(request));
  const chosen: Entry[] = [];
  const notes = new Set<string>();
  for (const step of stepsFor(reading, limits)) {
    const before = chosen.length;
    choose(entries, chosen, { count, accepts: step.accepts, varietyPrice });
    if (step.note !== null && chosen.length > before) notes.add(step.note);
  }
  if (chosen.length < count) notes.add(shortListNote(chosen.length, count));
  chosen.sort((a, b) => a.distance - b.distance || a.track.ordinal - b.track.ordinal);
  const gentle = reading.mood.sensitive && chosen.length > 0 ? [GENTLE_NOTE] : [];
  return { songs: chosen.map((entry) => toSong(entry, reading, limits)), notes: [...gentle, ...notes] };
}

interface Step {
  readonly accepts: (entry: Entry, chosen: readonly Entry[]) => boolean;
  /** Said where the step added a song; null for the first, which gives nothing up. */
  readonly note: string | null;
}

/** What is asked of a song at first, and what is given up in turn. */
function stepsFor(reading: Reading, limits: readonly Limit[]): Step[] {
  const steps = tasteSteps(reading).map(({ accepts, note }) => ({
    accepts: (entry: Entry, chosen: readonly Entry[]) => isWithin(entry, limits) && accepts(entry, chosen),
    note,
  }));
  limits.forEach(({ note }, at) => {
    const left = limits.slice(at + 1);
    steps.push({ accepts: (entry, chosen) => isWithin(entry, left) && isNewArtist(entry, chosen), note });
    steps.push({ accepts: (entry) => isWithin(entry, left), note });
  });
  return steps;
}

function isWithin({ track }: Entry, limits: readonly Limit[]): boolean {
  return limits.every(({ keeps }) => keeps(track));
}

function isNewArtist(entry: Entry, chosen: readonly Entry[]): boolean {
  return chosen.every(({ artist }) => artist !== entry.artist);
}

function tasteSteps({ target }: Reading): Step[] {
  const isWanted = ({ track }: Entry) => target.explicit !== true || track.explicit === true;
  const isClose = (entry: Entry) => entry.distance <= CLOSE_ENOUGH;
  return [
    { accepts: (entry, chosen) => isWanted(entry) && isClose(entry) && isNewArtist(entry, chosen), note: null },
    {
      accepts: (entry, chosen) => isClose(entry) && isNewArtist(entry, chosen),
      note: 'Too few explicit songs were close, so the list also has others.',
    },
    {
      accepts: isNewArtist,
      note: 'Too few songs were close to this moment, so the list also has some that are further from it.',
    },
    { accepts: () => true, note: 'Too few artists fit this moment, so some have more than one song in the list.' },
  ];
}

function shortListNote(found: number, count: number): string {
  if (found === 0) return 'No song was found that suits this moment.';
  return `Only ${found} ${found === 1 ? 'song was' : 'songs were'} found that ${found === 1 ? 'suits' : 'suit'} this moment, instead of ${count}.`;
}

function entryFor(reading: Reading, popularity: number) {
  const { themes } = reading.target;
  const leaning = leaningFor(reading);
  const tonePenalty = tonePenaltyFor(reading);
  return ({ track, distance: inSound }: ListRequest['candidates'][number]): Entry => {
    const factor = isThemedByTitle(track.ordinal) ? TITLE_THEME_FACTOR : 1;
    const distance = combinedDistance(inSound, themeMatch(track.themes, themes, factor), themes);
    return {
      track,
      point: toUnitVector(track.features),
      distance,
      relevance:
        1 -
        distance +
        leaning(track.ordinal) -
        tonePenalty(track) -
        popularityPenalty(track.popularity, popularity) -
        (isOtherVersion(track.title) ? OTHER_VERSION_PENALTY : 0),
      artist: artistKey(track.artist),
    };
  };
}

/**
 * Of each song one recording; entries come most relevant first and stay so. Of several by one artist it is the original
 * studio recording, of several artists' the most relevant.
 */
function withoutRepeats(entries: readonly Entry[]): Entry[] {
  const originals = new Map<string, Entry>();
  for (const entry of entries) {
    const key = `${titleKey(entry.track.title)}|${entry.artist}`;
    const other = originals.get(key);
    if (!other || isMoreOriginal(entry.track, other.track)) originals.set(key, entry);
  }
  const kept = new Set(originals.values());
  const titles = new Set<string>();
  return entries.filter((entry) => {
    const key = titleKey(entry.track.title);
    if (!kept.has(entry) || titles.has(key)) return false;
    titles.add(key);
    return true;
  });
}

/** A studio recording before any other version, then the earlier release. */
function isMoreOriginal(a: Track, b: Track): boolean {
  const [otherA, otherB] = [isOtherVersion(a.title), isOtherVersion(b.title)];
  if (otherA !== otherB) return otherB;
  return (a.year ?? Number.POSITIVE_INFINITY) < (b.year ?? Number.POSITIVE_INFINITY);
}

function toSong({ track, distance }: Entry, reading: Reading, limits: readonly Limit[]): Song {
  const marks = limits.flatMap(({ keeps, mark }) => (mark !== undefined && !keeps(track) ? [mark] : []));
  return {
    trackId: track.trackId,
    title: track.title,
    artist: track.artist,
    year: track.year,
    genre: track.genre,
    language: track.language,
    explicit: track.explicit,
    themes: track.themes,
    features: track.features,
    source: track.source,
    distance,
    why: [...whyOf(track, reading), ...marks],
  };
}
