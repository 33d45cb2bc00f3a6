/** Names that pages and service worker have in common. */

/** The store of what was opened: recaps, their pictures and recordings. Never a token, never a signed address. */
export const KEPT_STORE = 'sightsong-kept';
/** Where kept things lie in that store, and under which addresses the service worker answers with them. */
export const KEPT_PATH = '/kept/';

/** The store of what another app handed over, until the page has taken it. */
export const SHARED_STORE = 'sightsong-shared';
/** Where another app sends a photo; the manifest names it. */
export const SHARE_PATH = '/share';
export const SHARED_PHOTO = '/shared/photo';
export const SHARED_WORDS = '/shared/words';
/** The page that takes it from there. */
export const SHARED_PAGE = '/?shared';
