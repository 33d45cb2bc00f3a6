/** Fetching a photo from an address a stranger gave: the guard against being sent to the inside of a network. */
import { lookup as systemLookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { MAX_PHOTO_BYTES } from '../../core/contracts/media.ts';
import { AppError } from '../../core/errors.ts';
import { type PhotoFormat, photoFormat } from '../../core/photo.ts';

/** Largest photo fetched from an address, bytes. */
export const MAX_FETCH_BYTES = Math.min(10 * 1024 * 1024, MAX_PHOTO_BYTES);
const MAX_REDIRECTS = 3;
const TIMEOUT_MS = 5_000;

export type FetchGuard = {
  /** All addresses of a host name. */
  resolve: (hostname: string) => Promise<string[]>;
  /** Whether an address may be connected to. */
  allows: (address: string) => boolean;
  /** Certificate authorities trusted besides the system's own. */
  ca?: string;
  /** For all hops together; five seconds where absent. */
  timeoutMs?: number;
};

/** The only part of IPv6 that the public internet uses; what lies outside has forms that stand for IPv4 addresses. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Only addresses of the public internet: no loopback, private, link-local, shared, reserved or translated ones. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  // process() turns an IPv4-mapped IPv6 address into the IPv4 one it stands for.
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast' && (parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_IPV6));
}

const INTERNET: FetchGuard = {
  resolve: async (hostname) => (await systemLookup(hostname, { all: true })).map(({ address }) => address),
  allows: isPublicAddress,
};

const refused = (sentence: string, cause?: unknown) => new AppError('AddressRefused', 422, sentence, { cause });

/**
 * Fetches a photo. https only, at most three redirects (each checked anew), five seconds, 10 MB, and only what begins
 * like a photo. The connection goes to the very address that was checked, so that a name cannot change its mind.
 * @throws AppError `AddressRefused`, `PhotoNotFetched` or those of core/photo.ts, all 422
 */
export async function fetchPhoto(
  address: string,
  guard: FetchGuard = INTERNET,
): Promise<{ bytes: Uint8Array; contentType: string }> {
  const signal = AbortSignal.timeout(guard.timeoutMs ?? TIMEOUT_MS);
  let url = parseUrl(address);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const reply = await fetchOnce(url, guard, signal);
    if ('bytes' in reply)
      return { bytes: reply.bytes, contentType: `image/${photoFormat(reply.bytes) satisfies PhotoFormat}` };
    url = parseUrl(reply.redirect, url);
  }
  throw refused('The address redirects too often. Please give the address of the photo itself.');
}

function parseUrl(address: string, base?: URL): URL {
  const url = URL.parse(address, base?.href);
  if (!url) throw refused('This is not an address of the web.');
  return url;
}

async function fetchOnce(
  url: URL,
  guard: FetchGuard,
  signal: AbortSignal,
): Promise<{ bytes: Uint8Array } | { redirect: string }> {
  const target = await checkedAddress(url, guard, signal);
  let reply: IncomingMessage | undefined;
  try {
    reply = await connect(url, target, guard, signal);
    const location = reply.headers.location;
    const status = reply.statusCode ?? 0;
    if (status >= 300 && status < 400 && location !== undefined) return { redirect: location };
    if (status !== 200) {
      throw new AppError('PhotoNotFetched', 422, `The address answered with status ${status} instead of a photo.`);
    }
    return { bytes: await readCapped(reply) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw notFetched(error);
  } finally {
    reply?.destroy();
  }
}

/** Asks `target` for the photo, whatever the host's name may lead to by now; a connection of its own, closed after use. */
function connect(url: URL, target: string, guard: FetchGuard, signal: AbortSignal): Promise<IncomingMessage> {
  const family = isIP(target);
  return new Promise((resolve, reject) => {
    const options = {
      agent: false,
      signal,
      headers: { accept: 'image/*' },
      lookup: ((_hostname, { all }, done) =>
        all ? done(null, [{ address: target, family }]) : done(null, target, family)) satisfies LookupFunction,
      ...(guard.ca ? { ca: guard.ca } : {}),
    };
    get(url, options, resolve).on('error', reject);
  });
}

function notFetched(cause: unknown): AppError {
  return new AppError('PhotoNotFetched', 422, 'The photo could not be fetched from this address in time.', { cause });
}

/** The one address to connect to, with all addresses of the host found allowed. */
async function checkedAddress(url: URL, guard: FetchGuard, signal: AbortSignal): Promise<string> {
  if (url.protocol !== 'https:') throw refused('Only https addresses are fetched.');
  if (url.username || url.password) throw refused('An address with a user name or password is not fetched.');
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  let addresses: string[];
  try {
    addresses = isIP(hostname) ? [hostname] : await inTime(guard.resolve(hostname), signal);
  } catch (cause) {
    if (signal.aborted) throw notFetched(cause);
    throw refused('The host of this address was not found.', cause);
  }
  const first = addresses[0];
  // One bad address among several is enough: which one a connection would take is not ours to guess.
  if (!first || !addresses.every(guard.allows)) throw refused('This address does not lead to the public internet.');
  return first;
}

/** The system's look-up takes no signal and may try for half a minute. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

async function readCapped(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > MAX_FETCH_BYTES) throw new AppError('PhotoTooLarge', 422, 'The photo at this address is over 10 MB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
