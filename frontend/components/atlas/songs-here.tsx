'use client';
import { useEffect, useState } from 'react';
import type { CatalogueMap } from '../../../core/contracts/map-file.ts';
import { trackIds } from '../../../core/contracts/names.ts';
import type { TrackView } from '../../../core/contracts/songs.ts';
import { nearestPoints } from '../../lib/atlas/nearest';
import type { Place } from '../../lib/atlas/view';
import { readSongs, similarTo } from '../../lib/client';
import { listenLinks } from '../../lib/listen';
import { strings } from '../../lib/strings';

const TEXT = strings.atlas;
const LISTED = 8;
/** The map has to stand still this long before songs are asked for, milliseconds. */
const STILL_MS = 300;

type Song = Pick<TrackView, 'trackId' | 'title' | 'artist' | 'year'>;
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
      setLikes({ title, songs: (await similarTo(trackId, LISTED)).songs });
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
          <li key={song.trackId} className="border-t-2 px-4 py-3 md:px-6">
            <h3 className="name">{song.title}</h3>
            <p>
              {song.artist}
              {song.year !== null && `, ${song.year}`}
            </p>
            <div className="flex flex-wrap gap-x-5">
              <button
                type="button"
                className="plain"
                aria-label={TEXT.similarOf(song.title)}
                onClick={() => findSimilar(song)}
              >
                {TEXT.similar}
              </button>
              {likes && (
                <button
                  type="button"
                  className="plain"
                  aria-label={TEXT.showOf(song.title)}
                  onClick={() => onShow(song.trackId)}
                >
                  {TEXT.show}
                </button>
              )}
              {listenLinks(song).map(({ name, href }) => (
                <a
                  key={name}
                  href={href}
                  target="_blank"
                  rel="noreferrer"
                  className="plain"
                  aria-label={TEXT.listenOn(name, song.title)}
                >
                  {name}
                </a>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </section>
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
          for (const song of (await readSongs(missing)).songs) known.set(song.trackId, song);
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
