/**
 * The Content-Security-Policy, in three parts that become known one after the other. A browser holds a page to all of
 * them at once, so each part names other directives, or narrows those of an earlier one:
 * what no page ever needs (the host's header), which scripts stand in a page (its build), and which services it talks to
 * (its publication). Next writes inline scripts into an exported page, and a static page can have no nonce: the header
 * has to let inline scripts pass, and the page itself then names its own by their hashes.
 */
import { createHash } from 'node:crypto';

/**
 * The part that holds for every page of every deployment. React sets style attributes, hence inline styles. WebAssembly
 * is for the worker that decodes HEIC photos, which has this part alone; a page's own part lets none be compiled.
 */
export const SITE_POLICY = [
  "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Where the services of one deployment are; addresses, of which only the origin counts. */
export type ServiceUrls = {
  apiUrl: string;
  /** The media bucket: uploads go there, photos and narrations come from there. */
  mediaUrl: string;
  /** Counterparts of the services of previews, which serve previews themselves. */
  previewUrls?: readonly string[];
};

/** Where previews and covers of songs come from. Their services name the hosts, which change within these domains. */
const PREVIEW_SOURCES = {
  media: ['https://*.itunes.apple.com', 'https://*.dzcdn.net'],
  images: ['https://*.mzstatic.com', 'https://*.dzcdn.net'],
};

/** The part that names the services a page may talk to. Throws TypeError for what is no address. */
export function servicesPolicy({ apiUrl, mediaUrl, previewUrls = [] }: ServiceUrls): string {
  const [api, media] = [apiUrl, mediaUrl].map((url) => new URL(url).origin);
  const previews = [...new Set(previewUrls.map((url) => new URL(url).origin))];
  return [
    `connect-src ${[...new Set(["'self'", api, media])].join(' ')}`,
    `img-src ${["'self' blob: data:", media, ...PREVIEW_SOURCES.images, ...previews].join(' ')}`,
    `media-src ${["'self' blob:", media, ...PREVIEW_SOURCES.media, ...previews].join(' ')}`,
  ].join('; ');
}

const SCRIPT = /<script\b((?:[^>"']|"[^"]*"|'[^']*')*)>([\s\S]*?)<\/script\s*>/gi;

/** The part that lets the inline scripts of this page run, by their hashes, and none that is brought in later. */
export function scriptsPolicy(html: string): string {
  const hashes = [...html.matchAll(SCRIPT)]
    .filter(([, attributes]) => !/\ssrc\s*=/i.test(attributes ?? ''))
    // An HTML parser hands on every line break as a line feed.
    .map(([, , script = '']) => createHash('sha256').update(script.replace(/\r\n?/g, '\n')).digest('base64'));
  return ['script-src', "'self'", ...new Set(hashes.map((hash) => `'sha256-${hash}'`))].join(' ');
}

const CHARSET = /<meta\s+charset=[^>]*>/i;
const HEAD = /<head\b[^>]*>/i;

/**
 * Puts a part into the page, ahead of everything it is to govern but behind the declaration of the character set, which
 * has to be within the first 1,024 bytes. Throws where the page has no head.
 */
export function addPolicy(html: string, policy: string): string {
  const place = CHARSET.exec(html) ?? HEAD.exec(html);
  if (!place) throw new Error('A page without <head> cannot be given a Content-Security-Policy.');
  const end = place.index + place[0].length;
  const content = policy.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `${html.slice(0, end)}<meta http-equiv="Content-Security-Policy" content="${content}"/>${html.slice(end)}`;
}
