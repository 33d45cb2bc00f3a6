/**
 * Counterparts of the iTunes Search API and of Deezer's API, in one server: the documented shapes, results that are nearly
 * the song asked for, the limits (20 calls a minute, then 403 with an empty body; 50 in five seconds, then error 4 with
 * status 200), and preview addresses that are signed and expire.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseStarter } from '../../core/catalogue/starter.ts';
import { artistKey } from '../../core/ranking/same-recording.ts';
import { tone } from './tone.ts';

export type Sung = { title: string; artist: string; durationSeconds: number };
type Recording = Sung & { id: number; album: string };

export type MusicServices = {
  itunesUrl: string;
  deezerUrl: string;
  /** Calls so far, by service; refused ones count as well. */
  calls: { itunes: number; deezer: number; refused: number };
  /** Artists, by key, of whom iTunes has nothing. */
  unknownToItunes: Set<string>;
  /** Artists, by key, of whom nobody has more than imitations. */
  onlyImitated: Set<string>;
  /** Seconds for which a signed address works. */
  signedSeconds: number;
  close: () => Promise<void>;
};

/** A minute, and Deezer's five seconds. */
const ITUNES = { calls: 20, windowMs: 60_000 };
const DEEZER = { calls: 50, windowMs: 5_000 };

const STARTER = join(import.meta.dirname, '..', '..', 'catalogue', 'starter');

/** The songs of the starter catalogue, which the services know. */
function starterSongs(): Sung[] {
  return readdirSync(STARTER)
    .filter((name) => name.endsWith('.tsv'))
    .flatMap((name) => parseStarter(readFileSync(join(STARTER, name), 'utf8')).tracks);
}

export async function startMusicServices(songs: readonly Sung[] = starterSongs()): Promise<MusicServices> {
  const recordings = songs.flatMap(recordingsOf);
  const secret = randomUUID();
  const windows = { itunes: [] as number[], deezer: [] as number[] };
  const server = createServer((request, response) => serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const services: MusicServices = {
    itunesUrl: `${origin}/itunes`,
    deezerUrl: `${origin}/deezer`,
    calls: { itunes: 0, deezer: 0, refused: 0 },
    unknownToItunes: new Set(),
    onlyImitated: new Set(),
    signedSeconds: 900,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };

  /** Whether this call is one too many. */
  function isTooMany(name: 'itunes' | 'deezer', { calls, windowMs }: typeof ITUNES): boolean {
    const now = Date.now();
    services.calls[name] += 1;
    windows[name] = windows[name].filter((at) => at > now - windowMs);
    if (windows[name].length >= calls) {
      services.calls.refused += 1;
      return true;
    }
    windows[name].push(now);
    return false;
  }

  const isImitation = ({ album }: Recording) => album !== 'Album';
  const known = (one: Recording) => isImitation(one) || !services.onlyImitated.has(artistKey(one.artist));
  const signature = (id: number, exp: number) => createHmac('sha256', secret).update(`${id}.${exp}`).digest('hex');

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', origin);
    const [, service, kind = '', rest = ''] = url.pathname.split('/');
    switch (`${service}/${kind}`) {
      case 'itunes/search':
      case 'itunes/lookup':
        itunes(kind === 'lookup', url, response);
        break;
      case 'deezer/search':
      case 'deezer/track':
        deezer(kind, url, rest, response);
        break;
      case 'audio/itunes':
        audio(request, response, Number.parseInt(rest, 10));
        break;
      case 'audio/deezer':
        if (isSigned(url, Number.parseInt(rest, 10))) audio(request, response, Number.parseInt(rest, 10));
        else response.writeHead(403).end();
        break;
      default:
        if (service === 'cover') cover(response, Number(kind));
        else response.writeHead(404).end();
    }
  }

  function isSigned(url: URL, id: number): boolean {
    const [, exp = '0', mac = ''] = /exp=(\d+)~hmac=(\w+)/.exec(url.searchParams.get('hdnea') ?? '') ?? [];
    return Number(exp) * 1000 > Date.now() && mac === signature(id, Number(exp));
  }

  function itunes(isLookUp: boolean, url: URL, response: ServerResponse): void {
    if (isTooMany('itunes', ITUNES)) {
      response.writeHead(403, { 'content-length': 0 }).end();
      return;
    }
    const found = recordings.filter((one) => known(one) && !services.unknownToItunes.has(artistKey(one.artist)));
    const id = url.searchParams.get('id');
    const words = wordsOf(url.searchParams.get('term') ?? '');
    const hits = isLookUp
      ? found.filter((one) => String(one.id) === id)
      : found.filter((one) => isHit(one, words)).slice(0, Number(url.searchParams.get('limit') ?? 50));
    const results = hits.map((one) => ({
      wrapperType: 'track',
      kind: 'song',
      artistId: 1,
      collectionId: 2,
      trackId: one.id,
      artistName: one.artist,
      collectionName: one.album,
      trackName: one.title,
      trackViewUrl: `https://music.apple.com/us/album/2?i=${one.id}`,
      previewUrl: `${origin}/audio/itunes/${one.id}.m4a`,
      artworkUrl100: `${origin}/cover/${one.id}/100x100bb.jpg`,
      trackTimeMillis: Math.round(one.durationSeconds * 1000) + 420,
      trackExplicitness: 'notExplicit',
      primaryGenreName: 'Pop',
      isStreamable: true,
    }));
    response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' });
    response.end(JSON.stringify({ resultCount: results.length, results }));
  }

  function deezer(kind: string, url: URL, id: string, response: ServerResponse): void {
    const answer = isTooMany('deezer', DEEZER)
      ? { error: { type: 'Exception', message: 'Quota limit exceeded', code: 4 } }
      : deezerAnswer(kind, url, id);
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer));
  }

  function deezerAnswer(kind: string, url: URL, id: string): unknown {
    const trackOf = (one: Recording) => {
      const exp = Math.floor(Date.now() / 1000) + services.signedSeconds;
      return {
        id: one.id,
        readable: true,
        title: one.title,
        title_short: one.title,
        link: `https://www.deezer.com/track/${one.id}`,
        duration: Math.round(one.durationSeconds),
        rank: 500_000,
        explicit_lyrics: false,
        preview: `${origin}/audio/deezer/${one.id}.mp3?hdnea=exp=${exp}~hmac=${signature(one.id, exp)}`,
        artist: { id: 3, name: one.artist, type: 'artist' },
        album: { id: 4, title: one.album, cover_medium: `${origin}/cover/${one.id}/250x250.jpg`, type: 'album' },
        type: 'track',
      };
    };
    if (kind === 'track') {
      const one = recordings.find((recording) => String(recording.id) === id);
      return one ? trackOf(one) : { error: { type: 'DataException', message: 'no data', code: 800 } };
    }
    const words = wordsOf((url.searchParams.get('q') ?? '').replace(/(artist|track):/g, ' '));
    const data = recordings.filter((one) => known(one) && isHit(one, words)).map(trackOf);
    return { data, total: data.length };
  }

  return services;
}

