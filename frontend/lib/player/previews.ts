/** Previews as this tab knows them: asked for one after another, the urgent ones first, and again when they are stale. */
import type { Preview } from '../../../core/contracts/previews.ts';
import { findPreview } from '../songs-client';

/** A signed address that ends sooner than this is asked for anew. */
const MARGIN_MS = 40_000;
/** How many rows ask at once. */
const AT_ONCE = 2;
/** Longest that a row waits before it asks again. */
const LONGEST_WAIT_S = 60;

type Entry = { preview: Preview; until: number };

const known = new Map<string, Entry>();
const asked = new Map<string, Promise<Preview>>();
const listeners = new Set<() => void>();
const waiting: string[] = [];
const timers = new Map<string, ReturnType<typeof setTimeout>>();
let asking = 0;
let away = false;

const tell = () => {
  for (const listener of listeners) listener();
};

export function subscribePreviews(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** What is known of a song's preview at the moment. */
export const knownPreview = (trackId: string): Preview | undefined => known.get(trackId)?.preview;

/** Whether no music service could be reached when one was asked last. */
export const isAway = () => away;

function isFresh({ preview, until }: Entry): boolean {
  if (preview.state === 'found' && preview.recording?.expiresAt) {
    return Date.parse(preview.recording.expiresAt) - MARGIN_MS > Date.now();
  }
  return until > Date.now();
}

/** How long an answer holds: addresses that are not signed for an hour, "none" for as long as this tab is open. */
function holdsUntil({ state, retryAfterSeconds }: Preview): number {
  if (state === 'later' || state === 'away') return Date.now() + (retryAfterSeconds ?? 1) * 1000;
  return Date.now() + 3_600_000;
}

function ask(trackId: string, purpose: 'play' | 'view'): Promise<Preview> {
  const running = purpose === 'play' ? undefined : asked.get(trackId);
  if (running) return running;
  const answer = findPreview(trackId, purpose)
    .then((preview) => {
      known.set(trackId, { preview, until: holdsUntil(preview) });
      away = preview.state === 'away';
      return preview;
    })
    .finally(() => {
      asked.delete(trackId);
      tell();
    });
  asked.set(trackId, answer);
  return answer;
}

/** The preview for somebody who pressed play; `anew` where the address known does not play. */
export async function previewToPlay(trackId: string, anew = false): Promise<Preview> {
  const entry = known.get(trackId);
  if (entry && !anew && isFresh(entry) && entry.preview.state !== 'later') return entry.preview;
  return ask(trackId, 'play');
}

/** Asks for a row that came on screen; whoever comes first is asked for first. */
export function wantPreview(trackId: string): void {
  const entry = known.get(trackId);
  if ((entry && isFresh(entry)) || waiting.includes(trackId) || asked.has(trackId)) return;
  waiting.push(trackId);
  work();
}

/** The row left the screen before its turn came. */
export function forgoPreview(trackId: string): void {
  const at = waiting.indexOf(trackId);
  if (at >= 0) waiting.splice(at, 1);
  clearTimeout(timers.get(trackId));
  timers.delete(trackId);
}

function work(): void {
  while (asking < AT_ONCE && waiting.length > 0) {
    const trackId = waiting.shift() as string;
    asking += 1;
    ask(trackId, 'view')
      .then((preview) => {
        if (preview.state !== 'later') return;
        // On screen still, or it would have been forgone.
        const seconds = Math.min(LONGEST_WAIT_S, preview.retryAfterSeconds ?? 1);
        timers.set(
          trackId,
          setTimeout(() => wantPreview(trackId), seconds * 1000),
        );
      })
      // A row without its cover is no reason to alarm anybody; whoever presses play is told.
      .catch(() => undefined)
      .finally(() => {
        asking -= 1;
        work();
      });
  }
}
