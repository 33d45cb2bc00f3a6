'use client';
import { useCallback, useEffect, useState } from 'react';
import type { RecapView } from '../../core/contracts/recaps.ts';
import { ServiceError } from './client';
import { openRecap } from './recaps';
import { strings } from './strings';

const POLL_MS = 400;
const RETRY_MS = 2500;
/** Refused for a reason that waiting does not change. */
const FINAL_STATUSES = new Set([400, 404]);
const ENDED = new Set(['READY', 'FAILED', 'REFUSED']);

export type Followed = {
  recap: RecapView | null;
  /** There is no such recap. */
  missing: boolean;
  /** What is in the way at the moment; asking goes on. */
  problem: string | null;
  /** Asks once more, for fresh addresses of picture and recording. */
  refresh: () => void;
};

/** Follows a recap until it ends. A lost connection is waited out; a recap that is gone is an end. */
export function useRecap(id: string | null): Followed {
  const [recap, setRecap] = useState<RecapView | null>(null);
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a reason to ask again.
  useEffect(() => {
    if (!id) return;
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const poll = async () => {
      let wait = POLL_MS;
      try {
        const next = await openRecap(id);
        if (stopped) return;
        setRecap(next);
        setProblem(null);
        if (ENDED.has(next.status)) return;
      } catch (error) {
        if (stopped) return;
        if (error instanceof ServiceError && FINAL_STATUSES.has(error.status)) return setMissing(true);
        setProblem(error instanceof ServiceError ? error.message : strings.progress.offline);
        wait = RETRY_MS;
      }
      timer = setTimeout(poll, wait);
    };
    void poll();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [id, round]);

  const refresh = useCallback(() => setRound((count) => count + 1), []);
  return { recap, missing, problem, refresh };
}
