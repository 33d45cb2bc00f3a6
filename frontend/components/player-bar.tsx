'use client';
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { Preview } from '../../core/contracts/previews.ts';
import { clock } from '../lib/format';
import { player } from '../lib/player/engine';
import type { QueueItem } from '../lib/player/items';
import { useMediaSession } from '../lib/player/use-media-session';
import { usePlayerState, usePosition, usePreview } from '../lib/player/use-player';
import { useSpaceKey } from '../lib/player/use-space-key';
import { strings } from '../lib/strings';
import { Cover } from './cover';
import { Dialog } from './dialog';
import { Disc } from './mark';

const TEXT = strings.player;

/** The one player, at the foot of every page as soon as something was played. */
export function PlayerBar() {
  const { items, at, status, recording, message } = usePlayerState();
  const [listing, setListing] = useState(false);
  const item = items[at];
  useMediaSession(item, recording);
  useSpaceKey(item !== undefined);
  const isOpen = item !== undefined;
  useEffect(() => {
    document.documentElement.style.setProperty('--player', isOpen ? '5.5rem' : '0px');
  }, [isOpen]);

  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: every spoken word is written in the liner notes, in time with the voice; the rest is music. */}
      <audio ref={player.attach} preload="auto" />
      {item && (
        <section
          aria-label={TEXT.region}
          className="fixed inset-x-0 bottom-0 z-30 border-t-2 bg-ground pb-[env(safe-area-inset-bottom)]"
          onKeyDown={byKey}
        >
          <PositionSlider className="player-position" />
          <div className="grid h-[5.375rem] grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-3 pr-2 pl-4 md:gap-6 md:px-10">
            <Artwork item={item} recording={recording} status={status} />
            <div className="min-w-0">
              <button type="button" className="block w-full min-w-0 text-left" onClick={() => setListing(true)}>
                <span className="block truncate font-bold [font-stretch:86%]">{titleOf(item)}</span>
                <span className={`text-sm ${message ? 'line-clamp-2 leading-tight' : 'block truncate'}`} role="status">
                  {message ?? (item.kind === 'song' ? item.song.artist : TEXT.narration)}
                </span>
                <span className="sr-only">{TEXT.queue}</span>
              </button>
              {recording && !message && <Courtesy recording={recording} className="truncate text-sm max-md:hidden" />}
            </div>
            <div className="flex shrink-0 items-center">
              <Clock className="hidden pr-4 text-sm md:block" />
              <button
                type="button"
                className="player-button max-md:hidden"
                onClick={player.previous}
                aria-keyshortcuts="p"
              >
                {TEXT.previous}
              </button>
              <button
                type="button"
                className="player-button"
                onClick={player.next}
                disabled={at + 1 >= items.length}
                aria-keyshortcuts="n"
              >
                {TEXT.next}
              </button>
              <button type="button" className="player-button max-md:hidden" onClick={() => setListing(true)}>
                {TEXT.queue}
              </button>
              <button
                type="button"
                className="player-button min-w-[4.75rem] bg-ink text-ground"
                onClick={player.toggle}
                aria-keyshortcuts="Space"
              >
                {status === 'paused' ? TEXT.play : TEXT.pause}
              </button>
            </div>
          </div>
        </section>
      )}
      {item && listing && <QueueDialog onClose={() => setListing(false)} />}
    </>
  );
}

const titleOf = (item: QueueItem) => (item.kind === 'song' ? item.song.title : item.title);

type ArtworkProps = { item: QueueItem; recording: Preview['recording']; status: string };

/** The cover; while the voice speaks the disc turns. */
function Artwork({ item, recording, status }: ArtworkProps) {
  if (item.kind === 'narration') return <Disc className="size-12 shrink-0" turning={status === 'playing'} />;
  return <SongArtwork trackId={item.song.trackId} image={recording?.coverUrl ?? null} turning={status === 'playing'} />;
}

