import { mediaKeys } from '../../core/contracts/names.ts';
import type { RecapRef } from '../../core/contracts/pipeline.ts';
import { deleteMedia, deleteMediaUnder } from './media-store.ts';
import { deleteRecap } from './recap-store.ts';

/** Deletes a recap with its photo, derivatives and narration. */
export async function forgetRecap(recap: RecapRef): Promise<void> {
  // Before the item, so that what could not be deleted is still found by asking again; and after it, for what a
  // running step wrote meanwhile: from then on it finds the item gone.
  await forgetMedia(recap);
  await deleteRecap(recap);
  await forgetMedia(recap);
}

async function forgetMedia({ userId, recapId }: RecapRef): Promise<void> {
  await deleteMedia(mediaKeys.source(userId, recapId));
  await deleteMediaUnder(mediaKeys.derivativesPrefix(userId, recapId));
}
