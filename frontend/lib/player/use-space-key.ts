'use client';
import { useEffect } from 'react';
import { player } from './engine';

/** Whatever answers to the space key itself keeps it. */
const OWN_SPACE = 'button, input, select, textarea, summary, audio, video, dialog, [role=slider], [contenteditable]';

/** Space plays and pauses wherever nothing else answers to it. */
export function useSpaceKey(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.repeat || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.target instanceof Element && event.target.closest(OWN_SPACE)) return;
      event.preventDefault();
      player.toggle();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [active]);
}
