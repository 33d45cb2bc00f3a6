import type { RecapView } from '../../core/contracts/api.ts';
import { SongList } from './songs';

const STAGES: [string, string][] = [
  ['PreparingMedia', 'Developing your photo'],
  ['LookingAtPicture', 'Looking closely'],
  ['ReadingMood', 'Feeling its mood'],
  ['FindingSongs', 'Finding songs'],
  ['TellingStory', 'Telling its story'],
  ['Narrating', 'Reading it aloud'],
  ['Publishing', 'Putting it together'],
];

/** The pipeline's own stages while they happen, with what was found so far. */
export function Progress({ recap, preview }: { recap: RecapView | null; preview: string | null }) {
  const picture = recap?.image?.url ?? preview;
  const current = STAGES.findIndex(([stage]) => stage === recap?.stage);
  const sentence = STAGES[current]?.[1] ?? 'Receiving your photo';
  return (
    <section className="grid gap-8 pt-2 md:grid-cols-2" aria-busy="true">
      {picture ? (
        <img src={picture} alt="Yours" className="w-full rounded-3xl object-cover" />
      ) : (
        <div className="aspect-[4/3] motion-safe:animate-pulse rounded-3xl bg-wash" />
      )}
      <div className="grid content-start gap-6">
        <h1 className="font-display text-3xl" aria-live="polite">
          {sentence}
        </h1>
        <progress className="h-2 w-full accent-glow" max={1} value={recap?.progress ?? 0} aria-label="How far it is" />
        {recap?.labels && (
          <p className="text-quiet">
            We see{' '}
            {recap.labels
              .slice(0, 6)
              .map((label) => label.name.toLowerCase())
              .join(', ') || 'colours and light'}
            {recap.mood ? `; it feels ${recap.mood.word}.` : '.'}
          </p>
        )}
        {recap?.songs && <SongList songs={recap.songs.slice(0, 3)} />}
      </div>
    </section>
  );
}
