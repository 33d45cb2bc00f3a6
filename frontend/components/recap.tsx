'use client';
import { useState } from 'react';
import type { RecapView } from '../../core/contracts/api.ts';
import { Narration } from './narration';
import { SongList } from './songs';

/** A finished recap: photo, title and first song at once; story, mood and the other songs below. */
export function Recap({ recap, onDelete }: { recap: RecapView; onDelete: () => void }) {
  const [asking, setAsking] = useState(false);
  const songs = recap.songs ?? [];
  const top = songs[0];
  return (
    <article className="grid gap-10">
      <section className="grid gap-6 md:grid-cols-2 md:items-center md:gap-10">
        {recap.image && (
          <img
            src={recap.image.url}
            width={recap.image.width}
            height={recap.image.height}
            alt={`Yours: ${
              (recap.labels ?? [])
                .slice(0, 4)
                .map((label) => label.name.toLowerCase())
                .join(', ') || 'a photo'
            }`}
            className="max-h-[70dvh] w-full rounded-3xl object-cover"
          />
        )}
        <div className="grid gap-5">
          {recap.mood && <p className="text-sm text-glow">{recap.mood.word}</p>}
          <h1 className="text-balance font-display text-4xl leading-tight sm:text-5xl">{recap.story?.title}</h1>
          {top && (
            <p className="text-lg">
              Its song: <strong className="font-medium">{top.title}</strong>{' '}
              <span className="text-quiet">by {top.artist}</span>
            </p>
          )}
          {recap.narration && <Narration narration={recap.narration} />}
        </div>
      </section>
      <section className="grid gap-8 md:grid-cols-[1fr_20rem]">
        <p className="max-w-prose font-display text-xl leading-relaxed">{recap.story?.text}</p>
        {recap.mood && (
          <div className="grid content-start gap-3">
            <h2 className="text-sm text-quiet">What we went by</h2>
            <ul className="flex flex-wrap gap-1.5 text-sm">
              {recap.mood.evidence.map((phrase) => (
                <li key={phrase} className="rounded-full border border-line px-3 py-1">
                  {phrase}
                </li>
              ))}
            </ul>
          </div>
        )}
      </section>
      <section className="grid gap-4">
        <h2 className="font-display text-2xl">Ten songs that fit</h2>
        {recap.notes.map((note) => (
          <p key={note} className="text-sm text-quiet">
            {note}
          </p>
        ))}
        <SongList songs={songs} />
        <p className="text-sm text-quiet">The songs' figures are our editors' estimates, not measurements.</p>
      </section>
      <footer>
        {asking ? (
          <p className="flex flex-wrap items-center gap-3">
            Delete the photo, the recap and its recording for good?
            <button type="button" onClick={onDelete} className="rounded-full bg-glow px-4 py-2 text-sm text-on-glow">
              Delete
            </button>
            <button
              type="button"
              onClick={() => setAsking(false)}
              className="rounded-full border border-line px-4 py-2 text-sm"
            >
              Keep it
            </button>
          </p>
        ) : (
          <button
            type="button"
            onClick={() => setAsking(true)}
            className="rounded-full border border-line px-4 py-2 text-sm"
          >
            Delete this recap
          </button>
        )}
      </footer>
    </article>
  );
}
