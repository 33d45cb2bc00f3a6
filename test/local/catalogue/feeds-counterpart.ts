/**
 * Apple's chart feed, Deezer and ReccoBeats as one local server, with the forms that their public pages document:
 * rss.marketingtools.apple.com (feed generator), developers.deezer.com/api (chart, search, track, errors) and
 * reccobeats.com/docs (track, audio-features). Fields that nobody here reads are there too, as in the real answers.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CounterpartSong {
  readonly title: string;
  readonly artist: string;
  readonly isrc: string;
  /** Whether ReccoBeats has measured it. */
  readonly measured: boolean;
  readonly explicit?: boolean;
}

export interface Counterpart {
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  /** What the next requests whose path begins so meet instead of an answer, each once. */
  readonly trouble: { readonly path: string; readonly kind: 'quota' | 'busy' | 'forbidden' | 'down' | 'garbage' }[];
  close(): Promise<void>;
}

/** `charted`: what Apple's feed of every country lists; `deezer`: what Deezer has, its chart being the first two. */
export async function startCounterpart(songs: {
  readonly charted: readonly CounterpartSong[];
  readonly deezer: readonly CounterpartSong[];
}): Promise<Counterpart> {
  const asked: string[] = [];
  const trouble: Counterpart['trouble'] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    const at = trouble.findIndex(({ path }) => request.url!.startsWith(path));
    if (at >= 0) meet(trouble.splice(at, 1)[0]!.kind, response);
    else answer(request, response, songs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    trouble,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function meet(kind: Counterpart['trouble'][number]['kind'], response: ServerResponse): unknown {
  // Deezer says it with status 200.
  if (kind === 'quota')
    return send(response, { error: { type: 'Exception', message: 'Quota limit exceeded', code: 4 } });
  if (kind === 'busy') return response.writeHead(429, { 'retry-after': '2' }).end();
  if (kind === 'forbidden') return response.writeHead(403).end();
  return kind === 'garbage' ? send(response, { hello: 'world' }) : response.destroy();
}

type Songs = Parameters<typeof startCounterpart>[0];

function answer({ url = '' }: IncomingMessage, response: ServerResponse, { charted, deezer }: Songs): unknown {
  const { pathname, searchParams } = new URL(url, 'http://host');
  const tracks = deezer.map((song, at) => deezerTrack(song, 1000 + at));
  const apple = /^\/api\/v2\/([a-z]{2})\/music\/most-played\/\d+\/songs\.json$/.exec(pathname);
  if (apple) return send(response, appleFeed(apple[1]!, charted));
  if (pathname === '/chart/0/tracks') return send(response, { data: tracks.slice(0, 2).map(listed), total: 2 });
  if (pathname === '/search')
    return send(response, { data: found(tracks, searchParams.get('q')!).map(listed), total: 1 });
  if (pathname.startsWith('/track/')) {
    const track = tracks.find(({ id }) => String(id) === pathname.slice('/track/'.length));
    return send(response, track ?? { error: { type: 'DataException', message: 'no data', code: 800 } });
  }
  const ids = searchParams.get('ids')?.split(',') ?? [];
  const measured = deezer.filter((song) => song.measured);
  const known = measured.filter(({ isrc }) => ids.includes(isrc) || ids.includes(idOf(isrc)));
  if (pathname === '/v1/track') return send(response, { content: known.map(reccoTrack) });
  if (pathname === '/v1/audio-features') return send(response, { content: known.map(reccoFeatures) });
  return response.writeHead(404).end();
}

function send(response: ServerResponse, document: unknown): unknown {
  return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
}

const appleFeed = (country: string, songs: readonly CounterpartSong[]) => ({
  feed: {
    title: 'Top Songs',
    id: `https://rss.marketingtools.apple.com/api/v2/${country}/music/most-played/100/songs.json`,
    country,
    results: songs.map(({ title, artist, explicit }, at) => ({
      artistName: artist,
      id: String(1_700_000_000 + at),
      name: title,
      releaseDate: '2024-05-17',
      kind: 'songs',
      artworkUrl100: 'https://example.com/100x100bb.jpg',
      genres: [
        { genreId: '34', name: 'Music', url: 'https://itunes.apple.com/us/genre/id34' },
        { genreId: '14', name: 'Pop', url: 'https://itunes.apple.com/us/genre/id14' },
      ],
      url: `https://music.apple.com/${country}/song/${1_700_000_000 + at}`,
      ...(explicit ? { contentAdvisoryRating: 'Explict' } : {}),
    })),
  },
});

const deezerTrack = ({ title, artist, isrc, explicit = false }: CounterpartSong, id: number) => ({
  id,
  readable: true,
  title,
  title_short: title,
  isrc,
  duration: 200,
  rank: 900_000,
  release_date: '2023-02-03',
  explicit_lyrics: explicit,
  artist: { id: id * 10, name: artist, type: 'artist' },
  type: 'track',
});

/** Lists leave out the code and the date. */
function listed({ isrc: _isrc, release_date: _date, ...track }: ReturnType<typeof deezerTrack>) {
  return track;
}

function found(tracks: readonly ReturnType<typeof deezerTrack>[], query: string) {
  const named = /^artist:"(.*)" track:"(.*)"$/.exec(query);
  const has = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase());
  return tracks.filter(({ title, artist }) =>
    named ? has(artist.name, named[1]!) && has(title, named[2]!) : has(`${title} ${artist.name}`, query),
  );
}

const idOf = (isrc: string) => `7d5f3f7c-0000-4000-8000-${isrc.toLowerCase()}`;
const hrefOf = (isrc: string) => `https://open.spotify.com/track/${isrc.toLowerCase()}spotifyid`;

const reccoTrack = ({ title, artist, isrc }: CounterpartSong) => ({
  id: idOf(isrc),
  trackTitle: title,
  artists: [{ id: 'a', name: artist, href: 'https://open.spotify.com/artist/x' }],
  durationMs: 201_000,
  isrc,
  ean: null,
  upc: null,
  href: hrefOf(isrc),
  availableCountries: 'US,DE',
  popularity: 64,
});

const reccoFeatures = ({ isrc }: CounterpartSong) => ({
  id: idOf(isrc),
  href: hrefOf(isrc),
  isrc,
  acousticness: 0.12,
  danceability: 0.71,
  energy: 0.66,
  instrumentalness: 0.0001,
  key: 5,
  liveness: 0.11,
  loudness: -6.2,
  mode: 1,
  speechiness: 0.04,
  tempo: 121.9,
  valence: 0.58,
});
