/** The web page as its host serves it: the export, the host's own rules and headers, and where the services are. */
import { SITE_POLICY, servicesPolicy } from '../lib/content-policy.ts';
import { RESPONSE_HEADERS, REWRITES } from '../lib/rewrites.ts';
import { UI_FOLDER } from '../scripts/build-ui.ts';
import type { CloudAddresses } from './addresses.ts';
import type { Listener } from './services/wire/listen.ts';
import { createWebServer } from './web.ts';

/** Serves frontend/out on the web port. `previewUrls` are counterparts of the services of previews. */
export function serveWeb(
  { apiUrl, identityUrl, storageUrl, webClientId }: CloudAddresses,
  port: number,
  previewUrls: readonly string[] = [],
): Promise<Listener> {
  const services = servicesPolicy({ apiUrl, identityUrl, mediaUrl: storageUrl, previewUrls });
  return createWebServer({
    folder: UI_FOLDER,
    port,
    rules: REWRITES,
    headers: { ...RESPONSE_HEADERS, 'Content-Security-Policy': `${SITE_POLICY}; ${services}` },
    documents: { '/config.json': { apiUrl, identityUrl, webClientId } },
  });
}
