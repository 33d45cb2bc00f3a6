'use client';
import { useRouter } from 'next/navigation';
import { useCallback, useState } from 'react';
import type { RecapView } from '../../core/contracts/recaps.ts';
import { player } from '../lib/player/engine';
import { useMood } from '../lib/use-song-list';
import { Colophon } from './colophon';
import { ConfirmDelete } from './confirm-delete';
import { LinerNotes } from './liner-notes';
import { MoodCurve } from './mood-curve';
import { MoodField } from './mood-field';
import { PlayRecap } from './play-recap';
import { ShareDialog } from './share-dialog';
import { Sides } from './sides';
import { Sleeve } from './sleeve';

/** A finished recap: the sleeve at once; liner notes, mood, both sides and the colophon below. */
export function RecapArticle({ recap: fetched, onStale }: { recap: RecapView; onStale: () => void }) {
  const router = useRouter();
  const [dialog, setDialog] = useState<'share' | 'delete' | null>(null);
  const { recap, change } = useChanges(fetched);
  const mood = useMood(recap, change, onStale);
  return (
    <article className="flex grow flex-col">
      <Sleeve recap={recap} onStale={onStale} />
      <PlayRecap recap={recap} onShare={() => setDialog('share')} />
      <LinerNotes recap={recap} />
      {recap.mood && <MoodField mood={recap.mood} recapId={recap.recapId} read={recap.correctedFrom} setter={mood} />}
      {recap.curve && recap.curve.length > 1 && <MoodCurve curve={recap.curve} />}
      {recap.songs && <Sides key={JSON.stringify(recap.correctedFrom && recap.mood)} recap={recap} />}
      <Colophon recap={recap} onDelete={() => setDialog('delete')} />
      {dialog === 'share' && <ShareDialog recap={recap} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && (
        <ConfirmDelete
          id={recap.recapId}
          onDeleted={() => {
            player.forget(recap.recapId);
            router.replace('/library');
          }}
          onKeep={() => setDialog(null)}
        />
      )}
    </article>
  );
}

/** The recap as the service gave it, with what was changed here since. */
function useChanges(fetched: RecapView) {
  const [changes, setChanges] = useState<{ of: RecapView; change: Partial<RecapView> } | null>(null);
  const change = useCallback(
    (next: Partial<RecapView>) =>
      setChanges((before) => ({ of: fetched, change: { ...(before?.of === fetched ? before.change : {}), ...next } })),
    [fetched],
  );
  const recap = changes?.of === fetched ? { ...fetched, ...changes.change } : fetched;
  return { recap, change };
}
