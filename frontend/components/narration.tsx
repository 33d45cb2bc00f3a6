'use client';
import { useEffect, useRef, useState } from 'react';
import type { RecapView } from '../../core/contracts/api.ts';

/** The spoken recap; the word being spoken is marked, and any word can be clicked to hear from there. */
export function Narration({ narration }: { narration: NonNullable<RecapView['narration']> }) {
  const audio = useRef<HTMLAudioElement>(null);
  const [at, setAt] = useState(-1);

  useEffect(() => {
    let frame = 0;
    const follow = () => {
      const ms = (audio.current?.currentTime ?? 0) * 1000;
      setAt(ms > 0 ? narration.words.findLastIndex((word) => word.startMs <= ms) : -1);
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [narration.words]);

  const seek = (ms: number) => {
    if (!audio.current) return;
    audio.current.currentTime = ms / 1000;
    void audio.current.play();
  };

  return (
    <div className="grid gap-3 rounded-2xl border border-line bg-card p-4">
      {/* biome-ignore lint/a11y/useMediaCaption: every spoken word is written below, in time with the voice. */}
      <audio
        ref={audio}
        src={narration.url}
        controls
        preload="metadata"
        className="w-full"
        aria-label="The recap, read aloud"
      />
      <p className="leading-relaxed">
        {narration.words.map((word, index) => (
          <button
            key={`${word.startMs}-${word.endMs}-${word.word}`}
            type="button"
            onClick={() => seek(word.startMs)}
            className={`rounded px-0.5 text-left ${index === at ? 'bg-glow text-on-glow' : ''}`}
          >
            {word.word}
          </button>
        ))}
      </p>
    </div>
  );
}
