/** Photos sent from this tab: shown before the service has its own picture, and sent again when something failed. */
import type { PreparedPhoto } from './photo';
import type { Wishes } from './wishes';

export type Sent = { photo: PreparedPhoto | null; imageUrl: string | null; wishes: Wishes };

const sent = new Map<string, Sent>();

export const rememberSent = (recapId: string, what: Sent) => void sent.set(recapId, what);
export const sentHere = (recapId: string): Sent | null => sent.get(recapId) ?? null;
