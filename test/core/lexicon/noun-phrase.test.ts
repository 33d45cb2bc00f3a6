import { describe, expect, test } from 'vitest';
import {
  articleFor,
  counted,
  definite,
  indefinite,
  isPlural,
  listed,
  plural,
} from '../../../core/lexicon/noun-phrase.ts';

describe('noun phrases', () => {
  test.each([
    ['apple', 'an'],
    ['hour', 'an'],
    ['university', 'a'],
    ['umbrella', 'an'],
    ['European city', 'a'],
    ['dog', 'a'],
    ['heirloom', 'an'],
  ])('%s takes %s', (phrase, article) => {
    expect(articleFor(phrase)).toBe(article);
  });

  test.each([
    ['Tennis Ball', 'a tennis ball'],
    ['Ice Cream', 'an ice cream'],
    ['Snow', 'snow'],
    ['Jeans', 'jeans'],
    ['Rock Climbing', 'rock climbing'],
    ['Home_Decor', 'a home decor'],
    ['Glass', 'a glass'],
    ['Bus', 'a bus'],
  ])('%s becomes %s', (name, phrase) => {
    expect(indefinite(name)).toBe(phrase);
  });

  test.each([
    ['flowers', true],
    ['people', true],
    ['two dogs', true],
    ['several sheep', true],
    ['a cup of coffee', false],
    ['snow', false],
    ['tennis', false],
    ['sheep', false],
    ['grass', false],
    ['someone sitting', false],
    ['bread and butter', true],
  ])('%s is plural: %s', (phrase, expected) => {
    expect(isPlural(phrase)).toBe(expected);
  });

  test.each([
    ['a dog', 'the dog'],
    ['an apple', 'the apple'],
    ['snow', 'the snow'],
    ['the sea', 'the sea'],
    ['Christmas', 'Christmas'],
    ['someone sitting', 'someone sitting'],
  ])('%s becomes %s once mentioned', (phrase, expected) => {
    expect(definite(phrase)).toBe(expected);
  });

  test.each([
    ['a person', 'people'],
    ['a cherry', 'cherries'],
    ['a hot air balloon', 'hot air balloons'],
    ['a cup of coffee', 'cups of coffee'],
    ['a church', 'churches'],
    ['a toy', 'toys'],
    ['a wolf', 'wolves'],
    ['snow', 'snow'],
  ])('the plural of %s is %s', (phrase, expected) => {
    expect(plural(phrase)).toBe(expected);
  });

  test('counts what can be counted', () => {
    expect(counted('a dog', 1)).toBe('a dog');
    expect(counted('a dog', 2)).toBe('two dogs');
    expect(counted('a child', 6)).toBe('six children');
    expect(counted('a dog', 7)).toBe('several dogs');
    expect(counted('snow', 3)).toBe('snow');
  });

  test('lists with commas and one "and"', () => {
    expect(listed([])).toBe('');
    expect(listed(['a dog'])).toBe('a dog');
    expect(listed(['a dog', 'a cup'])).toBe('a dog and a cup');
    expect(listed(['a dog', 'a cup', 'snow'])).toBe('a dog, a cup and snow');
  });
});
