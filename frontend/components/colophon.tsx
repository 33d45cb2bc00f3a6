import type { RecapView } from '../../core/contracts/recaps.ts';
import { strings } from '../lib/strings';

const TEXT = strings.recap;

/** How the recap came about: notes, who wrote and spoke, how long each step took; and the way to be rid of it. */
export function Colophon({ recap, onDelete }: { recap: RecapView; onDelete: () => void }) {
  const { notes, story, narration, stages, songs, songsFinal } = recap;
  const sentences = [
    ...notes,
    songs?.some(({ source }) => source === 'editorial') && TEXT.estimates,
    story && (story.writtenBy === 'template' ? TEXT.byTemplate : TEXT.byModel),
    !songsFinal && TEXT.notFinal,
    narration && TEXT.voice(narration.voice),
    TEXT.madeIn(stages.reduce((sum, { ms }) => sum + ms, 0)),
  ].filter((sentence) => typeof sentence === 'string');
  return (
    <section className="section border-b-0" aria-labelledby="colophon">
      <h2 id="colophon" className="head">
        {TEXT.colophon}
      </h2>
      <div className="grid max-w-[38rem] gap-6">
        <ul className="grid gap-1">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <details>
          <summary className="min-h-11 py-2.5 font-semibold underline decoration-2 underline-offset-4">
            {TEXT.timings}
          </summary>
          <dl className="figures grid max-w-80 grid-cols-[1fr_auto] text-sm">
            {stages.map(({ name, ms }) => (
              <div key={name} className="col-span-2 grid grid-cols-subgrid border-b border-hair py-1">
                <dt>{strings.steps[name] ?? name}</dt>
                <dd>{TEXT.duration(ms)}</dd>
              </div>
            ))}
          </dl>
        </details>
        <button type="button" className="cell justify-self-start" onClick={onDelete}>
          {TEXT.delete}
        </button>
      </div>
    </section>
  );
}
