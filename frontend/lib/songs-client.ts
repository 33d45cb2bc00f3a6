/** The routes about songs, moods and taste. */
import type { SongFilters } from '../../core/contracts/filters.ts';
import type { CorrectedMood, MoodPointBody } from '../../core/contracts/mood-point.ts';
import type { Preview } from '../../core/contracts/previews.ts';
import type { NamedSongs, SimilarSongs, SongListView } from '../../core/contracts/songs.ts';
import type { BannedArtists, TasteSongs } from '../../core/contracts/taste.ts';
import { call } from './client';

const recapPath = (id: string) => `/recaps/${encodeURIComponent(id)}`;

export const songsUnder = (recapId: string, filters: SongFilters) =>
  call<SongListView>('POST', `${recapPath(recapId)}/songs`, filters);
/** The songs of some points of the map. */
export const namedSongs = (ids: readonly string[]) => call<NamedSongs>('GET', `/atlas/songs?ids=${ids.join(',')}`);
export const similarSongs = (trackId: string) => call<SimilarSongs>('GET', `/tracks/${trackId}/similar?limit=10`);

export const setMood = (recapId: string, point: MoodPointBody) =>
  call<CorrectedMood>('PUT', `${recapPath(recapId)}/mood`, point);
export const resetMood = (recapId: string) => call<void>('DELETE', `${recapPath(recapId)}/mood`);

export const findPreview = (trackId: string, purpose: 'play' | 'view') =>
  call<Preview>('GET', `/tracks/${trackId}/preview?for=${purpose}&country=${country()}`);

/** Whose store is asked: the region of the browser's language. */
function country(): string {
  try {
    return new Intl.Locale(navigator.language).maximize().region?.match(/^[A-Z]{2}$/)?.[0] ?? 'US';
  } catch {
    return 'US';
  }
}

export type SongTaste = 'likes' | 'hides';

export const listTaste = (kind: SongTaste) => call<TasteSongs>('GET', `/me/${kind}`);
export const saySong = (kind: SongTaste, trackId: string, said: boolean) =>
  call<void>(said ? 'PUT' : 'DELETE', `/me/${kind}/${trackId}`);
export const listBans = () => call<BannedArtists>('GET', '/me/bans');
export const sayBan = (artist: string, banned: boolean) =>
  call<void>(banned ? 'PUT' : 'DELETE', `/me/bans/${encodeURIComponent(artist)}`);
