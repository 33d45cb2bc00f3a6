import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardinal, ordinal, spokenNumber, year } from '../../../../local/engines/voice/numbers.ts';
import { speakWord, spokenWords } from '../../../../local/engines/voice/spoken-text.ts';

describe('numbers', () => {
  test.each([
    [0, 'zero'],
    [19, 'nineteen'],
    [42, 'forty two'],
    [100, 'one hundred'],
    [2_500, 'two thousand five hundred'],
    [1_000_017, 'one million seventeen'],
    [1e12, 'one zero zero zero zero zero zero zero zero zero zero zero zero'],
  ])('%i is %s', (value, words) => expect(cardinal(value)).toBe(words));

  test.each([
    [1, 'first'],
    [12, 'twelfth'],
    [20, 'twentieth'],
    [101, 'one hundred first'],
  ])('%i in order is %s', (value, words) => expect(ordinal(value)).toBe(words));

  test.each([
    [1984, 'nineteen eighty four'],
    [1905, 'nineteen oh five'],
    [1900, 'nineteen hundred'],
    [2000, 'two thousand'],
    [2007, 'two thousand seven'],
    [2026, 'twenty twenty six'],
  ])('the year %i is %s', (value, words) => expect(year(value)).toBe(words));

  test.each([
    ['$4.50', 'four dollars fifty'],
    ['$1', 'one dollar'],
    ['€2,000', 'two thousand euros'],
    ['8:30', 'eight thirty'],
    ['8:05', 'eight oh five'],
    ['10:00', "ten o'clock"],
    ['21st', 'twenty first'],
    ['80s', 'eighties'],
    ['1990s', 'nineteen nineties'],
    ['50%', 'fifty per cent'],
    ['3.14', 'three point one four'],
    ['007', 'zero zero seven'],
    ['1,234,567', 'one million two hundred thirty four thousand five hundred sixty seven'],
  ])('%s is said as %s', (token, words) => expect(spokenNumber(token)).toBe(words));

  test('anything else is none', () => expect(spokenNumber('b4')).toBeUndefined());
});

describe('spoken words', () => {
  test.each([
    ['Zoë', 'zoe'],
    ['Straße', 'strasse'],
    ['Łódź', 'lodz'],
    ["don't", "don't"],
    ['don’t', "don't"],
    ["friends'", 'friends'],
    ['well-known', 'well known'],
    ['U2', 'u two'],
    ['&', 'and'],
    ['R&B', 'r and b'],
    ['Dr', 'doctor'],
    ['café', 'cafe'],
    ['東京', ''],
  ])('%s is said as "%s"', (written, spoken) => expect(speakWord(written)).toBe(spoken));

  test('words keep their place, punctuation becomes pauses', () => {
    const words = spokenWords('Dr. Zoë — “cold” — paid $4.50! (Twice.) Why? So…');
    expect(words.map(({ written, pause }) => written + pause)).toEqual([
      'Dr',
      'Zoë,',
      'cold,',
      'paid',
      '$4.50!',
      'Twice.',
      'Why?',
      'So.',
    ]);
  });

  test('every word is where its bytes say, in order, and plain ASCII', () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('Zoë', '“well-known”', '—', '$5', "'tis", '8:30', 'naïve,', '❤', '日本', "rock'n'roll"),
    );
    const text = fc.array(part, { maxLength: 20 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, (written) => {
        const bytes = new TextEncoder().encode(written);
        let last = 0;
        for (const word of spokenWords(written)) {
          expect(word.startByte).toBeGreaterThanOrEqual(last);
          expect(new TextDecoder().decode(bytes.subarray(word.startByte, word.endByte))).toBe(word.written);
          expect(word.spoken).toMatch(/^[a-z']+( [a-z']+)*$/);
          last = word.endByte;
        }
      }),
      { numRuns: 300 },
    );
  });
});
