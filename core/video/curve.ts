/** The mood of a video over time. */
import type { CurvePoint, Reading } from '../contracts/pipeline.ts';
import { type Felt, feltIn, type MoodInput, readMood } from '../mood.ts';

/** A frame as a picture of its own, where it is and what share of the time it stands for. */
export type SeenFrame = Omit<MoodInput, 'caption' | 'felt'> & { atMs: number; share: number };

/**
 * A video's reading and its curve, a point a frame in order of time. The video feels as its frames do on average; what they
 * show together (`whole`) says why and what it is about. The person's words count for every moment alike.
 */
export function readVideoMood(
  whole: MoodInput,
  frames: readonly SeenFrame[],
): { reading: Reading; felt: Felt; curve: CurvePoint[] } {
  const { caption } = whole;
  const moods = frames.map(({ atMs, share, ...seen }) => ({
    atMs,
    share,
    ...readMood({ ...seen, caption: null }).mood,
  }));
  const mean = (key: 'valence' | 'energy') => moods.reduce((sum, mood) => sum + mood.share * mood[key], 0);
  const together = { ...whole, felt: { valence: mean('valence'), energy: mean('energy') } };
  const reading = readMood(together);
  const curve = frames
    .map(({ atMs, share: _, ...seen }) => {
      const { valence, energy } = readMood({ ...seen, caption }).mood;
      return { atMs, valence, energy };
    })
    .sort((a, b) => a.atMs - b.atMs);
  return { reading, felt: feltIn(together), curve };
}
