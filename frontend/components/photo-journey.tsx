'use client';
import { useSyncExternalStore } from 'react';
import { strings } from '../lib/strings';

const TEXT = strings.legal;
const never = () => () => undefined;

/** What happens to a photo, in five sentences. How it travels depends on how this page came. */
export function PhotoJourney() {
  const encrypted = useSyncExternalStore(
    never,
    () => window.location.protocol === 'https:',
    () => true,
  );
  const [first, ...rest] = TEXT.photoText;
  return <p className="text-lg">{[first, encrypted ? TEXT.sentEncrypted : TEXT.sentHere, ...rest].join(' ')}</p>;
}
