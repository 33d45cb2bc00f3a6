'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { RecapView } from '../../core/contracts/api.ts';
import { strings } from '../lib/strings';
import { usePlayer } from '../lib/use-player';
import { Colophon } from './colophon';
import { ConfirmDelete } from './confirm-delete';
import { LinerNotes } from './liner-notes';
import { MoodField } from './mood-field';
import { Notice } from './notice';
import { PlayerBar } from './player-bar';
import { ShareDialog } from './share-dialog';
import { Sides } from './sides';
import { Sleeve } from './sleeve';

/** A finished recap: the sleeve at once; liner notes, mood, both sides and the colophon below. */
export function RecapArticle({ recap, onStale }: { recap: RecapView; onStale: () => void }) {
  const router = useRouter();
  const player = usePlayer(recap.narration, onStale);
  const [dialog, setDialog] = useState<'share' | 'delete' | null>(null);
  return (
    <article className="flex grow flex-col">
      <Sleeve recap={recap} onStale={onStale} />
      {player.failed && <Notice>{strings.recap.audioFailed}</Notice>}
      <PlayerBar player={player} narration={recap.narration} onShare={() => setDialog('share')} />
      <LinerNotes recap={recap} player={player} />
      {recap.mood && <MoodField mood={recap.mood} />}
      {recap.songs && <Sides songs={recap.songs} target={recap.target?.features ?? null} />}
      <Colophon recap={recap} onDelete={() => setDialog('delete')} />
      {dialog === 'share' && <ShareDialog recap={recap} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && (
        <ConfirmDelete id={recap.recapId} onDeleted={() => router.replace('/library')} onKeep={() => setDialog(null)} />
      )}
    </article>
  );
}
