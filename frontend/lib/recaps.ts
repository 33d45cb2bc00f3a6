/** Recaps from the service, or, where it cannot be reached, as this device kept them. */
import type { RecapPage, RecapView } from '../../core/contracts/recaps.ts';
import * as client from './client';
import { reached } from './connection';
import { forgetKept, forgetRecap, keepRecap, keptLibrary, keptRecap } from './kept';
import { currentPerson } from './session';

export async function openRecap(id: string): Promise<RecapView> {
  try {
    const recap = await client.readRecap(id);
    reached(true);
    void keepRecap(recap);
    return recap;
  } catch (error) {
    reached(isAnswer(error));
    const kept = isAnswer(error) ? null : await keptRecap(id);
    if (kept) return kept;
    if (error instanceof client.ServiceError && error.status === 404) await forgetRecap(id);
    throw error;
  }
}

export async function openLibrary(cursor: string | null): Promise<RecapPage> {
  try {
    if (!(await currentPerson())) {
      // Nobody to ask for: listing must not make a guest, and what an ended guest left here is nobody's.
      await forgetKept();
      return { recaps: [], next: null };
    }
    const page = await client.listRecaps(cursor);
    reached(true);
    return page;
  } catch (error) {
    reached(isAnswer(error));
    const kept = isAnswer(error) || cursor !== null ? null : await keptLibrary();
    if (kept) return kept;
    throw error;
  }
}

/** Nothing of it is left, here either. */
export async function removeRecap(id: string): Promise<void> {
  await client.deleteRecap(id);
  await forgetRecap(id);
}

/** Whether the service said so itself; without a connection, or behind a host that does not reach it, nobody did. */
const isAnswer = (error: unknown) => error instanceof client.ServiceError && error.status < 500;
