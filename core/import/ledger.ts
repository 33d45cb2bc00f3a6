/** Decides about each song that arrives: new, known already, or the measured figures of a song that editors estimated. */
import { EDITORIAL, type Track } from '../catalogue/track.ts';
import { recordingKeys } from './keys.ts';
import type { ImportedSong } from './song.ts';

export type Decision =
  | { readonly kind: 'new'; readonly song: ImportedSong }
  | { readonly kind: 'measured'; readonly track: Track }
  | { readonly kind: 'duplicate' };

export class ImportLedger {
  /** For each key the track that editors estimated, or null for any other. */
  readonly #known = new Map<string, Track | null>();

  constructor(catalogue: Iterable<Track>) {
    for (const track of catalogue) this.#remember(track, track.source === EDITORIAL ? track : null);
  }

  /** Decides, and remembers the song. */
  decide(song: ImportedSong): Decision {
    const keys = recordingKeys(song);
    const found = keys.filter((key) => this.#known.has(key));
    if (found.length === 0) {
      this.#remember(song, null);
      return { kind: 'new', song };
    }
    const estimated = found.map((key) => this.#known.get(key)).find((track) => track != null);
    if (!estimated) return { kind: 'duplicate' };
    const track = withMeasured(estimated, song);
    this.#remember(track, null);
    return { kind: 'measured', track };
  }

  #remember(song: ImportedSong | Track, estimated: Track | null): void {
    for (const key of recordingKeys(song)) this.#known.set(key, estimated);
  }
}

/** What editors wrote stays; figures, ids and the source are those of the measurement. */
function withMeasured(track: Track, song: ImportedSong): Track {
  const { features, mode, durationSeconds, source, externalId, isrc } = song;
  return {
    ...track,
    features,
    mode,
    durationSeconds,
    source,
    explicit: track.explicit ?? song.explicit,
    year: track.year ?? song.year,
    ...(externalId === undefined ? {} : { externalId }),
    ...(isrc === undefined ? {} : { isrc }),
  };
}
