import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../core/random.ts';
import { countWords, expand, hash, pick, sentencesOf, usable } from '../../../core/story/grammar.ts';

const SLOTS = { a: { text: 'a dog', plural: false }, b: { text: 'flowers', plural: true } };

describe('the grammar', () => {
  test('fills slots, agrees in number and begins sentences with a capital', () => {
    expect(expand('{a} {a?is/are} here. {b} {b?is/are} too.', SLOTS, () => 0)).toBe('A dog is here. Flowers are too.');
  });

  test('chooses one of the alternatives, also nested ones', () => {
    const made = new Set(
      Array.from({ length: 60 }, (_, seed) => expand('[one|two [and a half|and more]]', {}, seededRandom(seed))),
    );
    expect([...made].sort()).toEqual(['One', 'Two and a half', 'Two and more']);
  });

  test('leaves no double spaces and none before a mark', () => {
    expect(expand('so [|very ] it is [|] , then', {}, () => 0)).toBe('So it is, then');
  });

  test('uses only templates whose slots have values', () => {
    expect(usable(['{a} and {c}', '{a}', '{c?is/are} there', 'none'], SLOTS)).toEqual(['{a}', 'none']);
  });

  test('refuses a slot without a value, brackets that do not match and an empty choice', () => {
    expect(() => expand('{c}', SLOTS, () => 0)).toThrow('no value');
    expect(() => expand('[one', {}, () => 0)).toThrow('do not match');
    expect(() => pick([], () => 0)).toThrow('nothing to choose');
    expect(pick(['only'], () => 1)).toBe('only');
  });

  test('hashes to 32 bits as FNV-1a does', () => {
    expect(hash('')).toBe(0x811c9dc5);
    expect(hash('a')).toBe(0xe40c292c);
    expect(hash('foobar')).toBe(0xbf9cf968);
  });

  test('counts words as a person does', () => {
    expect(countWords("It's a well-known fact, isn't it? Yes: 3 of them.")).toBe(10);
    expect(countWords(' … !')).toBe(0);
  });

  test('splits sentences without losing a word', () => {
    expect(sentencesOf('One. "Two!" Three? four')).toEqual(['One.', '"Two!"', 'Three?', 'four']);
    expect(sentencesOf('')).toEqual([]);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('so', 'it', 'is.', 'yes!', 'why?', '"well."'), { maxLength: 30 }),
        (words) => {
          const text = words.join(' ');
          expect(sentencesOf(text).join(' ')).toBe(text);
        },
      ),
    );
  });
});
