/** What a catalogue holds: how many songs, from where, and how much is known of them. */
import { FEATURES } from '../features.ts';
import type { Track } from './track.ts';

export interface CatalogueOverview {
  readonly tracks: number;
  /** For each field the share 0..1 of songs of which it is known. */
  readonly coverage: Readonly<Record<string, number>>;
  /** Songs by dataset, the most frequent first; a song merged from several counts for each. */
  readonly bySource: Readonly<Record<string, number>>;
}

const KNOWN: Readonly<Record<string, (track: Track) => boolean>> = {
  ...Object.fromEntries(FEATURES.map((name) => [name, (track: Track) => Number.isFinite(track.features[name])])),
  year: ({ year }) => year !== null,
  genre: ({ genre }) => genre !== null,
  language: ({ language }) => language !== null,
  explicit: ({ explicit }) => explicit !== null,
  themes: ({ themes }) => themes.length > 0,
  externalId: ({ externalId }) => externalId !== undefined,
  isrc: ({ isrc }) => isrc !== undefined,
};

export function overviewOf(tracks: readonly Track[]): CatalogueOverview {
  const share = (isKnown: (track: Track) => boolean) =>
    tracks.length === 0 ? 0 : tracks.filter(isKnown).length / tracks.length;
  const sources = new Map<string, number>();
  for (const { source } of tracks) {
    for (const name of source.split('|')) sources.set(name, (sources.get(name) ?? 0) + 1);
  }
  return {
    tracks: tracks.length,
    coverage: Object.fromEntries(Object.entries(KNOWN).map(([field, isKnown]) => [field, share(isKnown)])),
    bySource: Object.fromEntries([...sources].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))),
  };
}
