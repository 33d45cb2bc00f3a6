'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Choice } from '../components/chosen-photo';
import { beginRecap, beginRecapOf, deleteRecap, ServiceError, sentenceOf } from './client';
import { rememberSent } from './sent';
import { recapAddress } from './use-address';
import { rememberFilters, requestOf, type Wishes } from './wishes';

/**
 * Begins a recap and goes to its page. The photo is with the service before the page changes. `limited`: a guest has made
 * as many as a guest may.
 */
export function useBegin() {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [limited, setLimited] = useState(false);

  const begin = async (choice: Choice, wishes: Wishes, startSecond: number | null = null) => {
    setBusy(true);
    setProblem(null);
    setLimited(false);
    try {
      const recapId = choice.photo
        ? await send(choice.photo.blob, wishes, startSecond)
        : await beginRecapOf(choice.imageUrl, requestOf(wishes));
      rememberSent(recapId, { ...choice, wishes });
      rememberFilters(recapId, wishes.filters);
      router.push(recapAddress(recapId));
    } catch (error) {
      setProblem(sentenceOf(error));
      setLimited(error instanceof ServiceError && error.code === 'GuestLimit');
      setBusy(false);
    }
  };
  return { begin, busy, problem, limited, forget: () => setProblem(null) };
}

async function send(photo: Blob, wishes: Wishes, startSecond: number | null): Promise<string> {
  const { recapId, send: upload } = await beginRecap(photo, {
    ...requestOf(wishes),
    ...(startSecond === null ? {} : { startSecond }),
  });
  try {
    await upload();
  } catch (error) {
    // Nothing will come of it; a recap without a photo would only stand about in the library.
    await deleteRecap(recapId).catch(() => undefined);
    throw error;
  }
  return recapId;
}
