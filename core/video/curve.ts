/** The mood of a video over time, and what is told about the part that was taken. */
import type { CurvePoint, Reading, TakenPart } from '../contracts/pipeline.ts';
import { type MoodInput, readMood } from '../mood.ts';

/** A frame as a picture of its own, where it is and what share of the time it stands for. */
export type SeenFrame = Omit<MoodInput, 'caption' | 'felt'> & { atMs: number; share: number };

/**
 * A video's reading and its curve, a point a frame in order of time. The video feels as its frames do on average; what they
 * show together (`whole`) says why and what it is about. The person's words count for every moment alike.
 */
export function readVideoMood(
  whole: MoodInput,
  frames: readonly SeenFrame[],
): { reading: Reading; curve: CurvePoint[] } {
  const { caption } = whole;
  const moods = frames.map(({ atMs, share, ...seen }) => ({
    atMs,
    share,
    ...readMood({ ...seen, caption: null }).mood,
  }));
  const mean = (key: 'valence' | 'energy') => moods.reduce((sum, mood) => sum + mood.share * mood[key], 0);
  const reading = readMood({ ...whole, felt: { valence: mean('valence'), energy: mean('energy') } });
  const curve = frames
    .map(({ atMs, share: _, ...seen }) => {
      const { valence, energy } = readMood({ ...seen, caption }).mood;
      return { atMs, valence, energy };
    })
    .sort((a, b) => a.atMs - b.atMs);
  return { reading, curve };
}

/** What a person is told where only a part of the video was taken; null where all of it was. */
export function partSentence({ fromSecond, toSecond, totalSeconds, chosenBy }: TakenPart): string | null {
  if (chosenBy === 'whole') return null;
  const part = `from ${clock(fromSecond)} to ${clock(toSecond)}`;
  if (chosenBy === 'person') return `The part ${part} that you chose was taken.`;
  return `The video is ${clock(totalSeconds)} long. Its liveliest minute was taken, ${part}.`;
}

/** Minutes and seconds, such as 2:09. */
function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
