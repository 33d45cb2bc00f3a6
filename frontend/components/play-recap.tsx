'use client';
import type { RecapView } from '../../core/contracts/recaps.ts';
import { clock } from '../lib/format';
import { player } from '../lib/player/engine';
import { narrationKey } from '../lib/player/items';
import { usePlayerState, usePlaying, usePosition } from '../lib/player/use-player';
import { useRecapQueue } from '../lib/player/use-recap-queue';
import { strings } from '../lib/strings';
import { Disc } from './mark';

const TEXT = strings.recap;

/** The main action of a recap: hear it. Stays in reach while the page is read. */
export function PlayRecap({ recap, onShare }: { recap: RecapView; onShare: () => void }) {
  const { narration } = recap;
  const queue = useRecapQueue(recap);
  const first = queue[0];
  const status = usePlaying(narration ? narrationKey(recap.recapId) : (first?.key ?? ''));
  const { items } = usePlayerState();
  // The player at the foot of the page is in reach then.
  const sticks = items.length === 0;
  const sounds = status === 'playing' || status === 'loading';
  return (
    <div className={`z-20 flex border-y-2 border-ink bg-ground ${sticks ? 'sticky top-0 bottom-0' : ''}`}>
      {first && (
        <button
          type="button"
          className="bar min-h-[72px] min-w-0 grow border-0 whitespace-nowrap max-sm:px-4 max-sm:text-lg md:w-96 md:grow-0"
          onClick={() => (status ? player.toggle() : player.play(queue))}
        >
          <span className="flex items-center gap-3">
            {sounds ? (
              <Disc className="size-8 rounded-full outline-2 outline-ground" turning={status === 'playing'} />
            ) : (
              <svg viewBox="0 0 32 32" className="size-8" aria-hidden="true">
                <path d="M7 3v26l22-13z" fill="currentColor" />
              </svg>
            )}
            {sounds ? TEXT.pause : TEXT.play}
          </span>
          {narration && <Time active={status !== null} duration={narration.durationSeconds} />}
        </button>
      )}
      <button
        type="button"
        className={`cell min-h-[72px] shrink-0 border-0 px-6 text-lg font-bold sm:text-xl [font-stretch:86%] ${first ? '' : 'grow'}`}
        onClick={onShare}
      >
        {TEXT.share}
      </button>
    </div>
  );
}

/** How far it is, or how long it takes. */
function Time({ active, duration }: { active: boolean; duration: number }) {
  const position = usePosition();
  return <span className="figures font-medium">{clock(active && position > 0 ? position : duration)}</span>;
}
