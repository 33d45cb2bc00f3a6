/**
 * Core's own reading of picture and caption, and a vision model's look where there is one: mood and target. Of a video, of all
 * frames together and of each one alone.
 */
import type { RecapItem } from '../../core/contracts/recap-item.ts';
import { feltIn, readMood } from '../../core/mood.ts';
import { readVideoMood, type SeenFrame } from '../../core/video/curve.ts';
import { step, written } from '../shared/step.ts';
import { lookAtPicture } from '../shared/vision-language.ts';

export const handler = step('ReadMood', 'ReadingMood', async (_input, item) => {
  const found = written(item, 'labels', 'properties', 'faces', 'moderation');
  const look = await lookAtPicture(item);
  const seen = { ...found, faint: item.faint ?? [], caption: item.caption, look };
  const findings = item.frames ? readVideoMood(seen, framesOf(item)) : { reading: readMood(seen), felt: feltIn(seen) };
  return { output: {}, findings };
});

function framesOf(item: RecapItem): SeenFrame[] {
  const of = written(item, 'frames', 'frameLabels', 'frameFaces', 'frameModeration');
  return of.frames.map(({ atMs, share }, i) => ({
    ...of.frameLabels[i]!,
    atMs,
    share,
    faces: of.frameFaces[i]!,
    moderation: of.frameModeration[i]!,
  }));
}
