import { expect, test } from 'vitest';
import { artistKey, titleKey } from '../../../core/ranking/same-recording.ts';

test.each([
  ['Harbour', 'Harbour (Remastered 2011)'],
  ['Harbour', 'HARBOUR - Live at the Pier'],
  ['Harbour', 'Harbour [Mono] (2003 Mix)'],
  ['Harbour', 'Harbour feat. Someone Else'],
  ['Harbour', 'Harbour (with A Friend)'],
  ['Élan', 'elan'],
  ["Don't Go", 'Dont Go'.replace('Dont', 'Don’t')],
])('"%s" and "%s" are one song', (a, b) => {
  expect(titleKey(a)).toBe(titleKey(b));
});

test.each([
  ['Harbour', 'Harbours'],
  ['(No More) Harbour', 'Harbour'],
  ['(What)', '(Why)'],
  ['???', '!!!'],
  ['月の歌', '海の歌'],
])('"%s" and "%s" are two', (a, b) => {
  expect(titleKey(a)).not.toBe(titleKey(b));
});

test('an artist is the same with or without the article, but "The The" stays one', () => {
  expect(artistKey('The Harbours')).toBe(artistKey('harbours'));
  expect(artistKey('The')).not.toBe('');
  expect(artistKey('!!!')).toBe('!!!');
});
