'use client';
import { useEffect, useState } from 'react';
import type { Person } from '../../core/contracts/accounts.ts';
import { sentenceOf } from './client';
import { currentPerson, onSession } from './session';

export type Here = { loaded: boolean; person: Person | null; problem: string | null };

/** Who is here, followed as people sign in and out. */
export function usePerson(): Here {
  const [here, setHere] = useState<Here>({ loaded: false, person: null, problem: null });
  useEffect(() => {
    let stopped = false;
    const look = () =>
      currentPerson().then(
        (person) => !stopped && setHere({ loaded: true, person, problem: null }),
        (error) => !stopped && setHere({ loaded: true, person: null, problem: sentenceOf(error) }),
      );
    const forget = onSession(look);
    void look();
    return () => {
      stopped = true;
      forget();
    };
  }, []);
  return here;
}
