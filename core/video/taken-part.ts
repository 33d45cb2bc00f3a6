/** What is told about the part of a video that was taken. */
import type { TakenPart } from '../contracts/pipeline.ts';

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
