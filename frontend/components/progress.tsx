'use client';
import { useEffect, useState } from 'react';
import type { RecapView } from '../../core/contracts/recaps.ts';
import { sentenceCase } from '../lib/format';
import type { PreparedPhoto } from '../lib/photo';
import { STAGE_ORDER, type Stage } from '../lib/stages';
import { strings } from '../lib/strings';
import { Disc } from './mark';
import { Notice } from './notice';

const TEXT = strings.progress;
/** How long a photo may be on its way before we say that it has not arrived. */
const PATIENCE_MS = 15_000;

type Props = {
  recap: RecapView | null;
  /** What this tab sent, until the service has a picture of its own. */
  sent: PreparedPhoto | null;
  problem: string | null;
  cancelling: boolean;
  /** null while nothing can be stopped yet. */
  onCancel: (() => void) | null;
};

/** The pipeline's own stages while they happen, with what was found so far. */
export function Progress({ recap, sent, problem, cancelling, onCancel }: Props) {
  const picture = sent?.url ?? recap?.image?.url ?? null;
  const isVideo = Boolean(sent?.video ?? recap?.video);
  const overdue = useOverdue(recap);
  const sentence = recap ? strings.stages[recap.stage] : TEXT.opening;
  return (
    <section
      className="grid grow grid-rows-[auto_1fr] border-t-2 md:grid-cols-[1fr_1.1fr] md:grid-rows-1"
      aria-busy="true"
    >
      <div className="relative flex h-[34dvh] min-h-52 border-b-2 bg-wash md:h-auto md:border-r-2 md:border-b-0">
        <p className="obi name">
          <span>{recap?.mood ? sentenceCase(recap.mood.word) : ''}</span>
          <span className="figures">{Math.round((recap?.progress ?? 0) * 100)}</span>
        </p>
        <div className="relative grid grow place-items-center overflow-hidden">
          {picture ? (
            <img
              crossOrigin="anonymous"
              src={picture}
              alt={TEXT.alt(isVideo)}
              className="absolute inset-0 size-full object-cover"
            />
          ) : (
            <Disc className="size-32" turning />
          )}
        </div>
      </div>
      <div className="flex flex-col gap-5 p-4 md:gap-8 md:p-10">
        <h1 className="poster-m" aria-live="polite">
          {sentence}
        </h1>
        <progress className="progress" max={1} value={recap?.progress ?? 0} aria-label={TEXT.bar} />
        {problem && <Notice>{problem}</Notice>}
        {overdue && <Notice>{TEXT.waitingForUpload}</Notice>}
        <div className="grid content-start gap-5 grow">{recap && <Findings recap={recap} />}</div>
        <StageList stage={recap?.stage ?? 'AwaitingUpload'} />
        {onCancel && (
          <button type="button" className="cell self-start" disabled={cancelling} onClick={onCancel}>
            {cancelling ? TEXT.cancelling : TEXT.cancel}
          </button>
        )}
      </div>
    </section>
  );
}

/** True once a photo that was announced has been on its way for too long. */
function useOverdue(recap: RecapView | null): boolean {
  const waitingSince = recap?.status === 'AWAITING_UPLOAD' ? Date.parse(recap.createdAt) : null;
  const [overdue, setOverdue] = useState(false);
  useEffect(() => {
    setOverdue(false);
    if (waitingSince === null) return;
    const timer = setTimeout(() => setOverdue(true), Math.max(0, waitingSince + PATIENCE_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [waitingSince]);
  return overdue;
}

function Findings({ recap }: { recap: RecapView }) {
  const seen = recap.labels?.slice(0, 5).map(({ name }) => name.toLowerCase());
  return (
    <>
      {seen && seen.length > 0 && (
        <p className="name motion-safe:animate-arrive">
          <span className="text-quiet">{TEXT.seen} </span>
          {seen.join(', ')}.{recap.mood && ` ${TEXT.mood(recap.mood.word)}`}
        </p>
      )}
      {recap.songs && recap.songs.length > 0 && (
        <div className="motion-safe:animate-arrive">
          <h2 className="text-sm font-semibold">{TEXT.firstSongs}</h2>
          <ol>
            {recap.songs.slice(0, 3).map((song) => (
              <li key={song.trackId} className="border-t-2 py-1.5">
                <span className="name">{song.title}</span> {song.artist}
              </li>
            ))}
          </ol>
        </div>
      )}
      {recap.story && (
        <div className="motion-safe:animate-arrive">
          <h2 className="text-sm font-semibold">{TEXT.story}</h2>
          <p className="note line-clamp-3">{recap.story.text}</p>
        </div>
      )}
    </>
  );
}

function StageList({ stage }: { stage: Stage }) {
  const current = STAGE_ORDER.indexOf(stage);
  return (
    <ol className="hidden flex-wrap gap-x-4 gap-y-1 text-sm md:flex" aria-label={TEXT.stages}>
      {STAGE_ORDER.map((name, index) => (
        <li
          key={name}
          aria-current={index === current ? 'step' : undefined}
          className={
            index === current ? 'bg-ink px-1.5 font-semibold text-ground' : index < current ? '' : 'text-quiet'
          }
        >
          {index < current && <span className="font-bold">✓ </span>}
          {strings.stages[name]}
        </li>
      ))}
    </ol>
  );
}
