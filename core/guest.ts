/** Guests are accounts without an address: a phone's first photo needs no sign-up form. */

const GUEST = /^guest-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The user name of a guest, from a random UUID. */
export function guestName(uuid: string): string {
  return `guest-${uuid}`;
}

export function isGuestName(name: string): boolean {
  return GUEST.test(name);
}
