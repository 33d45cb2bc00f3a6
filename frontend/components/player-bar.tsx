'use client';
import type { RecapView } from '../../core/contracts/api.ts';
import { clock } from '../lib/format';
import { strings } from '../lib/strings';
import type { Player } from '../lib/use-player';
import { Disc } from './mark';

const TEXT = strings.recap;

type Props = { player: Player; narration: RecapView['narration']; onShare: () => void };

/** Stays at the foot of the screen while the recap is read: play, where it is, share. */
export function PlayerBar({ player, narration, onShare }: Props) {
  const { playing, position, duration, toggle, audio } = player;
  return (
    <div className="sticky top-0 bottom-0 z-30 flex border-y-2 border-ink bg-ground pb-[env(safe-area-inset-bottom)]">
      {narration && (
        <>
          {/* biome-ignore lint/a11y/useMediaCaption: every spoken word is written in the liner notes, in time with the voice. */}
          <audio ref={audio} src={narration.url} preload="metadata" />
          <button type="button" className="bar min-h-[72px] grow border-0 md:w-96 md:grow-0" onClick={toggle}>
            <span className="flex items-center gap-3">
              {playing ? (
                <Disc className="size-8 rounded-full outline-2 outline-ground" turning />
              ) : (
                <svg viewBox="0 0 32 32" className="size-8" aria-hidden="true">
                  <path d="M7 3v26l22-13z" fill="currentColor" />
                </svg>
              )}
              {playing ? TEXT.pause : TEXT.play}
            </span>
            <span className="figures font-medium">{clock(playing || position > 0 ? position : duration)}</span>
          </button>
          <PositionSlider player={player} className="mx-6 hidden min-w-0 grow md:block" />
        </>
      )}
      <button
        type="button"
        className={`cell min-h-[72px] shrink-0 border-0 px-6 text-xl font-bold [font-stretch:86%] ${narration ? '' : 'grow'}`}
        onClick={onShare}
      >
        {TEXT.share}
      </button>
    </div>
  );
}

/** Where the recording is; the way to seek by keyboard. */
export function PositionSlider({ player, className }: { player: Player; className: string }) {
  const { position, duration, seek } = player;
  return (
    <input
      type="range"
      className={`track h-11 ${className}`}
      min={0}
      max={duration}
      step={0.1}
      value={position}
      aria-label={TEXT.position}
      aria-valuetext={TEXT.positionText(clock(position), clock(duration))}
      onChange={(event) => seek(Number(event.target.value))}
    />
  );
}
