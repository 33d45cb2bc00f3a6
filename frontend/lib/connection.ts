/** Whether the service can be reached, as far as is known: the browser says so, and so does what was last asked of it. */

let unreached = false;
const listeners = new Set<() => void>();

/** Told by whoever asked the service: whether an answer came. */
export function reached(answered: boolean): void {
  if (unreached === !answered) return;
  unreached = !answered;
  for (const listener of listeners) listener();
}

export const isConnected = () => navigator.onLine && !unreached;

/** Calls back when that may have changed. */
export function onConnection(listener: () => void): () => void {
  const listening = new AbortController();
  addEventListener('offline', listener, { signal: listening.signal });
  // Worth another try, which tells the rest.
  addEventListener('online', () => reached(true), { signal: listening.signal });
  addEventListener('online', listener, { signal: listening.signal });
  listeners.add(listener);
  return () => {
    listening.abort();
    listeners.delete(listener);
  };
}
