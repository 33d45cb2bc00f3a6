/** What can stand in the player's queue. */
import type { RecapView } from '../../../core/contracts/recaps.ts';

export type Narration = NonNullable<RecapView['narration']>;

/** What the player has to know of a song. */
export type Playable = { trackId: string; title: string; artist: string; loudness: number };

export type QueueItem =
  | { kind: 'narration'; key: string; recapId: string; title: string; image: string | null; narration: Narration }
  | { kind: 'song'; key: string; song: Playable };

type Listed = { trackId: string; title: string; artist: string; features: { loudness: number } };

export const playable = ({ trackId, title, artist, features }: Listed): Playable => ({
  trackId,
  title,
  artist,
  loudness: features.loudness,
});

export const songItem = (song: Playable): QueueItem => ({ kind: 'song', key: song.trackId, song });

/** The recording of a recap, and then its songs. */
export function recapQueue(recap: RecapView, songs: readonly Listed[]): QueueItem[] {
  const { narration, recapId, story, image } = recap;
  const title = story?.title ?? '';
  const spoken: QueueItem[] = narration
    ? [{ kind: 'narration', key: narrationKey(recapId), recapId, title, image: image?.smallUrl ?? null, narration }]
    : [];
  return [...spoken, ...songs.map((song) => songItem(playable(song)))];
}

export const narrationKey = (recapId: string) => `narration#${recapId}`;
