import type { Track } from '../../core/catalogue/track.ts';
import { AppError } from '../../core/errors.ts';
import { readTracks } from './catalogue-store.ts';

/** The song that a path names. Throws `NotFound` (404). */
export async function theTrack(trackId: string): Promise<Track> {
  const [track] = await readTracks([trackId]);
  if (!track) throw new AppError('NotFound', 404, 'There is no song with this id.');
  return track;
}
