'use client';
import { useEffect } from 'react';
import type { Preview } from '../../../core/contracts/previews.ts';
import { strings } from '../strings';
import { player } from './engine';
import type { QueueItem } from './items';
import { usePlayerState } from './use-player';

/** Tells the phone's lock screen, headphones and keyboards what plays, and does what they ask. */
export function useMediaSession(item: QueueItem | undefined, recording: Preview['recording']): void {
  const { status, duration } = usePlayerState();

  useEffect(() => {
    const { mediaSession } = navigator;
    if (!mediaSession) return;
    if (!item) {
      mediaSession.metadata = null;
      return;
    }
    const cover = item.kind === 'song' ? recording?.coverUrl : item.image;
    mediaSession.metadata = new MediaMetadata({
      title: item.kind === 'song' ? item.song.title : item.title,
      artist: item.kind === 'song' ? item.song.artist : strings.site.name,
      artwork: cover ? [{ src: cover }] : [],
    });
  }, [item, recording]);

  useEffect(() => {
    const { mediaSession } = navigator;
    if (!mediaSession) return;
    mediaSession.playbackState = item ? (status === 'paused' ? 'paused' : 'playing') : 'none';
    if (item && duration > 0) {
      mediaSession.setPositionState?.({ duration, position: Math.min(player.position(), duration) });
    }
  }, [item, status, duration]);

  useEffect(() => {
    const { mediaSession } = navigator;
    if (!mediaSession) return;
    const actions: [MediaSessionAction, MediaSessionActionHandler][] = [
      ['play', player.toggle],
      ['pause', player.pause],
      ['nexttrack', player.next],
      ['previoustrack', player.previous],
      ['seekbackward', () => player.step(-1)],
      ['seekforward', () => player.step(1)],
      ['seekto', ({ seekTime }) => seekTime !== undefined && player.seek(seekTime)],
      ['stop', player.close],
    ];
    for (const [action, handler] of actions) {
      try {
        mediaSession.setActionHandler(action, handler);
      } catch {
        // A browser that does not know the action has no button for it either.
      }
    }
  }, []);
}
