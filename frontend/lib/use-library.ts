'use client';
import { useCallback, useEffect, useState } from 'react';
import type { RecapPage } from '../../core/contracts/recaps.ts';
import { sentenceOf } from './client';
import { openLibrary } from './recaps';

export type Summary = RecapPage['recaps'][number];

export type Library = {
  /** null until the first page is there. */
  recaps: Summary[] | null;
  next: string | null;
  loading: boolean;
  problem: string | null;
  /** Fetches the first page, or the one after those that are shown. */
  load: () => Promise<void>;
  remove: (id: string) => void;
};

/** The recaps of whoever is here, page by page. */
export function useLibrary(): Library {
  const [recaps, setRecaps] = useState<Summary[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [loading, setLoading] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const load = useCallback(async () => {
    setLoading(true);
    setProblem(null);
    try {
      const page = await openLibrary(next);
      setRecaps((shown) => [...(shown ?? []), ...page.recaps]);
      setNext(page.next);
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setLoading(false);
    }
  }, [next]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the first page is fetched once; the others when asked for.
  useEffect(() => {
    void load();
  }, []);

  const remove = (id: string) => setRecaps((shown) => shown?.filter(({ recapId }) => recapId !== id) ?? null);
  return { recaps, next, loading, problem, load, remove };
}
