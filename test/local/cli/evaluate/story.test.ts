import { describe, expect, test } from 'vitest';
import { labelsMentioned, tellableLabels, unseenClaims } from '../../../../local/cli/evaluate/story/claims.ts';
import { fourGrams, likeness, sharedFourGrams } from '../../../../local/cli/evaluate/story/likeness.ts';
import { label, labels, storyOf } from '../../../core/seen-examples.ts';

const evidence = (list: string, caption: string | null = null) => ({
  labels: labels(list),
  caption,
  colours: ['green'],
});

describe('unseenClaims', () => {
  test.each([
    ['Dog, Grass', null, 'A dog, and much green around it. It was a kind hour, and it stays.', []],
    ['Person:0.9', null, 'Two people stopped here for a moment.', []],
    ['Dog', 'our walk by the lake', 'The dog remembers the lake, and the walk.', []],
    ['Dog, Grass', null, 'A dog. A violin lay in the snow.', ['violin', 'snow']],
    ['Beach', null, 'The beach is quiet. Grandmother cooked dinner.', ['grandmother', 'cooked', 'dinner']],
  ])('%s, said %s: %s', (list, caption, story, claims) => {
    const found = unseenClaims(story, evidence(list, caption));
    for (const claim of claims) expect(found.join(' '), story).toContain(claim);
    if (claims.length === 0) expect(found, story).toEqual([]);
  });

  test('catches a false sentence planted in a written story', () => {
    const { text } = storyOf('Dog, Couch').story;
    expect(unseenClaims(text, evidence('Dog, Couch'))).toEqual([]);
    expect(unseenClaims(`${text} The train left the station at noon.`, evidence('Dog, Couch'))).toContain('train');
  });
});

describe('labels told', () => {
  test('are those of different, nameable things', () => {
    const dog = label('Dog', 0.9, { parents: ['Animal', 'Pet'] });
    expect(tellableLabels([dog, label('Animal'), label('Pet'), label('Couch')]).map(({ name }) => name)).toEqual([
      'Dog',
      'Couch',
    ]);
  });

  test('are counted however they are written', () => {
    expect(labelsMentioned('Two dogs share a couch.', labels('Dog, Couch, Lamp'))).toBe(2);
    expect(labelsMentioned('Nothing of it.', labels('Dog'))).toBe(0);
  });
});

describe('likeness', () => {
  test('counts runs of four words of the shorter text', () => {
    expect(fourGrams('One, two - three four FIVE.')).toEqual(new Set(['one two three four', 'two three four five']));
    expect(sharedFourGrams(fourGrams('a b c d e'), fourGrams('x a b c d y z'))).toBe(1 / 2);
    expect(sharedFourGrams(new Set(), fourGrams('a b c d'))).toBe(0);
  });

  test('names the closest pair', () => {
    const { max, mean, pair } = likeness(['a b c d', 'e f g h', 'a b c d']);
    expect({ max, pair }).toEqual({ max: 1, pair: [0, 2] });
    expect(mean).toBeCloseTo(1 / 3);
    expect(likeness(['one'])).toEqual({ max: 0, mean: 0, pair: null });
  });
});
