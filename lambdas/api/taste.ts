/** Likes, hidden songs and banned artists of the signed-in person. */
import { TASTE_ROUTES } from '../../core/contracts/routes/taste.ts';
import type { BannedArtists, TasteSongs } from '../../core/contracts/taste.ts';
import { type TasteEntry, tasteKeys } from '../../core/taste.ts';
import { trackView } from '../../core/track-view.ts';
import { readTracks } from '../shared/catalogue-store.ts';
import { apiHandler } from '../shared/http.ts';
import { addTaste, readTaste, removeTaste } from '../shared/taste-store.ts';
import { theTrack } from '../shared/the-track.ts';

type SongKind = 'like' | 'hide';
const OPPOSITE: Readonly<Record<SongKind, SongKind>> = { like: 'hide', hide: 'like' };

export const handler = apiHandler(TASTE_ROUTES, {
  'GET /me/likes': ({ userId }) => songsOf(userId, 'like'),
  'PUT /me/likes/{trackId}': ({ userId, path }) => say(userId, 'like', path.trackId),
  'DELETE /me/likes/{trackId}': ({ userId, path }) => removeTaste(userId, tasteKeys.track('like', path.trackId)),
  'GET /me/hides': ({ userId }) => songsOf(userId, 'hide'),
  'PUT /me/hides/{trackId}': ({ userId, path }) => say(userId, 'hide', path.trackId),
  'DELETE /me/hides/{trackId}': ({ userId, path }) => removeTaste(userId, tasteKeys.track('hide', path.trackId)),
  'GET /me/bans': async ({ userId }): Promise<BannedArtists> => {
    const entries = await readTaste(userId, 'ban');
    return { artists: entries.map(({ artist, since }) => ({ artist, since })), count: entries.length };
  },
  'PUT /me/bans/{artist+}': ({ userId, path }) => ban(userId, path.artist),
  'DELETE /me/bans/{artist+}': ({ userId, path }) => removeTaste(userId, tasteKeys.artist(path.artist)),
});

/** Likes or hides a song; the one takes back the other. */
async function say(userId: string, kind: SongKind, trackId: string): Promise<void> {
  const { title, artist } = await theTrack(trackId);
  const entry: TasteEntry = { kind, subject: trackId, title, artist, since: new Date().toISOString() };
  await addTaste(userId, tasteKeys.track(kind, trackId), entry);
  await removeTaste(userId, tasteKeys.track(OPPOSITE[kind], trackId));
}

async function ban(userId: string, artist: string): Promise<void> {
  const key = tasteKeys.artist(artist);
  const entry: TasteEntry = { kind: 'ban', subject: key, title: null, artist, since: new Date().toISOString() };
  await addTaste(userId, key, entry);
}

async function songsOf(userId: string, kind: SongKind): Promise<TasteSongs> {
  const entries = await readTaste(userId, kind);
  const tracks = new Map(
    (await readTracks(entries.map(({ subject }) => subject))).map((track) => [track.trackId, track]),
  );
  const songs = entries.flatMap(({ subject, since }) => {
    const track = tracks.get(subject);
    return track ? [{ ...trackView(track), since }] : [];
  });
  return { songs, count: entries.length };
}
