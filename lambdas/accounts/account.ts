/** Deletes an account, or a guest, with everything of theirs, at once. */
import { ACCOUNT_ROUTES } from '../../core/contracts/routes/account.ts';
import { AppError } from '../../core/errors.ts';
import { countAttempt } from '../shared/attempts.ts';
import { apiHandler } from '../shared/http.ts';
import { markForErasure } from '../shared/people-store.ts';
import { inWords } from '../shared/pool-refusals.ts';
import { endedCookie, noSession, requireRefreshToken } from '../shared/session-cookie.ts';
import { refresh, signIn } from '../shared/user-pool.ts';

const TRIES_PER_HOUR = 60;

export const handler = apiHandler(ACCOUNT_ROUTES, {
  'POST /auth/delete': async ({ body, from, cookies, setCookie }) => {
    // Loaded while the pool answers.
    const erasing = import('../shared/forget-person.ts');
    const tokens = await inWords(refresh(requireRefreshToken(cookies)), noSession());
    if (!tokens.guest) {
      await countAttempt('tries', from, TRIES_PER_HOUR);
      const wrong = new AppError('WrongPassword', 422, 'The password is not right.');
      if (!body.password) throw wrong;
      await inWords(signIn(tokens.username, body.password), wrong);
    }
    // Marked first: what does not get done within this call is taken up by the function that erases guests.
    await markForErasure(tokens, true);
    setCookie(endedCookie());
    const { forgetPerson } = await erasing;
    await forgetPerson(tokens);
  },
});