function SongArtwork({ trackId, image, turning }: { trackId: string; image: string | null; turning: boolean }) {
  const known = usePreview(trackId, false)?.recording?.coverUrl;
  const cover = image ?? known ?? null;
  return cover ? (
    <Cover image={cover} className="size-12 shrink-0" />
  ) : (
    <Disc className="size-12 shrink-0" turning={turning} />
  );
}

/** Whose preview it is, with the badge of its store, which has to stand beside it. */
export function Courtesy({
  recording,
  className = '',
}: {
  recording: NonNullable<Preview['recording']>;
  className?: string;
}) {
  const { provider, pageUrl } = recording;
  return (
    <p className={className}>
      {strings.songs.courtesy[provider]}.{' '}
      <a
        href={pageUrl}
        target="_blank"
        rel="noreferrer"
        className="inline-block border-2 px-1.5 font-semibold leading-tight hover:bg-ink hover:text-ground"
      >
        {strings.songs.badge[provider]}
      </a>
    </p>
  );
}

/** Left and right move, N and P change the song, while the focus is in the player and not in its slider. */
function byKey(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const inSlider = event.target instanceof HTMLInputElement;
  if (event.key === 'ArrowLeft' && !inSlider) player.step(-1);
  else if (event.key === 'ArrowRight' && !inSlider) player.step(1);
  else if (event.key.toLowerCase() === 'n') player.next();
  else if (event.key.toLowerCase() === 'p') player.previous();
  else return;
  event.preventDefault();
}

function Clock({ className }: { className: string }) {
  const position = usePosition();
  const { duration } = usePlayerState();
  return (
    <span className={`figures ${className}`}>
      {clock(position)} / {clock(duration)}
    </span>
  );
}

/** Where the sound is; the way to scrub. */
export function PositionSlider({ className }: { className: string }) {
  const position = usePosition();
  const { duration } = usePlayerState();
  return (
    <input
      type="range"
      className={className}
      min={0}
      max={Math.max(duration, 0.1)}
      step={0.1}
      value={Math.min(position, Math.max(duration, 0.1))}
      aria-label={TEXT.position}
      aria-valuetext={TEXT.positionText(clock(position), clock(duration))}
      style={{ '--share': `${duration > 0 ? (100 * position) / duration : 0}%` } as never}
      onChange={(event) => player.seek(Number(event.target.value))}
    />
  );
}

/** Everything that is to come, and what there is no room for on a phone. */
function QueueDialog({ onClose }: { onClose: () => void }) {
  const { items, at, recording, status } = usePlayerState();
  return (
    <Dialog title={TEXT.queue} onClose={onClose} closeLabel={TEXT.closeQueue}>
      <PositionSlider className="track h-11 w-full" />
      <div className="joined -mt-4 flex">
        <button type="button" className="cell grow" onClick={player.previous}>
          {TEXT.previous}
        </button>
        <button type="button" className="cell grow bg-ink text-ground" onClick={player.toggle}>
          {status === 'paused' ? TEXT.play : TEXT.pause}
        </button>
        <button type="button" className="cell grow" onClick={player.next} disabled={at + 1 >= items.length}>
          {TEXT.next}
        </button>
      </div>
      {recording && <Courtesy recording={recording} />}
      <ol className="border-b-2">
        {items.map((item, index) => (
          <li key={item.key} className="border-t-2">
            <button
              type="button"
              aria-current={index === at ? 'true' : undefined}
              className="grid min-h-12 w-full content-center px-2 py-1.5 text-left aria-[current]:bg-ink aria-[current]:text-ground"
              onClick={() => player.jump(index)}
            >
              <span className="font-bold [font-stretch:86%]">{titleOf(item)}</span>
              <span className="text-sm">{item.kind === 'song' ? item.song.artist : TEXT.narration}</span>
            </button>
          </li>
        ))}
      </ol>
      <p className="text-sm text-quiet max-md:hidden">{TEXT.keys}</p>
      <button
        type="button"
        className="cell"
        onClick={() => {
          onClose();
          player.close();
        }}
      >
        {TEXT.close}
      </button>
    </Dialog>
  );
}
