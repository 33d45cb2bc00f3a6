'use client';
import { useEffect, useEffectEvent, useState } from 'react';
import { pickFile } from './photo';

/** Takes photos that are pasted or dropped anywhere on the page; tells whether one is held over it. */
export function useIncoming(enabled: boolean, onFile: (file: File | null) => void): boolean {
  const [hovering, setHovering] = useState(false);
  const receive = useEffectEvent(onFile);
  useEffect(() => {
    if (!enabled) return;
    const listening = new AbortController();
    const on = <K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void) =>
      addEventListener(type, listener, { signal: listening.signal });
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    on('paste', (event) => {
      const files = event.clipboardData?.files;
      if (files?.length) receive(pickFile(files));
    });
    on('dragover', (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setHovering(true);
    });
    on('dragleave', (event) => {
      // Leaving the window, not one element for another.
      if (event.relatedTarget === null) setHovering(false);
    });
    on('drop', (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setHovering(false);
      receive(pickFile(event.dataTransfer?.files ?? []));
    });
    return () => listening.abort();
  }, [enabled]);
  return enabled && hovering;
}
