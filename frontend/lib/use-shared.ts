'use client';
import { useEffect, useEffectEvent } from 'react';
import { SHARED_PHOTO, SHARED_STORE, SHARED_WORDS } from './kept-names';

export type Shared = { photo: File | null; link: string | null; words: string };

/** Takes what another app handed over, once, and calls back with it. */
export function useShared(onShared: (shared: Shared) => void): void {
  const receive = useEffectEvent(onShared);
  useEffect(() => {
    if (!new URLSearchParams(location.search).has('shared')) return;
    // A reload is no second sharing.
    history.replaceState(history.state, '', '/');
    takeShared().then(
      (shared) => shared && receive(shared),
      () => undefined,
    );
  }, []);
}

async function takeShared(): Promise<Shared | null> {
  if (!('caches' in globalThis)) return null;
  const store = await caches.open(SHARED_STORE);
  const [photo, words] = await Promise.all([store.match(SHARED_PHOTO), store.match(SHARED_WORDS)]);
  await caches.delete(SHARED_STORE);
  if (!photo && !words) return null;
  const said = ((await words?.json()) ?? []) as string[];
  const link = said.map((word) => /https:\/\/\S+/.exec(word)?.[0]).find((address) => address) ?? null;
  return {
    photo: photo ? new File([await photo.blob()], 'shared', { type: photo.headers.get('content-type') ?? '' }) : null,
    link,
    words: said.find((word) => !word.includes('://'))?.trim() ?? '',
  };
}
