import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guestName, isGuestName } from '../../core/guest.ts';

describe('guest names', () => {
  it('are known again', () => {
    fc.assert(fc.property(fc.uuid(), (uuid) => isGuestName(guestName(uuid))));
  });

  it.each([
    'guest-',
    'guest-ada',
    'ada@example.org',
    'GUEST-9b2f6b9e-0c3a-4c57-9a6c-0d4f8f1f2b3c',
    'guest-9b2f6b9e-0c3a-4c57-9a6c-0d4f8f1f2b3c@example.org',
    'x-guest-9b2f6b9e-0c3a-4c57-9a6c-0d4f8f1f2b3c',
    'guest-9b2f6b9e-0c3a-4c57-9a6c-0d4f8f1f2b3c\n',
  ])('are not %j', (name) => {
    expect(isGuestName(name)).toBe(false);
  });
});
