/**
 * What this device keeps of recaps that were opened, so that they show and play without a connection. Signed addresses
 * are replaced by addresses of this site, under which the service worker answers with the kept bytes.
 */
import type { RecapPage, RecapView } from '../../core/contracts/recaps.ts';
import { KEPT_PATH, KEPT_STORE } from './kept-names';

/** Recaps that are kept; the one opened longest ago makes room. */
const MOST = 20;

const INDEX = `${KEPT_PATH}index.json`;
const recapPath = (id: string) => `${KEPT_PATH}${id}/recap.json`;
const photoPath = (id: string) => `${KEPT_PATH}${id}/photo`;
const narrationPath = (id: string) => `${KEPT_PATH}${id}/narration`;

/** Not every browser has it, and none has it on an insecure address. */
const store = async (): Promise<Cache | null> =>
  'caches' in globalThis && 'serviceWorker' in navigator ? caches.open(KEPT_STORE) : null;

/** Keeps a finished recap with its picture and recording. Quiet where there is no room: keeping is a favour, not a duty. */
export async function keepRecap(recap: RecapView): Promise<void> {
  if (recap.status !== 'READY') return;
  try {
    const kept = await store();
    if (!kept) return;
    const { recapId: id, image, narration } = recap;
    const [hasPhoto, hasNarration] = await Promise.all([
      keepMedia(kept, photoPath(id), image?.url),
      keepMedia(kept, narrationPath(id), narration?.url),
    ]);
    const view: RecapView = {
      ...recap,
      image: image && hasPhoto ? { ...image, url: addressOf(photoPath(id)), smallUrl: addressOf(photoPath(id)) } : null,
      narration: narration && hasNarration ? { ...narration, url: addressOf(narrationPath(id)) } : null,
    };
    await kept.put(recapPath(id), Response.json(view));
    const ids = [id, ...(await keptIds(kept)).filter((other) => other !== id)];
    await kept.put(INDEX, Response.json(ids.slice(0, MOST)));
    await Promise.all(ids.slice(MOST).map((old) => removeFiles(kept, old)));
  } catch {
    // No room, or a page in a private window.
  }
}

/** The recap as it was when it was last opened; null where it is not kept. */
export async function keptRecap(id: string): Promise<RecapView | null> {
  const reply = await (await store())?.match(recapPath(id));
  return reply ? ((await reply.json()) as RecapView) : null;
}

/** The kept recaps in the form of the library's one page; null where nothing is kept. */
export async function keptLibrary(): Promise<RecapPage | null> {
  const kept = await store();
  if (!kept) return null;
  const views = (await Promise.all((await keptIds(kept)).map(keptRecap))).filter((view) => view !== null);
  if (views.length === 0) return null;
  const recaps = views.map(({ recapId, status, createdAt, caption, story, mood, songs, image }) => {
    const [top] = songs ?? [];
    return {
      recapId,
      status,
      createdAt,
      caption,
      title: story?.title ?? null,
      mood: mood?.word ?? null,
      topSong: top ? { title: top.title, artist: top.artist } : null,
      imageUrl: image?.url ?? null,
    };
  });
  recaps.sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  return { recaps, next: null };
}

/** Lets go of one recap: it was deleted, or is not this person's any more. */
export async function forgetRecap(id: string): Promise<void> {
  const kept = await store();
  if (!kept) return;
  const ids = await keptIds(kept);
  if (ids.includes(id)) await kept.put(INDEX, Response.json(ids.filter((other) => other !== id)));
  await removeFiles(kept, id);
}

/** Lets go of everything: whoever signs out leaves nothing on the device. */
export async function forgetKept(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(KEPT_STORE);
}

const addressOf = (path: string) => new URL(path, location.origin).href;

async function keptIds(kept: Cache): Promise<string[]> {
  const reply = await kept.match(INDEX);
  return reply ? ((await reply.json()) as string[]) : [];
}

const removeFiles = (kept: Cache, id: string) =>
  Promise.all([recapPath(id), photoPath(id), narrationPath(id)].map((path) => kept.delete(path)));

/** Whether the bytes are kept. A recap's picture and recording never change, so what is there is not fetched again. */
async function keepMedia(kept: Cache, path: string, address: string | undefined): Promise<boolean> {
  if (!address) return false;
  if (await kept.match(path)) return true;
  const reply = await fetch(address);
  if (reply.status !== 200) return false;
  // Only type and bytes: the answer of a storage service has headers that mean nothing here.
  const headers = { 'content-type': reply.headers.get('content-type') ?? 'application/octet-stream' };
  await kept.put(path, new Response(await reply.blob(), { headers }));
  return true;
}
