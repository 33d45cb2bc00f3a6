'use client';
import { memo, useEffect, useId, useRef, useState } from 'react';
import type { AudioFeatures, Feature } from '../../core/features.ts';
import { nameOf } from '../lib/format';
import { listenLinks } from '../lib/listen';
import { player } from '../lib/player/engine';
import { usePlaying, usePreview } from '../lib/player/use-player';
import { strings } from '../lib/strings';
import type { ListedSong } from '../lib/use-song-list';
import { like } from '../lib/use-taste';
import { Cover } from './cover';
import { Courtesy } from './player-bar';
import { Radar } from './radar';

const TEXT = strings.songs;

/** Reasons that a closed row shows. */
const CHIPS = 2;

type Props = {
  song: ListedSong;
  code: string;
  target: AudioFeatures | null;
  open: boolean;
  liked: boolean;
  onToggle: (trackId: string) => void;
  onPlay: (trackId: string) => void;
  onMoreLike: (song: ListedSong) => void;
  onHide: (song: ListedSong) => void;
  onBan: (song: ListedSong) => void;
  onFeature: (feature: Feature, song: ListedSong) => void;
};

/** One song: its cover plays it, its name opens what there is to know and to do. */
export const TrackRow = memo(function TrackRow(props: Props) {
  const { song, code, open, liked, onToggle, onPlay } = props;
  const { trackId, title, artist, year, explicit, why } = song;
  const row = useRef<HTMLLIElement>(null);
  const preview = usePreview(trackId, useOnScreen(row));
  const playing = usePlaying(trackId);
  const panel = useId();
  const sounds = playing === 'playing' || playing === 'loading';
  return (
    <li ref={row} className="border-t-2 py-3">
      <div className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-4">
        <Cover features={song.features} image={preview?.recording?.coverUrl ?? null} className="size-16" />
        <div className="min-w-0">
          <h4>
            <button
              type="button"
              aria-expanded={open}
              aria-controls={panel}
              onClick={() => onToggle(trackId)}
              className="grid w-full grid-cols-[minmax(0,1fr)_auto] text-left"
            >
              <span className="min-w-0">
                <span className="name block">
                  <span className="mr-2 align-[0.12em] text-sm font-semibold [font-stretch:100%]">{code}</span>
                  {title}
                </span>
                <span className="block">
                  {artist}
                  {year !== null && `, ${year}`}
                  {explicit && ` (${strings.recap.explicit})`}
                </span>
              </span>
              <span aria-hidden="true" className="pl-3 text-2xl leading-6 font-medium">
                {open ? '–' : '+'}
              </span>
            </button>
          </h4>
        </div>
      </div>
      <ul className="mt-3 flex flex-wrap gap-1.5 text-sm md:ml-20">
        {(open ? why : why.slice(0, CHIPS)).map((reason) => (
          <li key={reason} className="bg-wash px-2 py-0.5">
            {open ? reason : withoutFigures(reason)}
          </li>
        ))}
      </ul>
      <div className="flex gap-6 md:ml-20">
        <button
          type="button"
          className="plain"
          aria-label={sounds ? TEXT.pauseOf(title) : TEXT.playOf(title)}
          onClick={() => (playing ? player.toggle() : onPlay(trackId))}
        >
          {sounds ? TEXT.pause : TEXT.play}
        </button>
        <button
          type="button"
          className="plain aria-pressed:bg-ink aria-pressed:px-2 aria-pressed:text-ground aria-pressed:no-underline"
          aria-pressed={liked}
          aria-label={TEXT.likeOf(title)}
          onClick={() => like(trackId, !liked)}
        >
          {TEXT.likeIt}
        </button>
      </div>
      <div id={panel} hidden={!open} className="mt-3 md:ml-20">
        {open && <Panel {...props} state={preview?.state} recording={preview?.recording ?? null} />}
      </div>
    </li>
  );
});

type PanelProps = Props & {
  state: NonNullable<ReturnType<typeof usePreview>>['state'] | undefined;
  recording: NonNullable<ReturnType<typeof usePreview>>['recording'];
};

function Panel({ song, target, state, recording, onMoreLike, onHide, onBan, onFeature }: PanelProps) {
  const { title, artist, features } = song;
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap gap-2">
        <button type="button" className="cell" aria-label={TEXT.moreLikeOf(title)} onClick={() => onMoreLike(song)}>
          {TEXT.moreLike}
        </button>
        <button type="button" className="cell" aria-label={TEXT.hideOf(title)} onClick={() => onHide(song)}>
          {TEXT.hide}
        </button>
        <button type="button" className="cell" aria-label={TEXT.banOf(artist)} onClick={() => onBan(song)}>
          {TEXT.ban}
        </button>
      </div>
      {state === 'none' && <p className="text-sm">{TEXT.noPreview}</p>}
      {state === 'later' && <p className="text-sm">{TEXT.laterPreview}</p>}
      {recording && <Courtesy recording={recording} className="text-sm" />}
      {target && (
        <Radar target={target} song={features} name={nameOf(song)} onFeature={(feature) => onFeature(feature, song)} />
      )}
      <p className="flex flex-wrap items-center gap-x-4">
        <span>{strings.recap.listen}</span>
        {listenLinks(song).map(({ name, href }) => (
          <a key={name} href={href} target="_blank" rel="noreferrer" className="plain">
            {name}
          </a>
        ))}
      </p>
    </div>
  );
}

/** Reasons end with their figures in brackets; the figures are for those who open the song. */
const withoutFigures = (reason: string) => reason.replace(/\s*\([^()]*\d[^()]*\)$/, '');

/** True while some of the element is on screen, or nearly. */
function useOnScreen(element: React.RefObject<HTMLElement | null>): boolean {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver(([entry]) => setVisible(entry?.isIntersecting ?? false), {
      rootMargin: '80px',
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return visible;
}
