'use client';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { RecapView } from '../../core/contracts/recaps.ts';
import { sentenceCase } from '../lib/format';
import { strings } from '../lib/strings';
import type { MoodSetter } from '../lib/use-song-list';
import { Link } from './link';
import { Notice } from './notice';

const TEXT = strings.recap;
/** Below this the reading is stated as a guess. */
const UNSURE = 0.25;
/** A slider that rests for so long has been set. */
const SETTLE_MS = 450;
const SIDE = 200;

type Point = { valence: number; energy: number };
type Props = {
  mood: NonNullable<RecapView['mood']>;
  recapId: string;
  read: RecapView['correctedFrom'];
  setter: MoodSetter;
};

const clamp = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;

/** Where the moment lies between dark and bright, calm and lively. Its owner may put the point elsewhere. */
export function MoodField({ mood, recapId, read, setter }: Props) {
  const { word, evidence, confidence, sensitive } = mood;
  const { point, move, drag } = usePoint(mood, setter.set);
  const moved = point.valence !== mood.valence || point.energy !== mood.energy;
  return (
    <section className="section" aria-labelledby="mood">
      <div className="grid content-start gap-3">
        <h2 id="mood" className="head">
          {TEXT.mood}
        </h2>
        <p className="max-w-56 text-sm text-quiet">{TEXT.moodHow}</p>
      </div>
      <div className="grid items-end gap-x-8 gap-y-4 md:grid-cols-[20rem_1fr] md:grid-rows-[1fr_auto]">
        <p className="poster-m md:col-start-2" aria-hidden="true">
          {moved ? '…' : sentenceCase(word)}
        </p>
        <div className="grid max-w-80 gap-4 md:col-start-1 md:row-span-2 md:row-start-1">
          <Field point={point} read={read} drag={drag} />
          <Slider
            label={TEXT.moodBrightness}
            value={point.valence}
            ends={[TEXT.axisDark, TEXT.axisBright]}
            onChange={(valence) => move({ ...point, valence })}
          />
          <Slider
            label={TEXT.moodEnergy}
            value={point.energy}
            ends={[TEXT.axisCalm, TEXT.axisLively]}
            onChange={(energy) => move({ ...point, energy })}
          />
        </div>
        <div className="grid gap-3 md:col-start-2">
          <p role="status">
            {setter.busy || moved ? TEXT.moodBusy : TEXT.moodSentence(word, mood.valence, mood.energy)}
          </p>
          {setter.problem && <Notice>{setter.problem}</Notice>}
          {read ? (
            <p className="flex flex-wrap items-center gap-x-6">
              {TEXT.moodSet(word, read.word)}
              <button type="button" className="plain" disabled={setter.busy} onClick={setter.reset}>
                {TEXT.moodBack}
              </button>
            </p>
          ) : (
            <>
              {evidence.length > 0 && <p>{TEXT.moodEvidence(evidence.join(', '))}</p>}
              {confidence < UNSURE && <p>{TEXT.moodUnsure}</p>}
            </>
          )}
          {sensitive && <p className="border-l-4 border-ink pl-4 font-semibold">{TEXT.sensitive}</p>}
          <p>
            <Link href={`/atlas?id=${recapId}`} className="plain">
              {TEXT.onMap}
            </Link>
          </p>
        </div>
      </div>
    </section>
  );
}

/** The point as it is being moved; it is set once it is let go or rests. */
function usePoint(mood: Point, onSet: (point: Point) => void) {
  const [moving, setMoving] = useState<Point | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // A new mood from the service is where the point is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mood's figures are what ends the moving.
  useEffect(() => {
    setMoving(null);
    return () => clearTimeout(timer.current);
  }, [mood.valence, mood.energy]);

  const move = (point: Point) => {
    setMoving(point);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSet(point), SETTLE_MS);
  };
  const at = (event: PointerEvent<SVGSVGElement>): Point => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return {
      valence: clamp((event.clientX - left) / width),
      energy: clamp(1 - (event.clientY - top) / height),
    };
  };
  const drag = {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      clearTimeout(timer.current);
      setMoving(at(event));
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) setMoving(at(event));
    },
    onPointerUp: (event: PointerEvent<SVGSVGElement>) => onSet(at(event)),
    onPointerCancel: () => setMoving(null),
  };
  return { point: moving ?? { valence: mood.valence, energy: mood.energy }, move, drag };
}

type FieldProps = { point: Point; read: Point | null; drag: ReturnType<typeof usePoint>['drag'] };

/** For fingers and mice; the sliders below say and do the same. */
function Field({ point, read, drag }: FieldProps) {
  const x = point.valence * SIDE;
  const y = (1 - point.energy) * SIDE;
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-2 text-sm" aria-hidden="true">
      <span className="flex justify-between [writing-mode:sideways-lr]">
        <span>{TEXT.axisCalm}</span>
        <span>{TEXT.axisLively}</span>
      </span>
      <svg
        viewBox={`0 0 ${SIDE} ${SIDE}`}
        className="w-full cursor-crosshair touch-none overflow-visible outline-2 outline-ink select-none"
        data-testid="mood-field"
        {...drag}
      >
        <title>{''}</title>
        <path d={`M0 0h${SIDE}v${SIDE}H0z`} fill="transparent" />
        <path d="M100 0v200M0 100h200" stroke="var(--color-hair)" strokeWidth="1" />
        <path d={`M${x} 0v200M0 ${y}h200`} stroke="currentColor" strokeWidth="1" />
        {read && (
          <circle
            cx={read.valence * SIDE}
            cy={(1 - read.energy) * SIDE}
            r="9"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeDasharray="3 3"
          />
        )}
        <circle cx={x} cy={y} r="17" fill="var(--ink)" />
        <circle cx={x} cy={y} r="9.5" fill="var(--ground)" />
        <circle cx={x} cy={y} r="4.5" fill="var(--ink)" />
      </svg>
      <span />
      <span className="flex justify-between pt-1.5">
        <span>{TEXT.axisDark}</span>
        <span>{TEXT.axisBright}</span>
      </span>
    </div>
  );
}

type SliderProps = { label: string; value: number; ends: [string, string]; onChange: (value: number) => void };

function Slider({ label, value, ends, onChange }: SliderProps) {
  return (
    <label className="grid text-sm">
      <span className="font-semibold">{label}</span>
      <input
        type="range"
        className="track h-9 w-full"
        min={0}
        max={1}
        step={0.01}
        value={value}
        aria-valuetext={TEXT.moodAt(value < 0.5 ? ends[0] : ends[1], value)}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </label>
  );
}
