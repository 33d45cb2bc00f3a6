/** Makes guests: a first recap needs no account. */

import { randomBytes, randomUUID } from 'node:crypto';
import { GUEST_SECONDS } from '../../core/contracts/accounts.ts';
import { GUEST_ROUTES } from '../../core/contracts/routes/guests.ts';
import { guestName } from '../../core/guest.ts';
import { countAttempt } from '../shared/attempts.ts';
import { requireEnv } from '../shared/env.ts';
import { apiHandler } from '../shared/http.ts';
import { createGuest } from '../shared/people-store.ts';
import { sessionCookie } from '../shared/session-cookie.ts';
import { createGuestUser, sessionOf, signIn } from '../shared/user-pool.ts';

export const handler = apiHandler(GUEST_ROUTES, {
  'POST /guests': async ({ from, setCookie }) => {
    await countAttempt('guests', from, Number(requireEnv('guestsPerHour')));
    const username = guestName(randomUUID());
    // Nobody needs to know it: the session lasts as long as the guest does. The letters are what the pool's policy wants.
    const password = `Aa1-${randomBytes(24).toString('base64url')}`;
    await createGuestUser(username, password);
    const tokens = await signIn(username, password);
    await createGuest({ userId: tokens.userId, username });
    setCookie(sessionCookie(tokens.refreshToken ?? '', GUEST_SECONDS));
    return sessionOf(tokens);
  },
});
