/** Erases, from time to time, guests whose day is over, and whoever asked to be deleted and was not yet in full. */

import type { Context } from 'aws-lambda';
import { faultOf } from '../shared/fault.ts';
import { forgetPerson } from '../shared/forget-person.ts';
import { logger } from '../shared/logger.ts';
import { duePeople, keepForGood } from '../shared/people-store.ts';
import { hasConfirmedAddress } from '../shared/user-pool.ts';

/** Nobody new is begun with in the last seconds: erasing one person may take a few. */
const RESERVE_MS = 15_000;

export const handler = async (
  _event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<{ erased: number; failed: number }> => {
  let erased = 0;
  let failed = 0;
  for await (const person of duePeople()) {
    if (context.getRemainingTimeInMillis() < RESERVE_MS) break;
    try {
      // Somebody whose sign-up broke off after the address was confirmed has an account, and keeps everything.
      if (!person.asked && (await hasConfirmedAddress(person.username))) await keepForGood(person.userId);
      else await forgetPerson(person);
      erased += 1;
    } catch (error) {
      failed += 1;
      logger.error('could not erase', { fault: faultOf(error) });
    }
  }
  logger.info('erased', { erased, failed });
  // The alarm counts failed invocations; who is left comes up again with the next one.
  if (failed > 0) throw new Error(`${failed} people could not be erased.`);
  return { erased, failed };
};
