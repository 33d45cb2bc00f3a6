/**
 * The service worker: pages open without a connection, kept recaps show and play, and a photo that another app shares is
 * handed to the page. Requests to the service are none of its business: it sees only this site's own addresses.
 */
import {
  KEPT_PATH,
  KEPT_STORE,
  SHARE_PATH,
  SHARED_PAGE,
  SHARED_PHOTO,
  SHARED_STORE,
  SHARED_WORDS,
} from '../lib/kept-names';
import { byteRange } from './byte-range';

/** The site's files as they were built, and a digest of them all; written in by the build. */
declare const SHELL: { version: string; files: string[] };

type Extendable = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Extendable & { request: Request; respondWith(answer: Promise<Response>): void };
declare const self: {
  location: Location;
  clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
};

const SHELL_STORE = `sightsong-shell-${SHELL.version}`;
const STORES = new Set([SHELL_STORE, KEPT_STORE, SHARED_STORE]);
/** How long a page may take to come before the kept one is shown, milliseconds. */
const PATIENCE_MS = 4000;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === 'POST' && pathname === SHARE_PATH) return event.respondWith(receive(request));
  if (request.method !== 'GET') return;
  if (pathname.startsWith(KEPT_PATH)) return event.respondWith(kept(request));
  if (pathname.startsWith('/_next/static/')) return event.respondWith(unchanging(request));
  if (request.mode === 'navigate' || isShell(pathname)) return event.respondWith(freshOrKept(request));
});

async function install(): Promise<void> {
  const store = await caches.open(SHELL_STORE);
  await store.addAll([...SHELL.files, '/config.json']);
}

async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith('sightsong-') && !STORES.has(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

const isShell = (path: string) => path === '/config.json' || SHELL.files.includes(path);

/** Names carry a hash, so what is there is right. Fonts and rarely used parts are kept once they were asked for. */
async function unchanging(request: Request): Promise<Response> {
  const store = await caches.open(SHELL_STORE);
  const there = await store.match(request.url);
  if (there) return there;
  const reply = await fetch(request);
  if (reply.status === 200) await store.put(request.url, reply.clone());
  return reply;
}

/** The host's own answer, with its latest policy; the kept one where none comes in time. */
async function freshOrKept(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const store = await caches.open(SHELL_STORE);
  const asked = fetch(request).then(async (reply) => {
    if (reply.status === 200 && pathname === '/config.json') await store.put(pathname, reply.clone());
    return reply;
  });
  const fallback = async () => (await store.match(pathname)) ?? (await store.match('/404'));
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const reply = await Promise.race([asked, late]).catch(() => null);
  return reply ?? (await fallback()) ?? asked;
}

/** A kept picture or recording, in parts where a player asks for parts. */
async function kept(request: Request): Promise<Response> {
  const store = await caches.open(KEPT_STORE);
  const reply = await store.match(new URL(request.url).pathname);
  if (!reply) return new Response(null, { status: 404 });
  const range = request.headers.get('range');
  if (!range) return reply;
  const blob = await reply.blob();
  const part = byteRange(range, blob.size);
  if (!part) return new Response(null, { status: 416, headers: { 'content-range': `bytes */${blob.size}` } });
  return new Response(blob.slice(part.first, part.last + 1, blob.type), {
    status: 206,
    headers: {
      'content-type': blob.type,
      'content-length': String(part.last - part.first + 1),
      'content-range': `bytes ${part.first}-${part.last}/${blob.size}`,
      'accept-ranges': 'bytes',
    },
  });
}

/** Lays what was shared down for the page, which takes it and begins. */
async function receive(request: Request): Promise<Response> {
  const form = await request.formData();
  const store = await caches.open(SHARED_STORE);
  await Promise.all([store.delete(SHARED_PHOTO), store.delete(SHARED_WORDS)]);
  const photo = form.getAll('photo').find((part) => part instanceof File);
  if (photo) await store.put(SHARED_PHOTO, new Response(photo, { headers: { 'content-type': photo.type } }));
  const words = ['title', 'text', 'url'].map((name) => form.get(name)).filter((word) => typeof word === 'string');
  await store.put(SHARED_WORDS, Response.json(words));
  return Response.redirect(SHARED_PAGE, 303);
}
