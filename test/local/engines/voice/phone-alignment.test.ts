import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignPhones, groupsOf, parsePhones } from '../../../../local/engines/voice/phone-alignment.ts';

describe('phones', () => {
  test('are read with their end times and grouped by pauses', () => {
    const phones = parsePhones('pau:0.164 dh:0.2 ax:0.3 pau:0.4 k:0.5 pau:0.6 \n');
    expect(phones[1]).toEqual({ phone: 'dh', end: 0.2 });
    expect(groupsOf(phones)).toEqual([['dh', 'ax'], ['k']]);
    expect(parsePhones('')).toEqual([]);
  });

  test('a weakened vowel and a lost consonant stay with their words', () => {
    const phones = parsePhones('pau:0.1 dh:0.2 iy:0.3 ae:0.4 p:0.5 ax:0.6 l:0.7 pau:0.8 ae:0.9 n:1.0');
    const spans = alignPhones(phones, [
      ['dh', 'ax'],
      ['ae', 'p', 'ax', 'l'],
      ['ae', 'n', 'd'],
    ]);
    expect(spans).toEqual([
      { start: 0.1, end: 0.3 },
      { start: 0.3, end: 0.7 },
      { start: 0.8, end: 1 },
    ]);
  });

  test('a swallowed word has an empty span, an unexpected phone joins its word', () => {
    expect(alignPhones(parsePhones('k:0.1 ae:0.2 t:0.3'), [['k', 'ae', 't'], []])[1]).toEqual({ start: 0.3, end: 0.3 });
    const [first] = alignPhones(parsePhones('k:0.1 ae:0.2 t:0.3 s:0.4'), [['k', 'ae', 't']]);
    expect(first).toEqual({ start: 0, end: 0.4 });
  });

  test('words said as expected take exactly their own time', () => {
    const phone = fc.constantFrom('k', 'ae', 't', 'ow', 's', 'n', 'iy');
    fc.assert(
      fc.property(
        fc.array(fc.array(phone, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 15 }),
        (words) => {
          const spans = words.map((word, index) => {
            const start = words.slice(0, index).flat().length;
            return { start, end: start + word.length };
          });
          const said = words.flat().map((one, index) => ({ phone: one, end: index + 1 }));
          expect(alignPhones(said, words)).toEqual(spans);
        },
      ),
    );
  });
});
