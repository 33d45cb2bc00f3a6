'use client';
import { useState } from 'react';
import { sentenceOf } from '../lib/client';
import { deleteAccount } from '../lib/session';
import { strings } from '../lib/strings';
import { Dialog } from './dialog';
import { Notice } from './notice';

const TEXT = strings.account;

/** A guest's way to be rid of everything at once, before the day is over. Asks first. */
export function EraseGuest({ onErased }: { onErased: () => void }) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const erase = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await deleteAccount(null);
      setAsking(false);
      onErased();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button type="button" className="cell -mt-0.5" onClick={() => setAsking(true)}>
        {TEXT.eraseGuest}
      </button>
      {asking && (
        <Dialog title={TEXT.eraseAsked} onClose={() => setAsking(false)}>
          <p>{TEXT.eraseText}</p>
          {problem && <Notice>{problem}</Notice>}
          <div className="grid">
            <button type="button" className="bar" onClick={erase} disabled={busy}>
              {busy ? TEXT.busy : TEXT.eraseConfirm}
            </button>
            <button type="button" className="cell -mt-0.5" onClick={() => setAsking(false)}>
              {strings.delete.keep}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
