/** Core's own reading of picture and caption: mood and target, before any language model was asked. */
import { readMood } from '../../core/mood.ts';
import { step, written } from '../shared/step.ts';

export const handler = step('ReadMood', 'ReadingMood', async (_input, item) => {
  const seen = written(item, 'labels', 'properties', 'faces', 'moderation');
  return { output: {}, findings: { reading: readMood({ ...seen, faint: item.faint ?? [], caption: item.caption }) } };
});
