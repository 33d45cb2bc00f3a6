/** What the API shows of a song of the catalogue. */
import type { Track } from './catalogue/track.ts';
import type { TrackView } from './contracts/songs.ts';

/** The track without what only the index and the editors use. */
export function trackView(track: Track): TrackView {
  return {
    trackId: track.trackId,
    title: track.title,
    artist: track.artist,
    year: track.year,
    genre: track.genre,
    language: track.language,
    explicit: track.explicit,
    themes: track.themes,
    features: track.features,
    source: track.source,
    popularity: track.popularity,
    durationSeconds: track.durationSeconds,
    mode: track.mode,
  };
}
