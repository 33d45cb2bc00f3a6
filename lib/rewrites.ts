/** What the web host does beside handing out files. Amplify Hosting and the local web server both read these tables. */
import { SITE_POLICY } from './content-policy.ts';

export type RewriteRule = {
  /** A path with placeholders (`/recaps/<id>`), or a wildcard at its end (`/recaps/<*>`). */
  source: string;
  /** The path whose file is answered; an address whose answer is handed on; for a redirect, where the browser is sent. */
  target: string;
  /** `200` rewrites; `404-200` rewrites and `404` answers 404 only where no file is found; `301` and `302` redirect. */
  status: '200' | '301' | '302' | '404' | '404-200';
};

/** Paths that the API answers on the page's own origin, so that the session's cookie is one of the page's site. */
export const API_PATHS = ['/guests', '/auth/<*>'] as const;

/** The first rule that fits holds. `/about` is answered with `about.html` by either host without a rule. */
export function rewrites({ apiUrl }: { apiUrl: string }): RewriteRule[] {
  return [
    ...API_PATHS.map((path) => ({ source: path, target: `${apiUrl}${path}`, status: '200' as const })),
    { source: '/<*>', target: '/404.html', status: '404' },
  ];
}

/** Headers of every answer. */
export const RESPONSE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': SITE_POLICY,
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
};

/** Names of files below this path carry a hash of their content. */
export const IMMUTABLE_PATH = '/_next/static/';
export const IMMUTABLE_CACHE = 'public, max-age=31536000, immutable';

/**
 * The headers in the form of Amplify's customHttp.yml. How long pages may be cached is left to Amplify, which empties its
 * cache at every release.
 */
export function customHeadersYaml(): string {
  const block = (pattern: string, headers: Readonly<Record<string, string>>) => [
    // JSON's strings are YAML's double-quoted ones; a bare `*` would begin an alias.
    `  - pattern: ${JSON.stringify(pattern)}`,
    '    headers:',
    ...Object.entries(headers).flatMap(([key, value]) => [
      `      - key: ${JSON.stringify(key)}`,
      `        value: ${JSON.stringify(value)}`,
    ]),
  ];
  return [
    'customHeaders:',
    ...block('**/*', RESPONSE_HEADERS),
    ...block(`${IMMUTABLE_PATH}**/*`, { 'Cache-Control': IMMUTABLE_CACHE }),
    '',
  ].join('\n');
}
