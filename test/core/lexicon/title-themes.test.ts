import { expect, test } from 'vitest';
import { titleThemes } from '../../../core/lexicon/title-themes.ts';

test.each([
  ['Jingle Bells', ['christmas']],
  ['So Long, Marianne', ['farewell']],
  ['Highway Star', ['road', 'stars']],
  ['Rain (Remastered 2011)', ['rain']],
  ['Amor (Live at the Beach)', []],
  ['Sous la pluie', ['rain']],
  ['Ocean Drive - Winter Remix', ['road', 'sea']],
  ['Tomorrow Never Knows', ['hope']],
  ['Xylophone', []],
  ['Terrain', []],
])('"%s" is about %j', (title, themes) => {
  expect(titleThemes(title)).toEqual(themes);
});

test('no title has more than two themes', () => {
  expect(titleThemes('Dancing in the Rain on a Summer Night by the Sea with Friends')).toHaveLength(2);
});
