/** Guests are accounts without an address: a phone's first photo needs no sign-up form. */
import { GUEST_GROUP } from './contracts/accounts.ts';

/** The user name of a guest, from a random UUID. An account keeps it: what signs in is the confirmed address. */
export function guestName(uuid: string): string {
  return `guest-${uuid}`;
}

/**
 * Whether the groups that a token names make its owner a guest. An ID token holds a list; the gateway hands claims on as
 * text, `[guest]`.
 */
export function isGuest(groups: unknown): boolean {
  const names = Array.isArray(groups) ? groups : String(groups ?? '').split(/[[\]\s,]+/);
  return names.includes(GUEST_GROUP);
}
