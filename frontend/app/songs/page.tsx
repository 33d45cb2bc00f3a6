'use client';
import { type ReactNode, useEffect, useState } from 'react';
import type { BannedArtists, TasteSongs } from '../../../core/contracts/taste.ts';
import { Cover } from '../../components/cover';
import { Link } from '../../components/link';
import { Disc } from '../../components/mark';
import { MessagePage } from '../../components/message-page';
import { Notice } from '../../components/notice';
import { sentenceOf } from '../../lib/client';
import { preloadConfig } from '../../lib/config';
import { player } from '../../lib/player/engine';
import { playable, songItem } from '../../lib/player/items';
import { usePlaying } from '../../lib/player/use-player';
import { currentPerson } from '../../lib/session';
import { listBans, listTaste } from '../../lib/songs-client';
import { strings } from '../../lib/strings';
import { ban, hide, like, tasteSaid, useTaste } from '../../lib/use-taste';

const TEXT = strings.taste;

type Said = { likes: TasteSongs['songs']; hides: TasteSongs['songs']; bans: BannedArtists['artists'] };
const NOTHING: Said = { likes: [], hides: [], bans: [] };

/** What a person said of songs, and the way to take it back. */
export default function SongsPage() {
  preloadConfig();
  const { said, problem, load } = useSaid();
  const taste = useTaste();
  if (problem) {
    return (
      <MessagePage title={TEXT.failedTitle} text={problem}>
        <button type="button" className="bar" onClick={load}>
          {strings.failure.reload}
        </button>
      </MessagePage>
    );
  }
  if (!said) {
    return (
      <section className="flex grow flex-col">
        <Head />
        <p role="status" className="grid grow place-content-center justify-items-center gap-4">
          <Disc className="size-24" turning />
          {TEXT.loading}
        </p>
      </section>
    );
  }
  const likes = said.likes.filter(({ trackId }) => taste.likes.has(trackId));
  const hides = said.hides.filter(({ trackId }) => taste.hides.has(trackId));
  const bans = said.bans.filter(({ artist }) => taste.bans.has(artist));
  return (
    <section className="flex grow flex-col">
      <Head>{taste.problem && <Notice>{taste.problem}</Notice>}</Head>
      <Group title={TEXT.likes} empty={likes.length === 0 ? TEXT.noLikes : null}>
        {likes.map((song) => (
          <SongLine
            key={song.trackId}
            song={song}
            onPlay={() =>
              player.play(
                likes.map((one) => songItem(playable(one))),
                likes.indexOf(song),
              )
            }
            label={TEXT.unlike}
            description={TEXT.unlikeOf(song.title)}
            onTakeBack={() => like(song.trackId, false)}
          />
        ))}
      </Group>
      <Group title={TEXT.hides} empty={hides.length === 0 ? TEXT.noHides : null}>
        {hides.map((song) => (
          <SongLine
            key={song.trackId}
            song={song}
            label={TEXT.unhide}
            description={TEXT.unhideOf(song.title)}
            onTakeBack={() => hide(song.trackId, false)}
          />
        ))}
      </Group>
      <Group title={TEXT.bans} empty={bans.length === 0 ? TEXT.noBans : null}>
        {bans.map(({ artist }) => (
          <li key={artist} className="flex items-center justify-between gap-4 border-t-2 py-2">
            <span className="name">{artist}</span>
            <button type="button" className="cell" aria-label={TEXT.unbanOf(artist)} onClick={() => ban(artist, false)}>
              {TEXT.unban}
            </button>
          </li>
        ))}
      </Group>
      <p className="p-4 md:px-10">
        <Link href="/library" className="plain">
          {strings.failure.toLibrary}
        </Link>
      </p>
    </section>
  );
}

function Head({ children }: { children?: ReactNode }) {
  return (
    <div className="grid gap-3 px-4 pt-8 pb-6 md:px-10">
      <h1 className="poster-l">{TEXT.title}</h1>
      <p>{TEXT.lead}</p>
      {children}
    </div>
  );
}

function useSaid() {
  const [said, setSaid] = useState<Said | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = async () => {
    setProblem(null);
    try {
      // Nobody to ask for: listing must not make a guest.
      if (!(await currentPerson())) return setSaid(NOTHING);
      await tasteSaid();
      const [likes, hides, bans] = await Promise.all([listTaste('likes'), listTaste('hides'), listBans()]);
      setSaid({ likes: likes.songs, hides: hides.songs, bans: bans.artists });
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: fetched once.
  useEffect(() => {
    void load();
  }, []);
  return { said, problem, load };
}

function Group({ title, empty, children }: { title: string; empty: string | null; children: ReactNode }) {
  return (
    <section className="section" aria-label={title}>
      <h2 className="head">{title}</h2>
      {empty ? <p className="max-w-xl">{empty}</p> : <ul className="max-w-3xl border-b-2">{children}</ul>}
    </section>
  );
}

type LineProps = {
  song: TasteSongs['songs'][number];
  label: string;
  description: string;
  onTakeBack: () => void;
  onPlay?: () => void;
};

function SongLine({ song, label, description, onTakeBack, onPlay }: LineProps) {
  const { trackId, title, artist, year, features } = song;
  const playing = usePlaying(trackId);
  const sounds = playing === 'playing' || playing === 'loading';
  return (
    <li className="grid grid-cols-[3.5rem_minmax(0,1fr)] items-center gap-x-4 border-t-2 py-3 sm:grid-cols-[3.5rem_minmax(0,1fr)_auto]">
      <Cover features={features} className="size-14" />
      <span className="min-w-0">
        <span className="name block">{title}</span>
        <span className="block">
          {artist}
          {year !== null && `, ${year}`}
        </span>
      </span>
      <span className="flex gap-2 max-sm:col-start-2 max-sm:mt-2">
        {onPlay && (
          <button
            type="button"
            className="cell"
            aria-label={sounds ? strings.songs.pauseOf(title) : strings.songs.playOf(title)}
            onClick={() => (playing ? player.toggle() : onPlay())}
          >
            {sounds ? strings.songs.pause : strings.songs.play}
          </button>
        )}
        <button type="button" className="cell" aria-label={description} onClick={onTakeBack}>
          {label}
        </button>
      </span>
    </li>
  );
}