/** Half a minute in WAVE, in ranges where a player asks for them. */
function audio({ headers }: IncomingMessage, response: ServerResponse, id: number): void {
  const bytes = tone({ seconds: 30, hertz: 220 + (id % 24) * 20 });
  const range = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '');
  const from = Number(range?.[1] ?? 0);
  const to = Math.min(bytes.length - 1, Number(range?.[2] || bytes.length - 1));
  response.writeHead(range ? 206 : 200, {
    'content-type': 'audio/wav',
    'accept-ranges': 'bytes',
    'content-length': to - from + 1,
    ...(range ? { 'content-range': `bytes ${from}-${to}/${bytes.length}` } : {}),
  });
  response.end(bytes.subarray(from, to + 1));
}

function cover(response: ServerResponse, id: number): void {
  const hue = (id * 47) % 360;
  response.writeHead(200, { 'content-type': 'image/svg+xml' });
  response.end(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path fill="hsl(${hue} 45% 45%)" d="M0 0h10v10H0z"/><circle cx="5" cy="5" r="3" fill="hsl(${hue} 60% 75%)"/></svg>`,
  );
}

/** What the services have of a song: imitations and other versions first, as they often come. */
function recordingsOf({ title, artist, durationSeconds }: Sung, index: number): Recording[] {
  const id = 1_000_000 + index * 10;
  return [
    { id: id + 1, title: `${title} (Karaoke Version)`, artist, durationSeconds, album: 'Sing It Yourself' },
    { id: id + 2, title, artist: 'The Tribute Players', durationSeconds, album: `Tribute to ${artist}` },
    { id: id + 3, title, artist: 'Somebody Else', durationSeconds: durationSeconds + 1, album: 'Covers' },
    { id: id + 4, title: `${title} (Live)`, artist, durationSeconds, album: 'On Tour' },
    { id: id + 5, title, artist, durationSeconds: durationSeconds + 30, album: 'Extended' },
    { id, title, artist, durationSeconds, album: 'Album' },
  ];
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Every word asked for stands in the title, the artist or the album. */
function isHit({ title, artist, album }: Recording, words: readonly string[]): boolean {
  const has = new Set(wordsOf(`${title} ${artist} ${album}`));
  return words.length > 0 && words.every((word) => has.has(word));
}
