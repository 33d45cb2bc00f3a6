import { describe, expect, test } from 'vitest';
import { offeredFiltersSchema, type SongFilters } from '../../../core/contracts/filters.ts';
import type { RecapCreated } from '../../../core/contracts/recaps.ts';
import {
  foundSongsSchema,
  type SimilarSongs,
  type SongListView,
  similarSongsSchema,
  songListSchema,
  type TrackView,
  trackViewSchema,
} from '../../../core/contracts/songs.ts';
import { artistKey } from '../../../core/ranking/same-recording.ts';
import { plainPhoto } from '../photos.ts';
import { type Reply, recapOf, request } from '../requests.ts';
import type { Target } from '../target.ts';
import type { People } from './support.ts';

/** Songs of the catalogue, and other ones for a recap. */
export function describeSongs(target: Target, people: People): void {
  const post = (body: unknown, id = people.ready.recapId, as = people.token): Promise<Reply> =>
    request(target, 'POST', `/recaps/${id}/songs`, { token: as, body });

  async function listed(filters: SongFilters): Promise<SongListView> {
    const reply = await post(filters);
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    return songListSchema.parse(reply.body);
  }

  describe('GET /filters', () => {
    test('offers what there are most songs of, and tells what share each filter can judge', async () => {
      const reply = await request(target, 'GET', '/filters', { token: people.token });
      expect(reply.status).toBe(200);
      const { genres, languages, coverage } = offeredFiltersSchema.parse(reply.body);
      expect(languages[0]).toBe('en');
      expect(genres.slice(0, 3)).toContain('pop');
      expect(coverage).toEqual((await listed({})).coverage);
      const { songs } = await listed({ genres: { include: [genres.at(-1)!] } });
      expect(songs.length).toBeGreaterThan(0);
      for (const { genre } of songs) expect(genre).toBe(genres.at(-1));
    });

    test('is for people who are signed in', async () => {
      expect((await request(target, 'GET', '/filters')).status).toBe(401);
    });
  });

  describe('POST /recaps/{id}/songs', () => {
    test('without filters is the list of the recap, and says what share filters can judge', async () => {
      const { songs, notes, coverage } = await listed({});
      expect(songs.map(({ trackId }) => trackId)).toEqual(people.ready.songs!.map(({ trackId }) => trackId));
      expect(notes).toEqual(people.ready.notes);
      expect(coverage).toMatchObject({ decades: 1, genres: 1, languages: 1 });
      expect(coverage.explicit).toBeGreaterThan(0.99);
    });

    test('has only gentle songs where the person says that the moment is a heavy one, and says so', async () => {
      const { songs, notes } = await listed({ gentle: true });
      expect(songs.length).toBeGreaterThan(0);
      for (const { features, explicit } of songs) {
        expect(Math.max(features.valence, features.energy)).toBeLessThanOrEqual(0.6);
        expect(explicit).toBe(false);
      }
      expect(notes[0]).toContain('tender moment');
      expect((await listed({ gentle: false })).notes).not.toContain(notes[0]);
    });

    test('keeps to every filter', async () => {
      const { songs } = await listed({
        explicit: 'clean',
        languages: ['en'],
        decades: { from: 1960, to: 1980 },
        genres: { exclude: ['pop'] },
        features: { tempo: { min: 90, max: 130 } },
      });
      expect(songs).toHaveLength(10);
      for (const song of songs) {
        expect(song.explicit).toBe(false);
        expect(song.language).toBe('en');
        expect(song.year).toBeGreaterThanOrEqual(1960);
        expect(song.year).toBeLessThan(1990);
        expect(song.genre).not.toBe('pop');
        expect(song.features.tempo).toBeGreaterThanOrEqual(90);
        expect(song.features.tempo).toBeLessThanOrEqual(130);
      }
    });

    test('lists explicit songs alone where only they are wanted', async () => {
      const { songs } = await listed({ explicit: 'only' });
      expect(songs.length).toBeGreaterThan(0);
      expect(songs.every(({ explicit }) => explicit === true)).toBe(true);
    });

    test('bans an artist, however written', async () => {
      const { artist } = people.ready.songs![0]!;
      const { songs } = await listed({ banArtists: [artist.toUpperCase()] });
      expect(songs.map((song) => artistKey(song.artist))).not.toContain(artistKey(artist));
      expect(songs).toHaveLength(10);
    });

    test('moves from the well known to deep cuts', async () => {
      const popularityOf = async (popularity: number) => {
        const { songs } = await listed({ popularity });
        const tracks = await Promise.all(
          songs.map(
            async ({ trackId }) => (await request(target, 'GET', `/tracks/${trackId}`, { token: people.token })).body,
          ),
        );
        return tracks.reduce((sum, track) => sum + (track as TrackView).popularity, 0) / tracks.length;
      };
      expect(await popularityOf(0)).toBeGreaterThan((await popularityOf(1)) + 4);
    });

    test('widens where nothing matches, and says so', async () => {
      const { songs, notes } = await listed({ decades: { from: 2140 }, explicit: 'clean' });
      expect(songs).toHaveLength(10);
      expect(notes[0]).toBe('No song met every filter, so the list leaves aside the decades.');
      expect(songs.every(({ explicit }) => explicit !== true)).toBe(true);
    });

    test('gives others again and again', async () => {
      const before = await recapOf(target, people.token, await plainPhoto());
      const others = ((await post({ again: true }, before.recapId)).body as SongListView).songs;
      const mine = await recapOf(target, people.token, await plainPhoto());
      const seen = new Set([...mine.songs!, ...before.songs!, ...others].map(({ trackId }) => trackId));
      for (let round = 0; round < 3; round++) {
        const { songs } = (await post({ again: true }, mine.recapId)).body as SongListView;
        expect(songs).toHaveLength(10);
        for (const { trackId } of songs) {
          expect(seen.has(trackId)).toBe(false);
          seen.add(trackId);
        }
      }
    });

    test.each([
      [{ colour: 1 }, 'colour'],
      [{ genres: { only: ['rock'] } }, 'only'],
      [{ languages: ['english'] }, 'languages.0'],
      [{ decades: { from: 1985 } }, 'decades.from'],
      [{ decades: { from: 1990, to: 1980 } }, 'decades'],
      [{ features: { tempo: { min: 124, max: 118 } } }, 'features.tempo'],
      [{ features: { tempo: { min: 400 } } }, 'features.tempo'],
      [{ weights: { valence: 4 } }, 'weights.valence'],
    ])('refuses %j and names the field', async (body, field) => {
      const reply = await post(body);
      expect(reply.status).toBe(400);
      expect((reply.body as { error: { fields: string[] } }).error.fields).toEqual([field]);
    });

    test("answers 404 for somebody else's recap, and 409 before there is a mood", async () => {
      const stranger = await people.stranger();
      const theirs = await post({}, people.ready.recapId, stranger);
      expect(theirs.status).toBe(404);
      expect(theirs.body).toEqual((await post({}, '01ARZ3NDEKTSV4RRFFQ69G5FAV', stranger)).body);
      const { recapId } = (await request(target, 'POST', '/recaps', { token: people.token, body: {} }))
        .body as RecapCreated;
      expect((await post({}, recapId)).status).toBe(409);
    });
  });

  describe('GET /tracks', () => {
    const search = async (query: string, rest = '') => {
      const reply = await request(target, 'GET', `/tracks?query=${encodeURIComponent(query)}${rest}`, {
        token: people.token,
      });
      expect(reply.status, JSON.stringify(reply.body)).toBe(200);
      return foundSongsSchema.parse(reply.body);
    };

    test('finds a song by title and artist, typos and all', async () => {
      for (const { title, artist, trackId } of people.ready.songs!.slice(0, 5)) {
        expect((await search(`${title} ${artist}`)).songs[0]?.trackId).toBe(trackId);
      }
      expect((await search('bohemain rapsody')).songs[0]?.title).toBe('Bohemian Rhapsody');
    });

    test('reads moods, decades, sound and what is not wanted', async () => {
      const { songs, understood, notes } = await search('calm 1960s guitar', '&limit=5');
      expect(understood).toMatchObject({ words: [], filters: { decades: { from: 1960, to: 1960 } } });
      expect(notes).toEqual([]);
      expect(songs).toHaveLength(5);
      for (const { year } of songs) expect(Math.floor(year! / 10)).toBe(196);
      const { songs: silent } = await search('sad piano, no lyrics');
      expect(silent.length).toBeGreaterThan(0);
      for (const { features } of silent) expect(features.instrumentalness).toBeGreaterThanOrEqual(0.5);
      const { songs: sea } = await search('songs about the sea');
      expect(sea[0]!.themes).toContain('sea');
    });

    test('says where nothing was found', async () => {
      expect(await search('qqqqqqqq')).toMatchObject({ songs: [], notes: ['No song was found for these words.'] });
    });

    test('refuses an empty search and other fields', async () => {
      for (const [path, field] of [
        ['/tracks', 'query'],
        ['/tracks?query=%20', 'query'],
        ['/tracks?query=sea&limit=21', 'limit'],
        ['/tracks?query=sea&page=2', 'page'],
      ]) {
        const { status, body } = await request(target, 'GET', path!, { token: people.token });
        expect(status).toBe(400);
        expect((body as { error: { fields: string[] } }).error.fields).toEqual([field]);
      }
    });
  });

  describe('GET /tracks/{id}', () => {
    test('is the song', async () => {
      const [song] = people.ready.songs!;
      const { status, body } = await request(target, 'GET', `/tracks/${song!.trackId}`, { token: people.token });
      expect(status).toBe(200);
      expect(trackViewSchema.parse(body)).toMatchObject({ title: song!.title, artist: song!.artist });
    });

    test.each(['szzzzzz', 'S1', '1', 's1%20x'])('answers 404 to %s', async (id) => {
      for (const path of [`/tracks/${id}`, `/tracks/${id}/similar`]) {
        const { status, body } = await request(target, 'GET', path, { token: people.token });
        expect(status).toBe(404);
        expect(body).toEqual({ error: { code: 'NotFound', message: 'There is no song with this id.' } });
      }
    });

    test('needs a signed-in person', async () => {
      expect((await request(target, 'GET', `/tracks/${people.ready.songs![0]!.trackId}`)).status).toBe(401);
      expect((await request(target, 'POST', `/recaps/${people.ready.recapId}/songs`, { body: {} })).status).toBe(401);
    });
  });

  describe('GET /tracks/{id}/similar', () => {
    test('lists as many others as asked for, nearest first, and says what is alike', async () => {
      const { trackId } = people.ready.songs![0]!;
      for (const [asked, length] of [
        ['', 10],
        ['?limit=3', 3],
        ['?limit=50', 50],
      ] as const) {
        const { status, body } = await request(target, 'GET', `/tracks/${trackId}/similar${asked}`, {
          token: people.token,
        });
        expect(status).toBe(200);
        const { track, songs }: SimilarSongs = similarSongsSchema.parse(body);
        expect(track.trackId).toBe(trackId);
        expect(songs).toHaveLength(length);
        expect(songs.map((song) => song.trackId)).not.toContain(trackId);
        const distances = songs.map(({ distance }) => distance);
        expect(distances).toEqual([...distances].sort((a, b) => a - b));
        expect(songs.flatMap(({ why }) => why).join(' ')).not.toContain('moment');
      }
    });

    test.each(['0', '51', 'many'])('refuses a limit of %s', async (limit) => {
      const { trackId } = people.ready.songs![0]!;
      const { status, body } = await request(target, 'GET', `/tracks/${trackId}/similar?limit=${limit}`, {
        token: people.token,
      });
      expect(status).toBe(400);
      expect((body as { error: { fields: string[] } }).error.fields).toEqual(['limit']);
    });
  });
}
