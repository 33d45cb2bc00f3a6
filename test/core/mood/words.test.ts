import { describe, expect, test } from 'vitest';
import { MOOD_WORDS, moodWord } from '../../../core/mood/words.ts';

describe('moodWord', () => {
  test('has at least two dozen words, each its own nearest', () => {
    expect(MOOD_WORDS.length).toBeGreaterThanOrEqual(24);
    for (const { word, valence, energy } of MOOD_WORDS) expect(moodWord(valence, energy, false)).toBe(word);
  });

  test('leaves no large part of the plane without a word nearby', () => {
    for (let valence = 0.1; valence < 1; valence += 0.1) {
      for (let energy = 0.1; energy < 1; energy += 0.1) {
        const near = Math.min(...MOOD_WORDS.map((one) => Math.hypot(one.valence - valence, one.energy - energy)));
        expect(near, `${valence} ${energy}`).toBeLessThan(0.25);
      }
    }
  });

  test('names a sensitive moment gently', () => {
    const gentle = MOOD_WORDS.filter((one) => one.gentle).map(({ word }) => word);
    for (const valence of [0, 0.2, 0.4]) {
      for (const energy of [0, 0.2, 0.4]) expect(gentle).toContain(moodWord(valence, energy, true));
    }
  });
});
