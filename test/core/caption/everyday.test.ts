import { expect, test } from 'vitest';
import { readCaption } from '../../../core/caption.ts';

const themesOf = (caption: string) => readCaption(caption)?.themes.map(({ theme }) => theme) ?? [];

test.each([
  ['my best friend moved to Australia this morning', 'farewell'],
  ['got dumped by text', 'breakup'],
  ['the team lost in the last minute', 'failure'],
  ['rejected from med school', 'failure'],
  ['he’s learning to ride a bike', 'children'],
  ['caught the biggest fish of my life', 'water'],
  ['the twins turned one today', 'children'],
  ['mia is three!', 'birthday'],
  ['he put a ring on it', 'wedding'],
  ['the view from the top was worth every blister', 'mountains'],
])('"%s" is about %s', (caption, theme) => {
  expect(themesOf(caption)).toContain(theme);
});

test.each([
  ['lost in the music', 'failure'],
  ['my sister moved to tears by the film', 'farewell'],
  ['turned 10 km into 20', 'children'],
  ['grandma turns 90', 'children'],
])('"%s" is not about %s', (caption, theme) => {
  expect(themesOf(caption)).not.toContain(theme);
});
