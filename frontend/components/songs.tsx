import type { RecapView } from '../../core/contracts/api.ts';

type Song = NonNullable<RecapView['songs']>[number];

/** Songs with the reasons they are there. */
export function SongList({ songs }: { songs: Song[] }) {
  return (
    <ol className="grid gap-px overflow-hidden rounded-2xl border border-line bg-line">
      {songs.map((song, index) => (
        <li key={song.trackId} className="grid grid-cols-[2rem_1fr] gap-3 bg-card px-4 py-4">
          <span className="pt-0.5 font-display text-lg text-quiet">{index + 1}</span>
          <div className="grid gap-1.5">
            <p>
              <span className="font-medium">{song.title}</span>{' '}
              <span className="text-quiet">
                {song.artist}
                {song.year ? `, ${song.year}` : ''}
                {song.explicit ? ' · explicit' : ''}
              </span>
            </p>
            <ul className="flex flex-wrap gap-1.5 text-sm">
              {song.why.map((reason) => (
                <li key={reason} className="rounded-full bg-wash px-3 py-1">
                  {reason}
                </li>
              ))}
            </ul>
          </div>
        </li>
      ))}
    </ol>
  );
}
