/** Decides about each song that arrives: new, known already, or the measured figures of a song that editors estimated. */
import { EDITORIAL, type Track } from '../catalogue/track.ts';
import { KeySet } from './key-set.ts';
import { recordingKeys } from './keys.ts';
import type { ImportedSong } from './song.ts';

export type Decision =
  | { readonly kind: 'new'; readonly song: ImportedSong }
  | { readonly kind: 'measured'; readonly track: Track }
  | { readonly kind: 'duplicate' };

export class ImportLedger {
  /** Keys of the tracks that editors estimated, and of which no measured figures came yet. */
  readonly #estimated = new Map<string, Track>();
  /** Keys of all others. */
  readonly #known = new KeySet();

  constructor(catalogue: Iterable<Track>) {
    for (const track of catalogue) {
      if (track.source !== EDITORIAL) this.#remember(track);
      else for (const key of recordingKeys(track)) this.#estimated.set(key, track);
    }
  }

  /** Decides, and remembers the song. */
  decide(song: ImportedSong): Decision {
    const keys = recordingKeys(song);
    const estimated = keys.map((key) => this.#estimated.get(key)).find((track) => track !== undefined);
    if (estimated) {
      for (const key of recordingKeys(estimated)) this.#estimated.delete(key);
      const track = withMeasured(estimated, song);
      this.#remember(track);
      return { kind: 'measured', track };
    }
    if (keys.some((key) => this.#known.has(key))) return { kind: 'duplicate' };
    this.#remember(song);
    return { kind: 'new', song };
  }

  #remember(song: ImportedSong | Track): void {
    for (const key of recordingKeys(song)) this.#known.add(key);
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
