'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SongFilters } from '../../core/contracts/filters.ts';
import type { MoodPointBody } from '../../core/contracts/mood-point.ts';
import type { RecapView } from '../../core/contracts/recaps.ts';
import type { SimilarSongs } from '../../core/contracts/songs.ts';
import { sentenceOf } from './client';
import { resetMood, setMood, similarSongs, songsUnder } from './songs-client';
import { tasteSaid } from './use-taste';
import { filtersOf } from './wishes';

export type ListedSong = NonNullable<RecapView['songs']>[number];

export type SongList = {
  songs: ListedSong[];
  notes: string[];
  filters: SongFilters;
  /** The song that the list is like, where it is not the moment's own. */
  like: SimilarSongs['track'] | null;
  busy: boolean;
  problem: string | null;
  adjust: (filters: SongFilters) => void;
  again: () => void;
  moreLike: (song: ListedSong) => void;
  back: () => void;
};

type Shown = Pick<SongList, 'songs' | 'notes' | 'like'>;

/** A moment in which more may be pressed before the service is asked. */
const SETTLE_MS = 250;

/** The list of a recap as it stands under filters; what was asked last is what is shown. */
export function useSongList(recap: RecapView): SongList {
  const [filters, setFilters] = useState<SongFilters>(() => filtersOf(recap.recapId));
  const [shown, setShown] = useState<Shown | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const ask = useCallback((question: () => Promise<Shown | null>, delay = 0) => {
    turn.current += 1;
    const mine = turn.current;
    clearTimeout(timer.current);
    setBusy(true);
    setProblem(null);
    timer.current = setTimeout(async () => {
      try {
        await tasteSaid();
        const answer = await question();
        if (mine === turn.current) setShown(answer);
      } catch (error) {
        if (mine === turn.current) setProblem(sentenceOf(error));
      } finally {
        if (mine === turn.current) setBusy(false);
      }
    }, delay);
  }, []);

  const { recapId } = recap;
  const under = useCallback(
    (wanted: SongFilters) => async (): Promise<Shown> => {
      const { songs, notes } = await songsUnder(recapId, wanted);
      return { songs, notes, like: null };
    },
    [recapId],
  );
  const adjust = useCallback(
    (wanted: SongFilters) => {
      setFilters(wanted);
      ask(Object.keys(wanted).length > 0 ? under(wanted) : async () => null, SETTLE_MS);
    },
    [ask, under],
  );
  // What was asked for before the recap began.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list first shows.
  useEffect(() => {
    if (Object.keys(filters).length > 0) ask(under(filters));
  }, []);
  const again = useCallback(() => ask(under({ ...filters, again: true })), [ask, under, filters]);
  const moreLike = useCallback(
    (song: ListedSong) =>
      ask(async () => {
        const { track, songs, notes } = await similarSongs(song.trackId);
        return { songs, notes, like: track };
      }),
    [ask],
  );
  const back = useCallback(() => {
    setFilters({});
    ask(async () => null);
  }, [ask]);

  const { songs, notes, like } = shown ?? { songs: recap.songs ?? [], notes: recap.notes, like: null };
  return { songs, notes, filters, like, busy, problem, adjust, again, moreLike, back };
}

export type MoodSetter = {
  busy: boolean;
  problem: string | null;
  set: (point: MoodPointBody) => void;
  reset: () => void;
};

/** Keeps the point that a person set, and gives the recap as it follows from it. */
export function useMood(
  recap: RecapView,
  onChange: (changed: Partial<RecapView>) => void,
  onStale: () => void,
): MoodSetter {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const turn = useRef(0);
  const { recapId, correctedFrom, mood } = recap;

  const attempt = async (work: (isLatest: () => boolean) => Promise<void>) => {
    turn.current += 1;
    const mine = turn.current;
    const isLatest = () => mine === turn.current;
    setBusy(true);
    setProblem(null);
    try {
      await work(isLatest);
    } catch (error) {
      if (isLatest()) setProblem(sentenceOf(error));
    } finally {
      if (isLatest()) setBusy(false);
    }
  };
  const set = (point: MoodPointBody) =>
    void attempt(async (isLatest) => {
      const corrected = await setMood(recapId, point);
      if (isLatest()) onChange({ ...corrected, correctedFrom: correctedFrom ?? mood });
    });
  const reset = () =>
    void attempt(async (isLatest) => {
      await resetMood(recapId);
      if (isLatest()) onStale();
    });
  return { busy, problem, set, reset };
}
