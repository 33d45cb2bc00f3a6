'use client';
import { useCallback, useEffect, useState } from 'react';
import { type CatalogueMap, decodeMap } from '../../core/contracts/map-file.ts';
import { readAtlas, ServiceError, sentenceOf } from './client';

export type Atlas =
  | { state: 'loading' }
  | { state: 'ready'; map: CatalogueMap }
  /** There is no map: an index from before there were any. */
  | { state: 'none' }
  | { state: 'failed'; problem: string; retry: () => void };

/** The map of the catalogue. */
export function useAtlas(): Atlas {
  const [atlas, setAtlas] = useState<Atlas>({ state: 'loading' });
  const load = useCallback(async () => {
    setAtlas({ state: 'loading' });
    try {
      setAtlas({ state: 'ready', map: decodeMap(await readAtlas()) });
    } catch (error) {
      if (error instanceof ServiceError && error.status === 404) setAtlas({ state: 'none' });
      else setAtlas({ state: 'failed', problem: sentenceOf(error), retry: () => void load() });
    }
  }, []);
  useEffect(() => void load(), [load]);
  return atlas;
}
