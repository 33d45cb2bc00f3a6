import { describe, expect, test } from 'vitest';
import { correctedMoodSchema } from '../../../core/contracts/mood-point.ts';
import type { FoundSongs, SimilarSongs, SongListView } from '../../../core/contracts/songs.ts';
import { bannedArtistsSchema, tasteSongsSchema } from '../../../core/contracts/taste.ts';
import { artistKey } from '../../../core/ranking/same-recording.ts';
import { begin, ended, read, recapOf, request } from '../requests.ts';
import type { Target } from '../target.ts';
import { aPhoto, type People } from './support.ts';

/** Likes, hidden songs, banned artists and corrected moods, and what lists make of them. */
export function describeTaste(target: Target, people: People): void {
  const call = (method: string, path: string, body?: unknown, as = people.token) =>
    request(target, method, path, { token: as, ...(body === undefined ? {} : { body }) });
  const statusOf = async (method: string, path: string, as = people.token) =>
    (await call(method, path, undefined, as)).status;
  const likes = async (as = people.token) =>
    tasteSongsSchema.parse((await call('GET', '/me/likes', undefined, as)).body);
  const hides = async () => tasteSongsSchema.parse((await call('GET', '/me/hides')).body);
  const bans = async () => bannedArtistsSchema.parse((await call('GET', '/me/bans')).body);
  const listed = async (body: unknown = {}, id = people.ready.recapId) =>
    ((await call('POST', `/recaps/${id}/songs`, body)).body as SongListView).songs;
  const ids = (songs: readonly { trackId: string }[]) => songs.map(({ trackId }) => trackId);

  describe('likes', () => {
    test('are one however often and however much at once they are given, and none once taken back', async () => {
      const [first, second] = ids(people.ready.songs!);
      const answers = await Promise.all(Array.from({ length: 12 }, () => statusOf('PUT', `/me/likes/${first}`)));
      expect(new Set(answers)).toEqual(new Set([204]));
      expect(await likes()).toMatchObject({ count: 1, songs: [{ trackId: first }] });
      const { since } = (await likes()).songs[0]!;
      await statusOf('PUT', `/me/likes/${second}`);
      await statusOf('PUT', `/me/likes/${first}`);
      const { songs, count } = await likes();
      expect(count).toBe(2);
      expect(ids(songs)).toEqual([second, first]);
      expect(songs[1]!.since).toBe(since);
      const back = await Promise.all(Array.from({ length: 6 }, () => statusOf('DELETE', `/me/likes/${first}`)));
      expect(new Set(back)).toEqual(new Set([204]));
      await statusOf('DELETE', `/me/likes/${second}`);
      expect(await likes()).toEqual({ songs: [], count: 0 });
    });

    test('belong to one person, and need one', async () => {
      const stranger = await people.stranger();
      await statusOf('PUT', `/me/likes/${people.ready.songs![0]!.trackId}`);
      expect((await likes(stranger)).count).toBe(0);
      await statusOf('DELETE', `/me/likes/${people.ready.songs![0]!.trackId}`, stranger);
      expect((await likes()).count).toBe(1);
      expect((await request(target, 'GET', '/me/likes')).status).toBe(401);
      expect((await request(target, 'PUT', '/me/likes/s1')).status).toBe(401);
    });

    test.each(['szzzzzz', 'S1', 's1%20x'])('of %s, which is no song, is answered 404', async (id) => {
      for (const path of [`/me/likes/${id}`, `/me/hides/${id}`]) {
        const { status, body } = await call('PUT', path);
        expect(status).toBe(404);
        expect(body).toEqual({ error: { code: 'NotFound', message: 'There is no song with this id.' } });
      }
    });
  });

  describe('hiding and banning', () => {
    test('a hidden song is in no later list, until it is shown again', async () => {
      const song = people.ready.songs![1]!;
      await statusOf('PUT', `/me/likes/${song.trackId}`);
      expect(await statusOf('PUT', `/me/hides/${song.trackId}`)).toBe(204);
      expect(ids((await likes()).songs)).not.toContain(song.trackId);
      expect(await hides()).toMatchObject({ count: 1, songs: [{ trackId: song.trackId }] });

      expect(ids((await read(target, people.token, people.ready.recapId)).songs!)).not.toContain(song.trackId);
      expect(ids(await listed())).not.toContain(song.trackId);
      expect(await listed()).toHaveLength(10);
      const next = await recapOf(target, people.token, await aPhoto(target));
      expect(ids(next.songs!)).not.toContain(song.trackId);
      expect(next.songs).toHaveLength(10);
      const query = encodeURIComponent(`${song.title} ${song.artist}`);
      const found = (await call('GET', `/tracks?query=${query}`)).body as FoundSongs;
      expect(ids(found.songs)).not.toContain(song.trackId);
      expect(found.notes).toContain('Songs that you hid and artists that you banned are left out.');
      const similar = (await call('GET', `/tracks/${people.ready.songs![0]!.trackId}/similar?limit=50`))
        .body as SimilarSongs;
      expect(ids(similar.songs)).not.toContain(song.trackId);

      // Liking it says that it is wanted again.
      await statusOf('PUT', `/me/likes/${song.trackId}`);
      expect((await hides()).count).toBe(0);
      expect(ids(await listed())).toContain(song.trackId);
    });

    test('a banned artist is in no later list, however written', async () => {
      const { artist } = people.ready.songs![2]!;
      const path = `/me/bans/${encodeURIComponent(artist.toUpperCase())}`;
      await Promise.all([1, 2, 3].map(() => statusOf('PUT', path)));
      expect(await bans()).toMatchObject({ count: 1 });
      const artists = (await listed()).map((song) => artistKey(song.artist));
      expect(artists).not.toContain(artistKey(artist));
      expect(artists).toHaveLength(10);
      expect((await read(target, people.token, people.ready.recapId)).songs!.map((song) => song.artist)).not.toContain(
        artist,
      );
      expect(await statusOf('DELETE', `/me/bans/${encodeURIComponent(artist)}`)).toBe(204);
      expect(await bans()).toEqual({ artists: [], count: 0 });
      expect((await listed()).map((song) => song.artist)).toContain(artist);
    });

    test('an artist may have a slash in the name', async () => {
      expect(await statusOf('PUT', '/me/bans/AC%2FDC')).toBe(204);
      expect((await bans()).artists).toMatchObject([{ artist: 'AC/DC' }]);
      expect(await statusOf('DELETE', '/me/bans/AC%2FDC')).toBe(204);
      expect((await bans()).count).toBe(0);
      expect(await statusOf('PUT', `/me/bans/${'x'.repeat(201)}`)).toBe(404);
    });
  });

  describe('the mood that its owner sets', () => {
    const set = (point: unknown, id = people.ready.recapId, as = people.token) =>
      call('PUT', `/recaps/${id}/mood`, point, as);

    test('is kept with the songs that follow from it, and can be taken back', async () => {
      const before = await read(target, people.token, people.ready.recapId);
      const reply = await set({ valence: 0.08, energy: 0.12 });
      expect(reply.status, JSON.stringify(reply.body)).toBe(200);
      const dark = correctedMoodSchema.parse(reply.body);
      const mean = (songs: readonly { features: { energy: number } }[]) =>
        songs.reduce((sum, { features }) => sum + features.energy, 0) / songs.length;
      expect(dark.mood).toMatchObject({ valence: 0.08, energy: 0.12, confidence: 0.95 });
      expect(mean(dark.songs)).toBeLessThan(mean(before.songs!) - 0.1);

      const after = await read(target, people.token, people.ready.recapId);
      expect(after.correctedFrom).toEqual({
        valence: before.mood!.valence,
        energy: before.mood!.energy,
        word: before.mood!.word,
      });
      expect(after).toMatchObject({ mood: dark.mood, target: dark.target, songs: dark.songs });
      expect(ids(await listed())).toEqual(ids(dark.songs));
      // Each correction begins at what was read.
      await set({ valence: 0.9, energy: 0.9 });
      expect((await set({ valence: 0.08, energy: 0.12 })).body).toEqual(reply.body);

      expect(await statusOf('DELETE', `/recaps/${people.ready.recapId}/mood`)).toBe(204);
      const back = await read(target, people.token, people.ready.recapId);
      expect(back).toMatchObject({ correctedFrom: null, mood: before.mood, target: before.target });
      expect(ids(back.songs!)).toEqual(ids(before.songs!));
    });

    test.each([
      [{ valence: 1.1, energy: 0.5 }, ['valence']],
      [{ valence: 0.5 }, ['energy']],
      [{ valence: 0.5, energy: 0.5, word: 'glad' }, ['word']],
    ])('refuses %j', async (point, fields) => {
      const { status, body } = await set(point);
      expect(status).toBe(400);
      expect((body as { error: { fields: string[] } }).error.fields).toEqual(fields);
    });

    test('is its owner’s alone, and comes after the reading', async () => {
      const stranger = await people.stranger();
      expect((await set({ valence: 0.5, energy: 0.5 }, people.ready.recapId, stranger)).status).toBe(404);
      expect(await statusOf('DELETE', `/recaps/${people.ready.recapId}/mood`, stranger)).toBe(404);
      const recapId = await begin(target, people.token, await aPhoto(target));
      expect((await set({ valence: 0.5, energy: 0.5 }, recapId)).status).toBe(409);
      await ended(target, people.token, recapId);
    });
  });
}
