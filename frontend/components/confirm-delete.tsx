'use client';
import { useState } from 'react';
import { ServiceError } from '../lib/client';
import { removeRecap } from '../lib/recaps';
import { strings } from '../lib/strings';
import { Dialog } from './dialog';
import { Notice } from './notice';

const TEXT = strings.delete;

/** Asks before a recap is deleted for good. */
export function ConfirmDelete({ id, onDeleted, onKeep }: { id: string; onDeleted: () => void; onKeep: () => void }) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const remove = async () => {
    setBusy(true);
    setFailed(false);
    try {
      await removeRecap(id);
      onDeleted();
    } catch (error) {
      // Deleted elsewhere in the meantime is what was wanted.
      if (error instanceof ServiceError && error.status === 404) return onDeleted();
      setFailed(true);
      setBusy(false);
    }
  };
  return (
    <Dialog title={TEXT.title} onClose={onKeep}>
      <p>{TEXT.text}</p>
      {failed && <Notice>{TEXT.failed}</Notice>}
      <div className="grid">
        <button type="button" className="bar" onClick={remove} disabled={busy}>
          {busy ? TEXT.deleting : TEXT.confirm}
        </button>
        <button type="button" className="cell -mt-0.5" onClick={onKeep}>
          {TEXT.keep}
        </button>
      </div>
    </Dialog>
  );
}
