'use client';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { RecapView } from '../../core/contracts/api.ts';

type Narration = NonNullable<RecapView['narration']>;
/** Steps a second in which the position is told: often enough for words, seldom enough for a slow phone. */
const TICKS = 15;

export type Player = {
  audio: RefObject<HTMLAudioElement | null>;
  playing: boolean;
  /** Seconds. */
  position: number;
  duration: number;
  /** Index of the word being spoken; -1 before the first. */
  word: number;
  failed: boolean;
  toggle: () => void;
  seek: (seconds: number) => void;
  playFrom: (word: number) => void;
};

/**
 * Plays a narration and tells which word is spoken. The recording's address is signed for some minutes only: where it no
 * longer loads, `renew` is called once and playing goes on from the same place.
 */
export function usePlayer(narration: Narration | null, renew: () => void): Player {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [failed, setFailed] = useState(false);
  const [position, setPosition] = useState(0);
  const renewed = useRef(false);
  const resumeAt = useRef<number | null>(null);
  const url = narration?.url;

  useEffect(() => {
    const element = audio.current;
    if (!element || !url) return;
    const listening = new AbortController();
    const on = (type: keyof HTMLMediaElementEventMap, listener: () => void) =>
      element.addEventListener(type, listener, { signal: listening.signal });
    on('play', () => setPlaying(true));
    on('pause', () => setPlaying(false));
    on('ended', () => setPlaying(false));
    on('seeked', () => setPosition(element.currentTime));
    on('playing', () => {
      renewed.current = false;
      setFailed(false);
    });
    on('error', () => {
      setPlaying(false);
      if (renewed.current) return setFailed(true);
      renewed.current = true;
      resumeAt.current = element.currentTime;
      renew();
    });
    if (resumeAt.current !== null) {
      element.currentTime = resumeAt.current;
      resumeAt.current = null;
      element.play().catch(() => setPlaying(false));
    }
    return () => listening.abort();
  }, [url, renew]);

  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    const follow = () => {
      setPosition(Math.round((audio.current?.currentTime ?? 0) * TICKS) / TICKS);
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [playing]);

  const play = useCallback(() => {
    // A refusal also fires the element's error event, or means that the browser wants another click.
    audio.current?.play().catch(() => setPlaying(false));
  }, []);
  const seek = useCallback((seconds: number) => {
    if (!audio.current) return;
    audio.current.currentTime = seconds;
    setPosition(seconds);
  }, []);
  const words = narration?.words;
  const playFrom = useCallback(
    (index: number) => {
      const start = words?.[index]?.startMs;
      if (start === undefined) return;
      seek(start / 1000);
      play();
    },
    [words, seek, play],
  );
  const toggle = useCallback(() => (audio.current?.paused ? play() : audio.current?.pause()), [play]);

  const word = position > 0 ? (words?.findLastIndex(({ startMs }) => startMs <= position * 1000) ?? -1) : -1;
  return { audio, playing, position, duration: narration?.durationSeconds ?? 0, word, failed, toggle, seek, playFrom };
}
