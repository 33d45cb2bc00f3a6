import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberWords, speakable } from '../../../core/narration/speech.ts';

describe('numberWords', () => {
  test.each([
    [0, 'zero'],
    [13, 'thirteen'],
    [42, 'forty-two'],
    [80, 'eighty'],
    [100, 'one hundred'],
    [365, 'three hundred and sixty-five'],
    [1000, 'one thousand'],
    [2007, 'two thousand and seven'],
    [12_345, 'twelve thousand three hundred and forty-five'],
    [1_000_000, 'one zero zero zero zero zero zero'],
  ])('%d is %s', (value, words) => {
    expect(numberWords(value)).toBe(words);
  });
});

describe('speakable', () => {
  test.each([
    ['99 Luftballons', 'ninety-nine Luftballons'],
    ['Summer of 1999', 'Summer of nineteen ninety-nine'],
    ['in 1900', 'in nineteen hundred'],
    ['in 2000', 'in two thousand'],
    ['in 2005', 'in two thousand and five'],
    ['in 2024', 'in twenty twenty-four'],
    ['in 1805', 'in eighteen oh five'],
    ['the 21st and the 3rd, the 8th and 20th', 'the twenty-first and the third, the eighth and twentieth'],
    ['007', 'zero zero seven'],
    ['1,250 steps', 'one thousand two hundred and fifty steps'],
    ['3.5 miles', 'three point five miles'],
    ['Salt & Pepper', 'Salt and Pepper'],
    ['50% + 1', 'fifty percent plus one'],
    ['A$AP and P!nk', 'AsAP and Pink'],
    ['see https://example.com/x now', 'see now'],
    ['Wow!!! (really) [so] 🎉', 'Wow!'],
    ['calm — and quiet; yes', 'calm, and quiet, yes'],
    ['it’s "fine", ‘she’ said', "it's fine, she said"],
    ['well-known, forty-two', 'well-known, forty-two'],
    ['wait… now', 'wait. now'],
    ['Café Ñandú 東京', 'Café Ñandú 東京'],
  ])('%j is said %j', (text, spoken) => {
    expect(speakable(text)).toBe(spoken);
  });

  test('leaves only letters and plain marks, and changes nothing twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => {
        const spoken = speakable(text);
        expect(spoken).toMatch(/^[\p{L}\p{M}\s.,!?:'-]*$/u);
        expect(spoken).toBe(spoken.trim());
      }),
    );
  });
});
