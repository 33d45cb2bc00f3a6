/** The web page as its host serves it: the export, the host's own rules and headers, and where the services are. */
import { SITE_POLICY, servicesPolicy } from '../lib/content-policy.ts';
import { RESPONSE_HEADERS, rewrites } from '../lib/rewrites.ts';
import { UI_FOLDER } from '../scripts/build-ui.ts';
import type { CloudAddresses } from './addresses.ts';
import type { MailBox } from './mail-box.ts';
import type { Listener } from './services/wire/listen.ts';
import { createWebServer } from './web.ts';

/** Where the page reads codes that nobody sends by mail here. */
const MAIL_BOX_PATH = '/mail-box.json';

/** Serves frontend/out on the web port. `previewUrls` are counterparts of the services of previews. */
export function serveWeb(
  { apiUrl, storageUrl }: CloudAddresses,
  port: number,
  { mailBox, previewUrls = [] }: { mailBox: Pick<MailBox, 'codes'>; previewUrls?: readonly string[] },
): Promise<Listener> {
  const services = servicesPolicy({ apiUrl, mediaUrl: storageUrl, previewUrls });
  return createWebServer({
    folder: UI_FOLDER,
    port,
    rules: rewrites({ apiUrl }),
    headers: { ...RESPONSE_HEADERS, 'Content-Security-Policy': `${SITE_POLICY}; ${services}` },
    documents: {
      '/config.json': () => ({ apiUrl, mailBox: MAIL_BOX_PATH }),
      [MAIL_BOX_PATH]: () => ({ codes: mailBox.codes }),
    },
  });
}
