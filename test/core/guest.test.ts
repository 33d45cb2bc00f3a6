import { describe, expect, it } from 'vitest';
import { GUEST_GROUP } from '../../core/contracts/accounts.ts';
import { guestName, isGuest } from '../../core/guest.ts';

describe('guests', () => {
  it('have a name that no person would choose, and that is no address', () => {
    expect(guestName('9b2f6b9e-0c3a-4c57-9a6c-0d4f8f1f2b3c')).toBe('guest-9b2f6b9e-0c3a-4c57-9a6c-0d4f8f1f2b3c');
  });

  it.each([[[GUEST_GROUP]], [['editors', GUEST_GROUP]], ['[guest]'], ['[editors guest]'], ['[guest, editors]']])(
    'are told by the groups of their token: %j',
    (groups) => expect(isGuest(groups)).toBe(true),
  );

  it.each([[undefined], [null], [[]], [['guests']], ['[]'], ['[guests]'], ['']])('are not told by %j', (groups) =>
    expect(isGuest(groups)).toBe(false),
  );
});
