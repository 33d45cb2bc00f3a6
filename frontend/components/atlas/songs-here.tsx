'use client';
import { useEffect, useState } from 'react';
import type { CatalogueMap } from '../../../core/contracts/map-file.ts';
import { trackIds } from '../../../core/contracts/names.ts';
import type { TrackView } from '../../../core/contracts/songs.ts';
import { nearestPoints, rowOf } from '../../lib/atlas/nearest';
import type { Place } from '../../lib/atlas/view';
import { player } from '../../lib/player/engine';
import { playable, songItem } from '../../lib/player/items';
import { usePlaying } from '../../lib/player/use-player';
import { namedSongs, similarSongs } from '../../lib/songs-client';
import { strings } from '../../lib/strings';
import { Cover } from '../cover';

const TEXT = strings.atlas;
const LISTED = 8;
/** The map has to stand still this long before songs are asked for, milliseconds. */
const STILL_MS = 300;

type Song = Pick<TrackView, 'trackId' | 'title' | 'artist' | 'year' | 'features'>;
type Props = { map: CatalogueMap; middle: Place; onShow: (trackId: string) => void };
/** Songs like one of the list, in place of those at the middle. */
type Likes = { title: string; songs: readonly Song[] };

/** The songs at the middle of the map, and those like one of them: what is drawn there, to read and to hear. */
export function SongsHere({ map, middle, onShow }: Props) {
  const here = useSongsAt(map, middle);
  const [likes, setLikes] = useState<Likes | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  // A moved map means that somebody looks elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is what it is about.
  useEffect(() => setLikes(null), [middle.x, middle.y]);

  const findSimilar = async ({ trackId, title }: Song) => {
    setProblem(null);
    try {
      setLikes({ title, songs: (await similarSongs(trackId)).songs });
    } catch {
      setProblem(TEXT.similarFailed);
    }
  };
  const songs = likes?.songs ?? here.songs;
  return (
    <section aria-labelledby="songs-here" className="grid content-start">
      <div className="grid gap-2 px-4 pt-6 pb-3 md:px-6">
        <h2 id="songs-here" className="head">
          {likes ? TEXT.similarTo(likes.title) : TEXT.centre}
        </h2>
        <p role="status" className="text-sm text-quiet">
          {problem ?? (likes ? '' : here.said)}
        </p>
        {likes && (
          <button type="button" className="cell" onClick={() => setLikes(null)}>
            {TEXT.backToMiddle}
          </button>
        )}
      </div>
      <ol>
        {(songs ?? []).map((song) => (
          <Row
            key={song.trackId}
            song={song}
            onPlay={() =>
              player.play(
                songs!.map((one) => songItem(playable(one))),
                songs!.indexOf(song),
              )
            }
            onSimilar={() => findSimilar(song)}
            // A song that is not drawn cannot be shown.
            onShow={likes && rowOf(map, song.trackId) >= 0 ? () => onShow(song.trackId) : null}
          />
        ))}
      </ol>
    </section>
  );
}

type RowProps = { song: Song; onPlay: () => void; onSimilar: () => void; onShow: (() => void) | null };

function Row({ song, onPlay, onSimilar, onShow }: RowProps) {
  const { trackId, title, artist, year, features } = song;
  const playing = usePlaying(trackId);
  const sounds = playing === 'playing' || playing === 'loading';
  return (
    <li className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-4 border-t-2 px-4 py-3 md:px-6">
      <Cover features={features} className="size-14" />
      <div className="min-w-0">
        <h3 className="name">{title}</h3>
        <p>
          {artist}
          {year !== null && `, ${year}`}
        </p>
        <div className="flex flex-wrap gap-x-5">
          <button
            type="button"
            className="plain"
            aria-label={sounds ? strings.songs.pauseOf(title) : strings.songs.playOf(title)}
            onClick={() => (playing ? player.toggle() : onPlay())}
          >
            {sounds ? strings.songs.pause : strings.songs.play}
          </button>
          <button type="button" className="plain" aria-label={TEXT.similarOf(title)} onClick={onSimilar}>
            {TEXT.similar}
          </button>
          {onShow && (
            <button type="button" className="plain" aria-label={TEXT.showOf(title)} onClick={onShow}>
              {TEXT.show}
            </button>
          )}
        </div>
      </div>
    </li>
  );
}

const known = new Map<string, TrackView>();

/** The songs nearest to a place, once the map stands still. */
function useSongsAt(map: CatalogueMap, { x, y }: Place): { songs: TrackView[] | null; said: string } {
  const [songs, setSongs] = useState<TrackView[] | null>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(async () => {
      const ids = nearestPoints(map, { x, y }, LISTED).map((row) => trackIds.fromOrdinal(map.ordinals[row]!));
      const missing = ids.filter((id) => !known.has(id));
      try {
        if (missing.length > 0) {
          setSaid(TEXT.naming);
          for (const song of (await namedSongs(missing)).songs) known.set(song.trackId, song);
        }
        if (!wanted) return;
        setSongs(ids.flatMap((id) => known.get(id) ?? []));
        setSaid('');
      } catch {
        if (wanted) setSaid(TEXT.namesFailed);
      }
    }, STILL_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [map, x, y]);
  return { songs, said };
}
