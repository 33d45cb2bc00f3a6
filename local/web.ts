import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Listener, listen, type RequestHandler } from './services/wire/listen.ts';
import { forward } from './web/proxy.ts';
import { RuleTable, type WebRule } from './web/rules.ts';
import { type Encoding, type SiteFile, SiteFolder, siteFile } from './web/site-files.ts';

export type { WebRule } from './web/rules.ts';

export interface WebSiteOptions {
  /** The static export. */
  folder: string;
  /** Rewrites and redirects in Amplify Hosting's form; the first that fits holds. */
  rules?: readonly WebRule[];
  /** Set on every answer: the Content-Security-Policy and its like. */
  headers?: Readonly<Record<string, string>>;
  /** Documents by path that exist only here, `/config.json` for one; what they give becomes JSON. Never cached. */
  documents?: Readonly<Record<string, () => unknown>>;
}

export interface WebServerOptions extends WebSiteOptions {
  /** Port on 127.0.0.1; 0 picks a free one. */
  port: number;
}

/** Names under this path carry a hash of their content. */
const IMMUTABLE_PATH = '/_next/static/';
const REVALIDATE = 'public, max-age=0, must-revalidate';

type Answer = { status: number; file: SiteFile | null; cacheControl: string; location?: string };

/**
 * Serves the web UI's static export on 127.0.0.1 as Amplify Hosting would: clean addresses, rewrites, also to other services,
 * 404.html, compression and cache headers. Throws what {@link listen} throws.
 */
export async function createWebServer(options: WebServerOptions): Promise<Listener> {
  return listen(webHandler(options), { port: options.port });
}

/** The same site for a server of one's own. */
export function webHandler(options: WebSiteOptions): RequestHandler {
  const site = new Site(options);
  return (request, response) => {
    serve(site, request, response, options.headers ?? {}).catch(() => {
      if (response.headersSent) return response.destroy();
      response.writeHead(500, { ...options.headers, 'content-type': 'text/plain; charset=utf-8' });
      return response.end('Something went wrong on our side. Please try again in a moment.\n');
    });
  };
}

class Site {
  readonly #folder: SiteFolder;
  readonly #rules: RuleTable;
  readonly #documents: Readonly<Record<string, () => unknown>>;

  constructor({ folder, rules = [], documents = {} }: WebSiteOptions) {
    this.#folder = new SiteFolder(folder);
    this.#rules = new RuleTable(rules);
    this.#documents = documents;
  }

  /** The address that a path is handed on to; null for a path of the site's own. */
  proxied(path: string): string | null {
    const rule = this.#rules.match(path, false);
    return rule?.status === '200' && /^https?:\/\//.test(rule.target) ? rule.target : null;
  }

  /** `path` is decoded and begins with a slash. */
  async answer(path: string): Promise<Answer> {
    const document = Object.hasOwn(this.#documents, path) ? this.#documents[path] : undefined;
    if (document) {
      const file = siteFile(path, Buffer.from(JSON.stringify(document())));
      return { status: 200, file, cacheControl: 'no-store' };
    }
    const rule = this.#rules.match(path, false);
    if (rule && rule.status !== '200') return redirect(Number(rule.status), rule.target);
    const file = await this.#folder.find(rule?.target ?? path);
    if (file) {
      const immutable = path.startsWith(IMMUTABLE_PATH);
      return { status: 200, file, cacheControl: immutable ? 'public, max-age=31536000, immutable' : REVALIDATE };
    }
    const fallback = this.#rules.match(path, true);
    const status = fallback?.status === '404-200' ? 200 : 404;
    return { status, file: await this.#folder.find(fallback?.target ?? '/404.html'), cacheControl: REVALIDATE };
  }
}

function redirect(status: number, location: string): Answer {
  return { status, file: null, cacheControl: REVALIDATE, location };
}

async function serve(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
  everywhere: Readonly<Record<string, string>>,
): Promise<void> {
  const path = decodePath(request.url ?? '/');
  const elsewhere = path === null ? null : site.proxied(path);
  if (elsewhere !== null) return forward(elsewhere, request, response, everywhere);
  request.resume();
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { ...everywhere, allow: 'GET, HEAD' }).end();
    return;
  }
  if (path === null) {
    response.writeHead(400, everywhere).end();
    return;
  }
  const { status, file, cacheControl, location } = await site.answer(path);
  const headers: Record<string, string> = { ...everywhere, 'cache-control': cacheControl };
  if (location !== undefined) headers.location = encodeURI(location);
  if (!file) {
    response.writeHead(status, headers).end();
    return;
  }
  const encoding = file.compressible ? chooseEncoding(request.headers['accept-encoding']) : 'identity';
  // Each form of a file is an entity of its own, so the tags differ.
  headers.etag = encoding === 'identity' ? file.etag : `${file.etag.slice(0, -1)}-${encoding}"`;
  if (file.compressible) headers.vary = 'Accept-Encoding';
  if (status === 200 && isUnchanged(request.headers['if-none-match'], headers.etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const bytes = await file.bytes(encoding);
  headers['content-type'] = file.contentType;
  headers['content-length'] = String(bytes.length);
  if (encoding !== 'identity') headers['content-encoding'] = encoding;
  response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : bytes);
}

/** Null for a path that cannot be decoded. */
function decodePath(url: string): string | null {
  try {
    const path = decodeURIComponent(url.split('?')[0]!);
    return path.startsWith('/') ? path : null;
  } catch {
    return null;
  }
}

/** Brotli before gzip among what the client accepts (`q=0` means it does not). */
function chooseEncoding(accepted = ''): Encoding {
  const refused = /;\s*q=0(\.0*)?$/;
  const names = accepted
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => !refused.test(part))
    .map((part) => part.split(';')[0]!.trim());
  if (names.includes('br')) return 'br';
  return names.includes('gzip') ? 'gzip' : 'identity';
}

function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return known.includes(etag) || known.includes('*');
}
