import { expect, test } from 'vitest';
import { readCaption } from '../../../core/caption.ts';

test.each([
  'we buried grandpa today',
  'laid my father to rest this morning',
  'grandma passed last night',
  'my brother overdosed',
  'they found her body',
  'after the wake',
  'had to put our cat to sleep',
  'she did not make it',
  'fleeing the war',
  'diagnosed with cancer today',
])('"%s" is a moment for gentle songs', (caption) => {
  expect(readCaption(caption)?.sensitive).toBe(true);
});

test.each([
  'buried grandpa in the snow',
  'cancer season birthday',
  'war of water balloons',
  'my feet are killing me',
  'this view is to die for',
  'buried under laundry',
])('"%s" only sounds like one', (caption) => {
  expect(readCaption(caption)?.sensitive).toBe(false);
});
