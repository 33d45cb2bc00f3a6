'use client';
import { useEffect, useState } from 'react';
import type { OfferedFilters } from '../../core/contracts/filters.ts';
import { readOffered } from './songs-client';

let asked: Promise<OfferedFilters> | undefined;

/** What the catalogue can be asked for; null until it is known. Asked once, and again after it failed. */
export function useOffered(): OfferedFilters | null {
  const [offered, setOffered] = useState<OfferedFilters | null>(null);
  useEffect(() => {
    let stopped = false;
    asked ??= readOffered();
    asked.then(
      (answer) => !stopped && setOffered(answer),
      () => {
        asked = undefined;
      },
    );
    return () => {
      stopped = true;
    };
  }, []);
  return offered;
}
