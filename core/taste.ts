/** What a person said of songs: likes, songs to hide, artists never to hear again; and what lists leave out for it. */
import { artistKey, titleKey } from './ranking/same-recording.ts';

export const TASTE_KINDS = ['like', 'hide', 'ban'] as const;
export type TasteKind = (typeof TASTE_KINDS)[number];

/** Most entries of a kind that one person may have. */
export const MAX_TASTE: Readonly<Record<TasteKind, number>> = { like: 1000, hide: 500, ban: 200 };

/** The sort key of an entry: what is said, and of what. An artist is named by the key under which spellings meet. */
export const tasteKeys = {
  prefix: (kind: TasteKind) => `${kind}#`,
  track: (kind: 'like' | 'hide', trackId: string) => `${kind}#${trackId}`,
  artist: (artist: string) => `ban#${artistKey(artist)}`,
} as const;

export interface TasteEntry {
  readonly kind: TasteKind;
  /** The track's id; of a ban the artist's key. */
  readonly subject: string;
  readonly title: string | null;
  readonly artist: string;
  /** ISO 8601. */
  readonly since: string;
}

/** Songs of one artist that may be near one moment. */
const SONGS_NEAR = 5;

/** What lists are told of a person's taste. */
export function avoidance(entries: readonly TasteEntry[]): { except: (track: Nameable) => boolean; spare: number } {
  const spare = entries.reduce((sum, { kind }) => sum + { like: 0, hide: 1, ban: SONGS_NEAR }[kind], 0);
  return { except: avoidedBy(entries), spare };
}

type Nameable = { readonly trackId: string; readonly title: string; readonly artist: string };

/** True for what no list may hold: a hidden song in any of its recordings, and whatever a banned artist sings. */
export function avoidedBy(entries: readonly TasteEntry[]): (track: Nameable) => boolean {
  const hidden = entries.filter(({ kind }) => kind === 'hide');
  const ids = new Set(hidden.map(({ subject }) => subject));
  const songs = new Set(hidden.map(({ title, artist }) => songKey(title ?? '', artist)));
  const banned = new Set(entries.filter(({ kind }) => kind === 'ban').map(({ artist }) => artistKey(artist)));
  return ({ trackId, title, artist }) =>
    ids.has(trackId) || songs.has(songKey(title, artist)) || banned.has(artistKey(artist));
}

const songKey = (title: string, artist: string) => JSON.stringify([titleKey(title), artistKey(artist)]);
