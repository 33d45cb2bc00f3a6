import { expect, test } from 'vitest';
import { gainFor, NARRATION_LOUDNESS } from '../../../core/previews/gain.ts';

test('a louder song is lowered to the narration, a quieter one is left as it is', () => {
  expect(gainFor(NARRATION_LOUDNESS)).toBe(1);
  expect(gainFor(-10)).toBeCloseTo(0.501, 3);
  expect(gainFor(-4)).toBeCloseTo(0.251, 3);
  expect(gainFor(-29)).toBe(1);
});
