/** How far the editors' estimates are from measured figures: near enough to be useful, too far to be copied. */
import type { Track } from '../../core/catalogue/track.ts';
import { type AudioFeatures, FEATURES, type Feature } from '../../core/features.ts';
import { spearman } from '../../core/statistics.ts';
import { recordingKey } from './measured.ts';

const MIN_FOUND = 0.9;
/** A mean absolute difference below this in any feature would mean that somebody copied. */
const COPIED_BELOW = 0.06;
const MIN_SPEARMAN: Partial<Record<Feature, number>> = { energy: 0.6, valence: 0.5, acousticness: 0.6 };
const TEMPO_TOLERANCE = 0.04;
const MIN_TEMPO_RIGHT = 0.6;

const share = (value: number) => `${(value * 100).toFixed(1)} %`;

/** Report lines, and one sentence for each bar that is missed. */
export function compareWithMeasured(tracks: readonly Track[], measured: ReadonlyMap<string, AudioFeatures>) {
  const pairs = tracks.flatMap((track) => {
    const figures = measured.get(recordingKey(track.title, track.artist));
    return figures ? [{ track, figures }] : [];
  });
  const missing = tracks.filter((track) => !measured.has(recordingKey(track.title, track.artist)));
  const problems: string[] = [];
  const found = pairs.length / Math.max(1, tracks.length);
  if (found < MIN_FOUND) problems.push(`Only ${share(found)} of the songs were found; ${share(MIN_FOUND)} are wanted.`);

  const lines = [`${pairs.length} found (${share(found)}); ${missing.length} not in the measured file:`];
  lines.push(...missing.map(({ title, artist }) => `  ${title}, ${artist}`));
  for (const feature of FEATURES) {
    const estimates = pairs.map(({ track }) => track.features[feature]);
    const figures = pairs.map((pair) => pair.figures[feature]);
    const difference = estimates.reduce((sum, value, at) => sum + Math.abs(value - figures[at]!), 0) / pairs.length;
    const rank = spearman(estimates, figures);
    lines.push(`${feature.padEnd(18)} mean absolute difference ${difference.toFixed(3)}, Spearman ${rank.toFixed(2)}`);
    if (difference < COPIED_BELOW) problems.push(`${feature} differs by ${difference.toFixed(3)} on average: copied?`);
    const wanted = MIN_SPEARMAN[feature];
    if (wanted !== undefined && rank < wanted)
      problems.push(`${feature} has Spearman ${rank.toFixed(2)}, below ${wanted}.`);
  }
  const right =
    pairs.filter(({ track, figures }) => sameTempo(track.features.tempo, figures.tempo)).length / pairs.length;
  lines.push(`tempo within ${share(TEMPO_TOLERANCE)}, octaves allowed: ${share(right)}`);
  if (right < MIN_TEMPO_RIGHT) problems.push(`Only ${share(right)} of the tempos are right.`);
  return { lines, problems, found, tempoRight: right };
}

/** Half and double tempo are the same beat, counted otherwise. */
function sameTempo(a: number, b: number): boolean {
  return [0.5, 1, 2].some((octave) => Math.abs(a * octave - b) <= TEMPO_TOLERANCE * b);
}
