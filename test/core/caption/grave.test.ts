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
  'our baby boy was born sleeping',
  'she didn’t make it through the night',
  'the dog didn’t make it',
  'said goodbye to grandpa today',
  'goodbye my sweet boy',
  'his empty chair at dinner',
  'wish dad could see this',
  'thinking of those we lost',
  'they found a lump',
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
  'our son was born this morning',
  'she didn’t make it through the door with that cake',
  'the dog didn’t make it to the park today',
  'said goodbye to grandma at the airport',
  'last chemo, ringing the bell',
  'two years clean and counting',
  'got his pilot wings',
  'last time I saw her she was tiny',
])('"%s" only sounds like one', (caption) => {
  expect(readCaption(caption)?.sensitive).toBe(false);
});

test.each([
  ['dumped on my birthday', 0.5],
  ['closing the shop after 40 years', 0.55],
])('"%s" is not a bright one', (caption, atMost) => {
  expect(readCaption(caption)!.valence).toBeLessThan(atMost);
});
