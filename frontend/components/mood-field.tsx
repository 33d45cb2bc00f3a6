import { memo } from 'react';
import type { RecapView } from '../../core/contracts/api.ts';
import { sentenceCase } from '../lib/format';
import { strings } from '../lib/strings';

const TEXT = strings.recap;
/** Below this the reading is stated as a guess. */
const UNSURE = 0.25;

/** Where the moment lies between dark and bright, calm and lively; in words beside it. */
export const MoodField = memo(function MoodField({ mood }: { mood: NonNullable<RecapView['mood']> }) {
  const { valence, energy, word, evidence, confidence, sensitive } = mood;
  const x = valence * 200;
  const y = (1 - energy) * 200;
  return (
    <section className="section" aria-labelledby="mood">
      <div className="grid content-start gap-3">
        <h2 id="mood" className="head">
          {TEXT.mood}
        </h2>
      </div>
      <div className="grid items-end gap-8 md:grid-cols-[20rem_1fr]">
        <div className="grid max-w-80 grid-cols-[auto_1fr] gap-x-2 text-sm" aria-hidden="true">
          <span className="flex justify-between [writing-mode:sideways-lr]">
            <span>{TEXT.axisCalm}</span>
            <span>{TEXT.axisLively}</span>
          </span>
          <svg viewBox="-2 -2 204 204" className="w-full overflow-visible" aria-hidden="true">
            <path d="M100 0v200M0 100h200" stroke="var(--color-hair)" strokeWidth="1" />
            <path d={`M${x} 0v200M0 ${y}h200`} stroke="currentColor" strokeWidth="1" />
            <path d="M0 0h200v200H0z" fill="none" stroke="currentColor" strokeWidth="2" />
            <circle cx={x} cy={y} r="17" fill="var(--ink)" />
            <circle cx={x} cy={y} r="9.5" fill="var(--ground)" />
            <circle cx={x} cy={y} r="4.5" fill="var(--ink)" />
          </svg>
          <span />
          <span className="flex justify-between pt-1">
            <span>{TEXT.axisDark}</span>
            <span>{TEXT.axisBright}</span>
          </span>
        </div>
        <div className="grid gap-3">
          <p className="poster-m" aria-hidden="true">
            {sentenceCase(word)}
          </p>
          <p>{TEXT.moodSentence(word, valence, energy)}</p>
          {evidence.length > 0 && <p>{TEXT.moodEvidence(evidence.join(', '))}</p>}
          {confidence < UNSURE && <p>{TEXT.moodUnsure}</p>}
          {sensitive && <p>{TEXT.sensitive}</p>}
        </div>
      </div>
    </section>
  );
});
