/** Which frames of a video are looked at: one of each scene, of long scenes several, and which minute of a long video. */
import { MAX_FRAMES } from './format.ts';
import { SAMPLES_PER_SECOND } from './samples.ts';

/** A stretch of thumbnails, `to` excluded. */
export interface Scene {
  from: number;
  to: number;
}

export interface ChosenFrame {
  /** Milliseconds from the beginning of the part that was sampled. */
  atMs: number;
  /** Share of the time that the frame stands for; all of them sum to 1. */
  share: number;
}

/** Less change than this between two thumbnails is no cut. */
const CUT_AT_LEAST = 0.07;
/** A cut stands out from the motion around it by this factor. */
const CUT_FACTOR = 2.5;
/** Thumbnails on either side that tell how much motion is usual. */
const AROUND = 4;
/** Scenes shorter than this belong to the one before. */
const SHORTEST_SCENE = 2;
/** A scene longer than this is looked at more than once: moods change without a cut. */
const LONG_SCENE = 6 * SAMPLES_PER_SECOND;
/** How much a blur of motion takes from a thumbnail's quality. */
const MOTION_COST = 3;

/** Scenes by their cuts: places where the picture changes much and far more than around them. */
export function findScenes(differences: readonly number[]): Scene[] {
  const starts = [0];
  for (let i = 1; i < differences.length; i += 1) {
    if (isCut(differences, i) && i - starts.at(-1)! >= SHORTEST_SCENE && differences.length - i >= SHORTEST_SCENE) {
      starts.push(i);
    }
  }
  return differences.length === 0 ? [] : starts.map((from, n) => ({ from, to: starts[n + 1] ?? differences.length }));
}

function isCut(differences: readonly number[], i: number): boolean {
  const change = differences[i]!;
  const around = [...differences.slice(Math.max(1, i - AROUND), i), ...differences.slice(i + 1, i + 1 + AROUND)];
  const usual = around.toSorted((a, b) => a - b)[Math.floor(around.length / 2)] ?? 0;
  return change >= CUT_AT_LEAST && change >= CUT_FACTOR * usual;
}

/**
 * Chooses at most `most` frames: the longest scenes where there are more, several of a long scene where there are fewer.
 * @param differences as `differencesOf` gives them
 * @param quality of each thumbnail, 0..1
 */
export function chooseFrames(
  differences: readonly number[],
  quality: readonly number[],
  most = MAX_FRAMES,
): ChosenFrame[] {
  const scenes = findScenes(differences);
  while (scenes.length < most) {
    const longest = scenes.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a), { from: 0, to: 0 });
    if (lengthOf(longest) <= LONG_SCENE) break;
    scenes.splice(scenes.indexOf(longest), 1, ...halves(longest, differences));
  }
  const kept = scenes
    .toSorted((a, b) => lengthOf(b) - lengthOf(a) || a.from - b.from)
    .slice(0, most)
    .sort((a, b) => a.from - b.from);
  const total = kept.reduce((sum, scene) => sum + lengthOf(scene), 0);
  return kept.map((scene) => ({
    atMs: Math.round((bestOf(scene, differences, quality) * 1000) / SAMPLES_PER_SECOND),
    share: lengthOf(scene) / total,
  }));
}

const lengthOf = ({ from, to }: Scene) => to - from;

/** Two parts that each hold half of what changes in a scene; neither is shorter than a third of it. */
function halves({ from, to }: Scene, differences: readonly number[]): [Scene, Scene] {
  const changes = differences.slice(from + 1, to);
  const half = changes.reduce((sum, one) => sum + one, 0) / 2;
  let sum = 0;
  const passed = changes.findIndex((one) => {
    sum += one;
    return sum >= half && half > 0;
  });
  const third = Math.ceil((to - from) / 3);
  const middle = passed < 0 ? from + Math.floor((to - from) / 2) : from + 1 + passed;
  const at = Math.min(to - third, Math.max(from + third, middle));
  return [
    { from, to: at },
    { from: at, to },
  ];
}

/** The thumbnail with most to see and least motion, away from the cuts where the scene is long enough for that. */
function bestOf({ from, to }: Scene, differences: readonly number[], quality: readonly number[]): number {
  const margin = to - from >= 4 ? 1 : 0;
  let best = from + margin;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let i = from + margin; i < to - margin; i += 1) {
    const motion = ((i === from ? 0 : differences[i]!) + (i + 1 < to ? differences[i + 1]! : 0)) / 2;
    const score = quality[i]! - MOTION_COST * motion;
    if (score > bestScore) {
      best = i;
      bestScore = score;
    }
  }
  return best;
}

/**
 * Where the stretch of `seconds` begins in which most changes.
 * @param changes one a second
 * @returns whole seconds; the earliest where several are equal
 */
export function liveliestStart(changes: readonly number[], seconds: number): number {
  let sum = changes.slice(0, seconds).reduce((total, one) => total + one, 0);
  let best = { start: 0, sum };
  for (let start = 1; start + seconds <= changes.length; start += 1) {
    sum += changes[start + seconds - 1]! - changes[start - 1]!;
    // Sums drift by rounding; what differs by less is equal.
    if (sum > best.sum + 1e-9) best = { start, sum };
  }
  return best.start;
}
