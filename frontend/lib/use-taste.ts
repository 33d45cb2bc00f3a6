'use client';
/** Likes, hidden songs and banned artists as this tab knows them: what was pressed holds at once, and is sent in order. */
import { useEffect, useSyncExternalStore } from 'react';
import { sentenceOf } from './client';
import { currentPerson, onSession } from './session';
import { listBans, listTaste, sayBan, saySong } from './songs-client';

export type Taste = {
  likes: ReadonlySet<string>;
  hides: ReadonlySet<string>;
  bans: ReadonlySet<string>;
  /** What could not be said. */
  problem: string | null;
};
type Kind = 'likes' | 'hides' | 'bans';

const NOTHING: Taste = { likes: new Set(), hides: new Set(), bans: new Set(), problem: null };
let state = NOTHING;
/** One reading of it all; `asked` once it is known who is here. */
type Reading = { asked: boolean };
/** The one that is under way or done; undefined where there is none of whoever is here. */
let reading: Reading | undefined;
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

/** Reads it unless it was read. What fails can wait for the next page. */
function read(): void {
  if (reading) return;
  const mine: Reading = { asked: false };
  reading = mine;
  load(mine).catch(() => {
    if (reading === mine) reading = undefined;
  });
}

async function load(mine: Reading): Promise<void> {
  // Nobody to ask for: listing must not make a guest.
  const person = await currentPerson();
  mine.asked = true;
  if (!person) return;
  const [likes, hides, bans] = await Promise.all([listTaste('likes'), listTaste('hides'), listBans()]);
  if (reading !== mine) return;
  const ids = (songs: { trackId: string }[]) => new Set(songs.map(({ trackId }) => trackId));
  change({
    likes: ids(likes.songs),
    hides: ids(hides.songs),
    bans: new Set(bans.artists.map(({ artist }) => artist)),
  });
}

// Somebody else's taste is another one. The first answer to who is here, which reading itself waits for, changes nobody.
onSession(() => {
  if (!reading?.asked) return;
  reading = undefined;
  sending.clear();
  change(NOTHING);
  if (listeners.size > 0) read();
});

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
      // Said anew since, or by somebody who is not here any more.
      if (sending.get(key) !== sent) return;
      mark(kind, subject, !said);
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
export function useTaste(): Taste {
  useEffect(read, []);
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => NOTHING,
  );
}
