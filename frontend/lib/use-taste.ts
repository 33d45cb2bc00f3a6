'use client';
/** Likes, hidden songs and banned artists as this tab knows them: what was pressed holds at once, and is sent in order. */
import { useEffect, useSyncExternalStore } from 'react';
import { sentenceOf } from './client';
import { currentPerson } from './session';
import { listBans, listTaste, sayBan, saySong } from './songs-client';

export type Taste = {
  likes: ReadonlySet<string>;
  hides: ReadonlySet<string>;
  bans: ReadonlySet<string>;
  /** What could not be said. */
  problem: string | null;
};
type Kind = 'likes' | 'hides' | 'bans';

let state: Taste = { likes: new Set(), hides: new Set(), bans: new Set(), problem: null };
let isLoaded = false;
const listeners = new Set<() => void>();
/** The last word on each thing, sent after the ones before it. */
const sending = new Map<string, Promise<void>>();

function change(next: Partial<Taste>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

function mark(kind: Kind, subject: string, said: boolean): void {
  const set = new Set(state[kind]);
  if (said) set.add(subject);
  else set.delete(subject);
  change({ [kind]: set });
}

async function load(): Promise<void> {
  // Nobody to ask for: listing must not make a guest.
  if (!(await currentPerson())) return;
  const [likes, hides, bans] = await Promise.all([listTaste('likes'), listTaste('hides'), listBans()]);
  const ids = (songs: { trackId: string }[]) => new Set(songs.map(({ trackId }) => trackId));
  change({
    likes: ids(likes.songs),
    hides: ids(hides.songs),
    bans: new Set(bans.artists.map(({ artist }) => artist)),
  });
}

/** Says it; of several presses in a row the last one holds, here and with the service. */
function say(kind: Kind, subject: string, said: boolean): void {
  mark(kind, subject, said);
  if (said && kind === 'hides') mark('likes', subject, false);
  if (said && kind === 'likes') mark('hides', subject, false);
  change({ problem: null });
  const key = kind === 'bans' ? subject : `song ${subject}`;
  const before = sending.get(key) ?? Promise.resolve();
  const sent = before
    .then(() => (kind === 'bans' ? sayBan(subject, said) : saySong(kind, subject, said)))
    .catch((error: unknown) => {
      if (sending.get(key) === sent) mark(kind, subject, !said);
      change({ problem: sentenceOf(error) });
    })
    .finally(() => {
      if (sending.get(key) === sent) sending.delete(key);
    });
  sending.set(key, sent);
}

/** Settles once everything that was pressed has been said. */
export const tasteSaid = (): Promise<unknown> => Promise.all(sending.values());

export const like = (trackId: string, said: boolean) => say('likes', trackId, said);
export const hide = (trackId: string, said: boolean) => say('hides', trackId, said);
export const ban = (artist: string, said: boolean) => say('bans', artist, said);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
const initial = state;

export function useTaste(): Taste {
  useEffect(() => {
    if (isLoaded) return;
    isLoaded = true;
    load().catch(() => {
      // What was liked before can wait for the next page.
      isLoaded = false;
    });
  }, []);
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => initial,
  );
}
