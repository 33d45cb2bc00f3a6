/** Core's own reading of picture and caption: mood and target, before any language model was asked. */
import { readMood } from '../../core/mood.ts';
import { step } from '../shared/step.ts';

export const handler = step('ReadMood', 'ReadingMood', async ({ recap: _, ...seen }) => {
  const reading = readMood(seen);
  return { output: reading, findings: { reading } };
});
