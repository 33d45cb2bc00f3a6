/** The routes about songs, moods and taste. */
import type { OfferedFilters, SongFilters } from '../../core/contracts/filters.ts';
import type { CorrectedMood, MoodPointBody } from '../../core/contracts/mood-point.ts';
import type { Preview } from '../../core/contracts/previews.ts';
import type { NamedSongs, SimilarSongs, SongListView } from '../../core/contracts/songs.ts';
import type { BannedArtists, TasteSongs } from '../../core/contracts/taste.ts';
import { call } from './client';

const recapPath = (id: string) => `/recaps/${encodeURIComponent(id)}` as const;

export const songsUnder = (recapId: string, filters: SongFilters): Promise<SongListView> =>
  call<'/recaps/{id}/songs', 'POST'>('POST', `${recapPath(recapId)}/songs`, filters);
/** What lists of this catalogue may be asked for. */
export const readOffered = (): Promise<OfferedFilters> => call<'/filters', 'GET'>('GET', '/filters');
/** The songs of some points of the map. */
export const namedSongs = (ids: readonly string[]): Promise<NamedSongs> =>
  call<'/atlas/songs', 'GET'>('GET', `/atlas/songs?ids=${ids.join(',')}`);
export const similarSongs = (trackId: string): Promise<SimilarSongs> =>
  call<'/tracks/{id}/similar', 'GET'>('GET', `/tracks/${trackId}/similar?limit=10`);

export const setMood = (recapId: string, point: MoodPointBody): Promise<CorrectedMood> =>
  call<'/recaps/{id}/mood', 'PUT'>('PUT', `${recapPath(recapId)}/mood`, point);
export const resetMood = (recapId: string) =>
  call<'/recaps/{id}/mood', 'DELETE'>('DELETE', `${recapPath(recapId)}/mood`);

export const findPreview = (trackId: string, purpose: 'play' | 'view'): Promise<Preview> =>
  call<'/tracks/{id}/preview', 'GET'>('GET', `/tracks/${trackId}/preview?for=${purpose}&country=${country()}`);

/** Whose store is asked: the region of the browser's language. */
function country(): string {
  try {
    return new Intl.Locale(navigator.language).maximize().region?.match(/^[A-Z]{2}$/)?.[0] ?? 'US';
  } catch {
    return 'US';
  }
}

export type SongTaste = 'likes' | 'hides';

export const listTaste = (kind: SongTaste): Promise<TasteSongs> =>
  call<'/me/likes' | '/me/hides', 'GET'>('GET', `/me/${kind}`);
export const saySong = (kind: SongTaste, trackId: string, said: boolean) =>
  call<'/me/likes/{trackId}' | '/me/hides/{trackId}', 'PUT' | 'DELETE'>(
    said ? 'PUT' : 'DELETE',
    `/me/${kind}/${trackId}`,
  );
export const listBans = (): Promise<BannedArtists> => call<'/me/bans', 'GET'>('GET', '/me/bans');
export const sayBan = (artist: string, banned: boolean) =>
  call<'/me/bans/{artist}', 'PUT' | 'DELETE'>(banned ? 'PUT' : 'DELETE', `/me/bans/${encodeURIComponent(artist)}`);
