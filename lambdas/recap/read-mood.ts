/** Core's own reading of picture and caption, and a vision model's look where there is one: mood and target. */
import { readMood } from '../../core/mood.ts';
import { step, written } from '../shared/step.ts';
import { lookAtPicture } from '../shared/vision-language.ts';

export const handler = step('ReadMood', 'ReadingMood', async (_input, item) => {
  const seen = written(item, 'labels', 'properties', 'faces', 'moderation');
  const look = await lookAtPicture(item);
  const reading = readMood({ ...seen, faint: item.faint ?? [], caption: item.caption, look });
  return { output: {}, findings: { reading } };
});
