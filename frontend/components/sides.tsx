'use client';
import { memo, useId, useState } from 'react';
import type { RecapView } from '../../core/contracts/api.ts';
import type { AudioFeatures } from '../../core/features.ts';
import { nameOf, trackCode } from '../lib/format';
import { listenLinks } from '../lib/listen';
import { strings } from '../lib/strings';
import { Radar } from './radar';

const TEXT = strings.recap;
type Song = NonNullable<RecapView['songs']>[number];
type Props = { songs: Song[]; target: AudioFeatures | null };

/** The ten songs as two sides of a record. One of them is open and compared with what the moment asks for. */
export const Sides = memo(function Sides({ songs, target }: Props) {
  const [open, setOpen] = useState<string | null>(songs[0]?.trackId ?? null);
  const sides = [songs.slice(0, 5), songs.slice(5)].filter((side) => side.length > 0);
  return (
    <div className="grid border-b-2 lg:grid-cols-2">
      {sides.map((side, number) => {
        const letter = 'AB'.charAt(number);
        return (
          <section
            key={letter}
            aria-labelledby={`side-${letter}`}
            className="px-4 pt-10 pb-12 md:px-10 md:pt-16 max-lg:[&+&]:border-t-2 lg:[&+&]:border-l-2"
          >
            <h2 id={`side-${letter}`} className="poster-m mb-6">
              {TEXT.side(letter)}
            </h2>
            <ol className="border-b-2">
              {side.map((song, index) => (
                <Track
                  key={song.trackId}
                  song={song}
                  code={trackCode(number * 5 + index)}
                  target={target}
                  open={open === song.trackId}
                  onToggle={() => setOpen(open === song.trackId ? null : song.trackId)}
                />
              ))}
            </ol>
          </section>
        );
      })}
    </div>
  );
});

type TrackProps = { song: Song; code: string; target: AudioFeatures | null; open: boolean; onToggle: () => void };

function Track({ song, code, target, open, onToggle }: TrackProps) {
  const panel = useId();
  const { title, artist, year, explicit, why } = song;
  return (
    <li className="border-t-2 py-3">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={panel}
          onClick={onToggle}
          className="grid w-full grid-cols-[2.25rem_1fr_auto] text-left"
        >
          <span className="text-sm leading-6 font-semibold">{code}</span>
          <span className="min-w-0">
            <span className="name block">{title}</span>
            <span className="block">
              {artist}
              {year !== null && `, ${year}`}
              {explicit && ` (${TEXT.explicit})`}
            </span>
          </span>
          <span aria-hidden="true" className="pl-3 text-2xl leading-6 font-medium">
            {open ? '–' : '+'}
          </span>
        </button>
      </h3>
      <ul className="mt-2 ml-9 flex flex-wrap gap-1.5 text-sm">
        {why.map((reason) => (
          <li key={reason} className="bg-wash px-2 py-0.5">
            {open ? reason : withoutFigures(reason)}
          </li>
        ))}
      </ul>
      <div id={panel} hidden={!open} className="mt-5 ml-9 max-md:ml-0">
        {open && target && <Radar target={target} song={song.features} name={nameOf(song)} />}
        <p className="mt-3 flex flex-wrap items-center gap-x-4">
          <span>{TEXT.listen}</span>
          {listenLinks(song).map(({ name, href }) => (
            <a key={name} href={href} target="_blank" rel="noreferrer" className="plain">
              {name}
            </a>
          ))}
        </p>
      </div>
    </li>
  );
}

/** Reasons end with their figures in brackets; the figures are for those who open the song. */
const withoutFigures = (reason: string) => reason.replace(/\s*\([^()]*\d[^()]*\)$/, '');
