'use client';
import { useId } from 'react';
import { MAX_VIDEO_SECONDS } from '../../core/contracts/media.ts';
import { clock } from '../lib/format';
import { strings } from '../lib/strings';
import { CheckBox } from './check-box';

const TEXT = strings.video;

type Props = {
  /** Length of the video. */
  seconds: number;
  /** Where the minute begins; null leaves the choice to the service. */
  start: number | null;
  onChange: (start: number | null) => void;
};

/** Of a video longer than a minute: which minute. */
export function ChosenMinute({ seconds, start, onChange }: Props) {
  const field = useId();
  const latest = Math.floor(seconds - MAX_VIDEO_SECONDS);
  const part = start === null ? TEXT.liveliest : TEXT.part(clock(start), clock(start + MAX_VIDEO_SECONDS));
  return (
    <div className="-mt-0.5 grid gap-3 border-2 px-4 py-3">
      <CheckBox
        label={TEXT.choose}
        hint={TEXT.long(clock(seconds))}
        checked={start !== null}
        onChange={(own) => onChange(own ? 0 : null)}
      />
      {start !== null && (
        <label htmlFor={field} className="grid gap-2">
          <span className="text-sm">{part}</span>
          <input
            id={field}
            type="range"
            className="h-11 w-full accent-ink"
            min={0}
            max={latest}
            step={1}
            value={start}
            aria-valuetext={part}
            onChange={(event) => onChange(Number(event.target.value))}
          />
        </label>
      )}
    </div>
  );
}
