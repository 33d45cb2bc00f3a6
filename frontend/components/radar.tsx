import { type AudioFeatures, FEATURES, type Feature, normaliseFeature } from '../../core/features.ts';
import { figure } from '../lib/format';
import { strings } from '../lib/strings';

const TEXT = strings.recap;
const RADIUS = 90;

type Props = { target: AudioFeatures; song: AudioFeatures; name: string; onFeature: (feature: Feature) => void };

/**
 * What the moment asks for (dashed) against a song (filled), on the nine features; each name tells what it is. The same
 * figures stand in a table below.
 */
export function Radar({ target, song, name, onFeature }: Props) {
  return (
    <div className="grid gap-4">
      <div className="relative w-full max-w-96">
        <svg viewBox="-168 -118 336 236" className="w-full" role="img" aria-label={TEXT.radar(name)}>
          {[1, 2 / 3, 1 / 3].map((share) => (
            <polygon
              key={share}
              points={ring(() => share)}
              fill="none"
              stroke="var(--color-hair)"
              strokeWidth={share === 1 ? 2 : 1}
            />
          ))}
          {FEATURES.map((feature, index) => {
            const [x, y] = point(index, 1);
            return <path key={feature} d={`M0 0L${x} ${y}`} stroke="var(--color-hair)" />;
          })}
          <polygon
            points={ring((feature) => normaliseFeature(feature, song[feature]))}
            fill="var(--ink)"
            fillOpacity="0.28"
            stroke="var(--ink)"
            strokeWidth="2.5"
          />
          <polygon
            points={ring((feature) => normaliseFeature(feature, target[feature]))}
            fill="none"
            stroke="var(--ink)"
            strokeWidth="2"
            strokeDasharray="2 5"
            strokeLinecap="round"
          />
        </svg>
        {FEATURES.map((feature, index) => (
          <FeatureName key={feature} feature={feature} index={index} onPress={() => onFeature(feature)} />
        ))}
      </div>
      <p className="flex flex-wrap gap-x-6 gap-y-1 text-sm" aria-hidden="true">
        <span className="flex items-center gap-2">
          <span className="w-7 border-t-3 border-dotted" /> {TEXT.target}
        </span>
        <span className="flex items-center gap-2">
          <span className="h-4 w-7 border-2 bg-ink/30" /> {TEXT.song}
        </span>
      </p>
      <details>
        <summary className="min-h-11 py-2.5 font-semibold underline decoration-2 underline-offset-4">
          {TEXT.figures}
        </summary>
        <table className="figures w-full max-w-96 text-left text-sm">
          <thead>
            <tr className="border-b-2">
              <th className="py-1">{TEXT.feature}</th>
              <th className="py-1 text-right">{TEXT.target}</th>
              <th className="py-1 text-right">{TEXT.song}</th>
            </tr>
          </thead>
          <tbody>
            {FEATURES.map((feature) => (
              <tr key={feature} className="border-b border-hair">
                <th className="py-1 font-medium">{strings.features[feature]}</th>
                <td className="py-1 text-right">{figure(feature, target[feature])}</td>
                <td className="py-1 text-right">{figure(feature, song[feature])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

/** A feature's name at its ray; a press tells what it is. */
function FeatureName({ feature, index, onPress }: { feature: Feature; index: number; onPress: () => void }) {
  const [x, y] = point(index, 1.12);
  const aside = Math.abs(x) < 12 ? '-50%' : x > 0 ? '0' : '-100%';
  return (
    <button
      type="button"
      className="absolute min-h-11 px-1 text-sm leading-none underline decoration-dotted underline-offset-4"
      style={{
        left: `${((x + 168) / 336) * 100}%`,
        top: `${((y + 118) / 236) * 100}%`,
        transform: `translate(${aside}, -50%)`,
      }}
      aria-label={TEXT.featureOf(strings.features[feature])}
      onClick={onPress}
    >
      {strings.features[feature]}
    </button>
  );
}

/** Clockwise from the top. */
function point(index: number, share: number): [number, number] {
  const turn = (index / FEATURES.length) * 2 * Math.PI - Math.PI / 2;
  const round = (value: number) => Math.round(value * 10) / 10;
  return [round(Math.cos(turn) * share * RADIUS), round(Math.sin(turn) * share * RADIUS)];
}

const ring = (shareOf: (feature: Feature) => number) =>
  FEATURES.map((feature, index) => point(index, shareOf(feature)).join(',')).join(' ');
