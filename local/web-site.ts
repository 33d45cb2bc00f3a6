/** The web page as its host serves it: the export, the host's own rules and headers, and where the services are. */
import { SITE_POLICY, servicesPolicy } from '../lib/content-policy.ts';
import { RESPONSE_HEADERS, rewrites } from '../lib/rewrites.ts';
import { UI_FOLDER } from '../scripts/build-ui.ts';
import type { CloudAddresses } from './addresses.ts';
import type { MailBox } from './mail-box.ts';
import type { Listener } from './services/wire/listen.ts';
import { createWebServer, type WebSiteOptions } from './web.ts';

/** Where the page reads codes that nobody sends by mail here. */
const MAIL_BOX_PATH = '/mail-box.json';

export type WebSite = {
  mailBox: Pick<MailBox, 'codes'>;
  /** Counterparts of the services of previews. */
  previewUrls?: readonly string[];
};

/** Where a browser finds the services. */
export type ReachedAt = {
  apiUrl: string;
  storageUrl: string;
  /** Where the host hands on what the API answers on the page's origin; the API's own address. */
  behindUrl: string;
};

/** What to serve of frontend/out and how, for browsers that reach the services at these addresses. */
export function webSiteFor(
  { apiUrl, storageUrl, behindUrl }: ReachedAt,
  { mailBox, previewUrls = [] }: WebSite,
): WebSiteOptions {
  const services = servicesPolicy({ apiUrl, mediaUrl: storageUrl, previewUrls });
  return {
    folder: UI_FOLDER,
    rules: rewrites({ apiUrl: behindUrl }),
    headers: { ...RESPONSE_HEADERS, 'Content-Security-Policy': `${SITE_POLICY}; ${services}` },
    documents: {
      '/config.json': () => ({ apiUrl, mailBox: MAIL_BOX_PATH }),
      [MAIL_BOX_PATH]: () => ({ codes: mailBox.codes }),
    },
  };
}

/** Serves frontend/out on the web port. */
export function serveWeb({ apiUrl, storageUrl }: CloudAddresses, port: number, site: WebSite): Promise<Listener> {
  return createWebServer({ ...webSiteFor({ apiUrl, storageUrl, behindUrl: apiUrl }, site), port });
}
