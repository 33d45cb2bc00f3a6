import { mediaKeys } from '../../core/contracts/names.ts';
import { forgetRecap } from './forget-recap.ts';
import { deleteMediaUnder } from './media-store.ts';
import { type Erasable, leaveTrace } from './people-store.ts';
import { recapIdsOf } from './recap-store.ts';
import { forgetTaste } from './taste-store.ts';
import { deleteUser } from './user-pool.ts';

const AT_ONCE = 8;

/**
 * Deletes a person with everything of theirs: first the user, so that nobody signs in any more. Doing it again goes on where
 * it stopped; whoever is not done stays marked in the people table.
 */
export async function forgetPerson({ userId, username }: Erasable): Promise<void> {
  await deleteUser(username);
  for await (const ids of recapIdsOf(userId, AT_ONCE)) {
    await Promise.all(ids.map((recapId) => forgetRecap({ userId, recapId })));
  }
  for (const prefix of mediaKeys.ofPerson(userId)) await deleteMediaUnder(prefix);
  await forgetTaste(userId);
  await leaveTrace(userId);
}
