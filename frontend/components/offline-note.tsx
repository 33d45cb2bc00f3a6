'use client';
import { useSyncExternalStore } from 'react';
import { isConnected, onConnection } from '../lib/connection';
import { strings } from '../lib/strings';

/** Says that there is no connection, and what works without one. */
export function OfflineNote() {
  const online = useSyncExternalStore(onConnection, isConnected, () => true);
  return (
    <p role="status" className={online ? 'sr-only' : 'border-y-2 px-4 py-2 text-sm font-semibold md:px-10'}>
      {online ? '' : strings.site.offline}
    </p>
  );
}
