'use client';
import { useEffect, useState } from 'react';
import type { RecapView } from '../../core/contracts/api.ts';
import { readRecap, ServiceError } from './client';

const POLL_MS = 500;
const RETRY_MS = 3000;
const ENDED = new Set(['READY', 'FAILED', 'REFUSED']);

/** Follows a recap until it ends. A lost connection is waited out; a recap that is gone is an error. */
export function useRecap(id: string | null): { recap: RecapView | null; problem: string | null } {
  const [recap, setRecap] = useState<RecapView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    setRecap(null);
    setProblem(null);
    if (!id) return;
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const poll = async () => {
      let wait = POLL_MS;
      try {
        const next = await readRecap(id);
        if (stopped) return;
        setRecap(next);
        setProblem(null);
        if (ENDED.has(next.status)) return;
      } catch (error) {
        if (stopped) return;
        if (error instanceof ServiceError) return setProblem(error.message);
        setProblem('No connection. We keep trying.');
        wait = RETRY_MS;
      }
      timer = setTimeout(poll, wait);
    };
    void poll();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [id]);
  return { recap, problem };
}
