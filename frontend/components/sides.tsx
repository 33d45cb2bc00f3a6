'use client';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { SongFilters } from '../../core/contracts/filters.ts';
import type { RecapView } from '../../core/contracts/recaps.ts';
import type { Feature } from '../../core/features.ts';
import { trackCode } from '../lib/format';
import { player } from '../lib/player/engine';
import { playable, recapQueue, songItem } from '../lib/player/items';
import { useAwayNotice } from '../lib/player/use-away-notice';
import { strings } from '../lib/strings';
import { type ListedSong, useSongList } from '../lib/use-song-list';
import { ban, hide, useTaste } from '../lib/use-taste';
import { AdjustPanel } from './adjust-panel';
import { FeatureDialog } from './feature-dialog';
import { Notice } from './notice';
import { TrackRow } from './track-row';

const TEXT = strings.songs;

type GentlenessProps = { filters: SongFilters; onChange: (filters: SongFilters) => void };

/** Where a moment was read as a heavy one: what that did to the list, and the way to say otherwise. */
function Gentleness({ filters, onChange }: GentlenessProps) {
  const { gentle, ...rest } = filters;
  const free = gentle === false;
  return (
    <p className="flex max-w-2xl flex-wrap items-center gap-x-6 border-l-4 border-ink pl-4">
      <span>{free ? TEXT.free : TEXT.gentle}</span>
      <button type="button" className="plain" onClick={() => onChange(free ? rest : { ...rest, gentle: false })}>
        {free ? TEXT.beGentle : TEXT.beFree}
      </button>
    </p>
  );
}

type Removed = { text: string; undo: () => void };

/** How long a slip of the finger can be undone here; "Your songs" undoes it later. */
const UNDO_MS = 12_000;

/** Says what was left out, at the foot of the screen, where the row was pressed. */
function Removed({ text, undo, onDone }: Removed & { onDone: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: one timer for each notice.
  useEffect(() => {
    const timer = setTimeout(onDone, UNDO_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="fixed inset-x-0 bottom-[var(--player)] z-20 flex items-center justify-between gap-x-6 border-t-2 bg-ink px-4 py-1 text-ground md:px-10">
      <p role="status">{text}</p>
      <button
        type="button"
        className="plain"
        onClick={() => {
          undo();
          onDone();
        }}
      >
        {TEXT.undo}
      </button>
    </div>
  );
}

/** The songs as two sides of a record, with what changes the list above them. */
export function Sides({ recap }: { recap: RecapView }) {
  const list = useSongList(recap);
  const taste = useTaste();
  const [open, setOpen] = useState<string | null>(recap.songs?.[0]?.trackId ?? null);
  const [adjusting, setAdjusting] = useState(false);
  const [feature, setFeature] = useState<{ feature: Feature; song: ListedSong } | null>(null);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const away = useAwayNotice();
  const target = list.like?.features ?? recap.target?.features ?? null;

  const songs = useMemo(
    () => list.songs.filter(({ trackId, artist }) => !taste.hides.has(trackId) && !taste.bans.has(artist)),
    [list.songs, taste],
  );
  const toggle = useCallback((trackId: string) => setOpen((current) => (current === trackId ? null : trackId)), []);
  const play = useCallback(
    (trackId: string) => {
      const items =
        list.songs === recap.songs ? recapQueue(recap, songs) : songs.map((song) => songItem(playable(song)));
      player.play(
        items,
        items.findIndex(({ key }) => key === trackId),
      );
    },
    [list.songs, recap, songs],
  );
  const onHide = useCallback(({ trackId, title }: ListedSong) => {
    hide(trackId, true);
    setRemoved({ text: TEXT.hidden(title), undo: () => hide(trackId, false) });
  }, []);
  const onBan = useCallback(({ artist }: ListedSong) => {
    ban(artist, true);
    setRemoved({ text: TEXT.banned(artist), undo: () => ban(artist, false) });
  }, []);
  const tell = useCallback((name: Feature, song: ListedSong) => setFeature({ feature: name, song }), []);

  const sides = [songs.slice(0, 5), songs.slice(5)].filter((side) => side.length > 0);
  const changed = list.songs !== recap.songs;
  return (
    <section aria-labelledby="songs" aria-busy={list.busy}>
      <div className="grid gap-4 border-b-2 px-4 pt-10 pb-6 md:px-10 md:pt-16">
        <h2 id="songs" className="poster-m">
          {list.like ? TEXT.likeTitle(list.like.title) : TEXT.titleOf(songs.length)}
        </h2>
        <div className="flex flex-wrap gap-2">
          {!list.like && (
            <button
              type="button"
              className="cell aria-expanded:bg-ink aria-expanded:text-ground"
              aria-expanded={adjusting}
              onClick={() => setAdjusting(!adjusting)}
            >
              {TEXT.adjust}
            </button>
          )}
          {!list.like && (
            <button type="button" className="cell" disabled={list.busy} onClick={list.again}>
              {TEXT.again}
            </button>
          )}
          {changed && (
            <button type="button" className="cell" disabled={list.busy} onClick={list.back}>
              {TEXT.back}
            </button>
          )}
        </div>
        {recap.mood?.sensitive && !list.like && <Gentleness filters={list.filters} onChange={list.adjust} />}
        {adjusting && !list.like && <AdjustPanel filters={list.filters} onChange={list.adjust} />}
        <p role="status" className="min-h-6 text-sm empty:hidden">
          {list.busy ? TEXT.busy : ''}
        </p>
        {list.problem && <Notice>{list.problem}</Notice>}
        {away && <p className="max-w-2xl bg-wash px-4 py-3">{TEXT.awayTitle}</p>}
        {changed && list.notes.length > 0 && (
          <ul className="grid max-w-2xl gap-1 text-sm">
            {list.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        {songs.length === 0 && <p>{TEXT.none}</p>}
      </div>
      <div className={`grid border-b-2 lg:grid-cols-2 ${list.busy ? 'opacity-60' : ''}`}>
        {sides.map((side, number) => {
          const letter = 'AB'.charAt(number);
          return (
            <section
              key={letter}
              aria-labelledby={`side-${letter}`}
              className="px-4 pt-6 pb-10 md:px-10 max-lg:[&+&]:border-t-2 lg:[&+&]:border-l-2"
            >
              <h3 id={`side-${letter}`} className="head mb-4">
                {strings.recap.side(letter)}
              </h3>
              <ol className="border-b-2">
                {side.map((song, index) => (
                  <TrackRow
                    key={song.trackId}
                    song={song}
                    code={trackCode(number * 5 + index)}
                    target={target}
                    open={open === song.trackId}
                    liked={taste.likes.has(song.trackId)}
                    onToggle={toggle}
                    onPlay={play}
                    onMoreLike={list.moreLike}
                    onHide={onHide}
                    onBan={onBan}
                    onFeature={tell}
                  />
                ))}
              </ol>
            </section>
          );
        })}
      </div>
      {taste.problem && (
        <p
          role="alert"
          className="fixed inset-x-0 bottom-[var(--player)] z-20 border-t-2 bg-ink px-4 py-3 font-semibold text-ground md:px-10"
        >
          {taste.problem}
        </p>
      )}
      {removed && <Removed key={removed.text} {...removed} onDone={() => setRemoved(null)} />}
      {feature && target && (
        <FeatureDialog feature={feature.feature} target={target} song={feature.song} onClose={() => setFeature(null)} />
      )}
    </section>
  );
}
