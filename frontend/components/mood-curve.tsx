import type { RecapView } from '../../core/contracts/recaps.ts';
import { clock } from '../lib/format';
import { strings } from '../lib/strings';

const TEXT = strings.video;
const WIDTH = 600;
const HEIGHT = 160;
/** A change of less is none that a person would name. */
const FELT = 0.06;

type Curve = NonNullable<RecapView['curve']>;
type Key = 'valence' | 'energy';

/** How the mood of a video moves over time: two lines, told apart by their strokes, and the same in words. */
export function MoodCurve({ curve }: { curve: Curve }) {
  const first = curve[0]!.atMs;
  const span = Math.max(1, curve.at(-1)!.atMs - first);
  const points = (key: Key) =>
    curve.map((at) => `${((at.atMs - first) / span) * WIDTH},${(1 - at[key]) * HEIGHT}`).join(' ');
  return (
    <section className="section" aria-labelledby="curve">
      <div className="grid content-start gap-3">
        <h2 id="curve" className="head">
          {TEXT.curve}
        </h2>
        <p className="max-w-56 text-sm text-quiet">{TEXT.curveHow}</p>
      </div>
      <div className="grid gap-4">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="w-full max-w-3xl border-2" aria-hidden="true">
          <line x1="0" x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} className="stroke-hair" strokeWidth="1" />
          <polyline points={points('valence')} fill="none" stroke="currentColor" strokeWidth="4" />
          <polyline points={points('energy')} fill="none" stroke="currentColor" strokeWidth="3" strokeDasharray="3 9" />
        </svg>
        <p className="flex max-w-3xl justify-between text-sm" aria-hidden="true">
          <span>{clock(first / 1000)}</span>
          <span>{TEXT.legend}</span>
          <span>{clock((first + span) / 1000)}</span>
        </p>
        <p>{wordsFor(curve)}</p>
      </div>
    </section>
  );
}

/** What the lines do, in a sentence. */
function wordsFor(curve: Curve): string {
  const brightest = curve.reduce((a, b) => (b.valence > a.valence ? b : a));
  const darkest = curve.reduce((a, b) => (b.valence < a.valence ? b : a));
  const liveliest = curve.reduce((a, b) => (b.energy > a.energy ? b : a));
  const calmest = curve.reduce((a, b) => (b.energy < a.energy ? b : a));
  const at = (point: Curve[number]) => clock(point.atMs / 1000);
  return [
    brightest.valence - darkest.valence < FELT ? TEXT.evenLight : TEXT.light(at(brightest), at(darkest)),
    liveliest.energy - calmest.energy < FELT ? TEXT.evenEnergy : TEXT.energy(at(liveliest), at(calmest)),
  ].join(' ');
}
