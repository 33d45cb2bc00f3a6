/** From songs that somebody listens to, to songs with audio features: names → ISRC (Deezer) → features (ReccoBeats). */
import {
  deezerErrorCode,
  entriesOfReccoBeats,
  joinedEntries,
  songOfDeezerTrack,
  songsOfAppleChart,
  songsOfDeezerList,
  type WantedSong,
} from '../../../../core/import/feeds.ts';
import { artistKey, titleKey } from '../../../../core/ranking/same-recording.ts';
import { type Clock, REAL_CLOCK, Service } from './service.ts';

export interface FeedAddresses {
  readonly apple: string;
  readonly deezer: string;
  readonly reccoBeats: string;
}

const ADDRESSES: FeedAddresses = {
  apple: 'https://rss.marketingtools.apple.com',
  deezer: 'https://api.deezer.com',
  reccoBeats: 'https://api.reccobeats.com',
};
/** Most songs a feed and a search give. */
const APPLE_SONGS = 100;
const DEEZER_SONGS = 100;
/** Ids that one request to ReccoBeats may name. */
export const RECCOBEATS_IDS = 40;
const DEEZER_OVER_QUOTA = 4;

export class Feeds {
  readonly #apple: Service;
  readonly #deezer: Service;
  readonly #reccoBeats: Service;

  constructor({ addresses = ADDRESSES, clock = REAL_CLOCK }: { addresses?: FeedAddresses; clock?: Clock } = {}) {
    this.#apple = new Service({ name: "Apple's chart feed", baseUrl: addresses.apple, gapMs: 1_000, clock });
    this.#deezer = new Service({
      name: 'Deezer',
      baseUrl: addresses.deezer,
      // Fifty requests in five seconds are allowed.
      gapMs: 110,
      isOverQuota: (document) => deezerErrorCode(document) === DEEZER_OVER_QUOTA,
      clock,
    });
    this.#reccoBeats = new Service({ name: 'ReccoBeats', baseUrl: addresses.reccoBeats, gapMs: 500, clock });
  }

  /** The most played songs of a country (ISO 3166-1, lower case) at Apple's. */
  async appleChart(country: string): Promise<WantedSong[]> {
    const document = await this.#apple.get(`/api/v2/${country}/music/most-played/${APPLE_SONGS}/songs.json`);
    return document === null ? [] : songsOfAppleChart(document, `apple-${country}`);
  }

  async deezerChart(): Promise<WantedSong[]> {
    return songsOfDeezerList(await this.#deezer.get(`/chart/0/tracks?limit=${DEEZER_SONGS}`), 'deezer-chart');
  }

  async search(text: string): Promise<WantedSong[]> {
    const query = new URLSearchParams({ q: text, limit: String(DEEZER_SONGS) });
    const document = await this.#deezer.get(`/search?${query}`);
    return document === null ? [] : songsOfDeezerList(document, 'deezer-search');
  }

  /** The songs with their ISRC; one that Deezer does not have stays without. */
  async withIsrc(song: WantedSong): Promise<WantedSong> {
    if (song.isrc !== undefined) return song;
    const deezerId = song.deezerId ?? (await this.#deezerIdOf(song));
    if (deezerId === undefined) return song;
    const document = await this.#deezer.get(`/track/${deezerId}`);
    if (document === null || deezerErrorCode(document) !== null) return song;
    const { isrc, releaseDate, explicit } = songOfDeezerTrack(document, song.source);
    return {
      ...song,
      deezerId,
      isrc,
      releaseDate: song.releaseDate ?? releaseDate,
      explicit: song.explicit ?? explicit,
    };
  }

  async #deezerIdOf({ title, artist }: WantedSong): Promise<number | undefined> {
    // Without "(feat. …)" and the second name, which each service writes in its own way.
    const [first = artist] = artist.split(/\s*(?:,|&|\bfeat\b|\bx\b)\s*/i).filter(Boolean);
    const q = `artist:"${first.replaceAll('"', ' ')}" track:"${titleKey(title)}"`;
    const query = new URLSearchParams({ q, limit: '10' });
    const found = songsOfDeezerList(await this.#deezer.get(`/search?${query}`), '');
    // The search also gives what is only similar.
    return found.find((song) => titleKey(song.title) === titleKey(title) && sharesArtist(song.artist, artist))
      ?.deezerId;
  }

  /** Entries in ReccoBeats' own form of those songs that it knows; at most RECCOBEATS_IDS are asked for. */
  async entriesOf(songs: readonly WantedSong[]): Promise<Record<string, unknown>[]> {
    const isrcs = songs.flatMap(({ isrc }) => isrc ?? []);
    if (isrcs.length === 0) return [];
    const tracks = entriesOfReccoBeats((await this.#reccoBeats.get(`/v1/track?ids=${isrcs.join(',')}`)) ?? NOTHING);
    const ids = tracks.map(({ id }) => id).slice(0, RECCOBEATS_IDS);
    if (ids.length === 0) return [];
    const features = await this.#reccoBeats.get(`/v1/audio-features?ids=${ids.join(',')}`);
    return joinedEntries(songs, tracks, entriesOfReccoBeats(features ?? NOTHING));
  }
}

const NOTHING = { content: [] };

/** "A & B" is the same as "A" where a service lists the second one among the contributors. */
function sharesArtist(a: string, b: string): boolean {
  const [first, second] = [artistKey(a), artistKey(b)];
  return ` ${first} `.includes(` ${second} `) || ` ${second} `.includes(` ${first} `);
}
