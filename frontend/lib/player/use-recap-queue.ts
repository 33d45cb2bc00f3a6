'use client';
import { useMemo } from 'react';
import type { RecapView } from '../../../core/contracts/recaps.ts';
import { useTaste } from '../use-taste';
import { type QueueItem, recapQueue } from './items';

/** The recording of a recap and its songs, without those that were hidden here a moment ago. */
export function useRecapQueue(recap: RecapView): QueueItem[] {
  const { hides, bans } = useTaste();
  return useMemo(
    () =>
      recapQueue(
        recap,
        (recap.songs ?? []).filter(({ trackId, artist }) => !hides.has(trackId) && !bans.has(artist)),
      ),
    [recap, hides, bans],
  );
}
