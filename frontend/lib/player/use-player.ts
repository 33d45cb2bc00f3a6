'use client';
import { useEffect, useSyncExternalStore } from 'react';
import type { Preview } from '../../../core/contracts/previews.ts';
import { type PlayerState, player } from './engine';
import { narrationKey, type QueueItem } from './items';
import { forgoPreview, knownPreview, subscribePreviews, wantPreview } from './previews';

const serverState: PlayerState = player.state();
const zero = () => 0;

export const usePlayerState = () => useSyncExternalStore(player.subscribe, player.state, () => serverState);
/** Seconds; changes several times a second while it plays. */
export const usePosition = () => useSyncExternalStore(player.subscribe, player.position, zero);

/** Whether the item of this key is the one in the player, and what it does. */
export function usePlaying(key: string): PlayerState['status'] | null {
  const read = () => (player.current?.key === key ? player.state().status : null);
  return useSyncExternalStore(player.subscribe, read, () => null);
}

/** Index of the word of a recap's narration that is being spoken; -1 where none is. */
export function useSpokenWord(recapId: string): number {
  const read = () => {
    const item: QueueItem | undefined = player.current;
    const position = player.position();
    if (item?.key !== narrationKey(recapId) || item.kind !== 'narration' || position === 0) return -1;
    return item.narration.words.findLastIndex(({ startMs }) => startMs <= position * 1000);
  };
  return useSyncExternalStore(player.subscribe, read, () => -1);
}

/** What is known of a song's preview; asked for while `visible`. */
export function usePreview(trackId: string, visible: boolean): Preview | undefined {
  useEffect(() => {
    if (!visible) return;
    wantPreview(trackId);
    return () => forgoPreview(trackId);
  }, [trackId, visible]);
  return useSyncExternalStore(
    subscribePreviews,
    () => knownPreview(trackId),
    () => undefined,
  );
}
