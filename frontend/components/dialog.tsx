'use client';
import { type ReactNode, useEffect, useId, useRef } from 'react';

type Props = { title: string; onClose: () => void; children: ReactNode; closeLabel?: string };

/** A modal dialog of the platform: it holds the focus, closes on Escape and gives the focus back. */
export function Dialog({ title, onClose, children, closeLabel }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const before = document.activeElement;
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={element} className="dialog" aria-labelledby={heading} onClose={onClose}>
      <div className="flex items-start justify-between gap-6">
        <h2 id={heading} className="head">
          {title}
        </h2>
        {closeLabel && (
          <button type="button" className="plain -mt-2 shrink-0" onClick={onClose}>
            {closeLabel}
          </button>
        )}
      </div>
      {children}
    </dialog>
  );
}
