/** `catalogue similar`: the nearest songs of the whole catalogue, without the index. */
import type { Track } from '../../../core/catalogue/track.ts';
import { AppError } from '../../../core/errors.ts';
import { DEFAULT_WEIGHTS, toUnitVector } from '../../../core/features.ts';
import { CANDIDATE_LIMIT } from '../../../core/ranking/candidates.ts';
import { featureDistance, featureScale } from '../../../core/ranking/distance.ts';
import { artistKey, titleKey } from '../../../core/ranking/same-recording.ts';
import { readingOfTrack, whySimilar } from '../../../core/ranking/similar.ts';
import { composeList } from '../../../core/ranking.ts';

const SCALE = featureScale(DEFAULT_WEIGHTS);

/** The neighbours of "TITLE - ARTIST". Throws `SongNotFound`. */
export function similarSongs(tracks: readonly Track[], wanted: string) {
  const track = findSong(tracks, wanted);
  const point = toUnitVector(track.features);
  const key = songKey(track);
  const candidates = tracks
    .filter((other) => songKey(other) !== key)
    .map((other) => ({ track: other, distance: featureDistance(point, 0, toUnitVector(other.features), 0, SCALE) }))
    .sort((a, b) => a.distance - b.distance || a.track.ordinal - b.track.ordinal)
    .slice(0, CANDIDATE_LIMIT);
  const now = new Date();
  const today = { month: now.getMonth() + 1, day: now.getDate() };
  const { songs, notes } = composeList({ candidates, reading: readingOfTrack(track), today });
  return { track, songs: songs.map((song) => ({ ...song, why: whySimilar(track, song) })), notes };
}

const songKey = ({ title, artist }: Track) => `${titleKey(title)}|${artistKey(artist)}`;

/** The song of this name. Throws `SongNotFound`. */
export function findSong(tracks: readonly Track[], wanted: string): Track {
  const parts = wanted.split(' - ');
  // Titles and artists may hold the separator themselves.
  for (let at = 1; at < parts.length; at++) {
    const key = `${titleKey(parts.slice(0, at).join(' - '))}|${artistKey(parts.slice(at).join(' - '))}`;
    const found = tracks.find((track) => songKey(track) === key);
    if (found) return found;
  }
  throw new AppError(
    'SongNotFound',
    404,
    `There is no song "${wanted}" in the catalogue. The form is "TITLE - ARTIST".`,
  );
}
