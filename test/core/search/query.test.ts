import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { songFiltersSchema } from '../../../core/contracts/filters.ts';
import { targetSchema } from '../../../core/contracts/pipeline.ts';
import { MAX_WORDS, parseQuery, targetOfQuery } from '../../../core/search/query.ts';
import { FILLERS, MEANINGS, NEGATED, NEGATIONS } from '../../../core/search/vocabulary.ts';

const GENRES = ['', 'folk', 'folk rock', 'r&b', 'rock'];
const parse = (text: string) => parseQuery(text, GENRES);

describe('parseQuery', () => {
  test('understands any text, and always the same way', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...Object.keys(MEANINGS),
        ...Object.keys(NEGATED),
        ...FILLERS,
        ...NEGATIONS,
        ...GENRES,
        '90s',
        'sea',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const text = words.join(' ');
        const query = parse(text);
        songFiltersSchema.parse(query.filters);
        targetSchema.parse(targetOfQuery(query));
        expect(query.words.length).toBeLessThanOrEqual(MAX_WORDS);
        expect(parse(text)).toEqual(query);
      }),
    );
  });

  test('reads mood, decade, instrument and what is not wanted', () => {
    const { words, sound, filters } = parse('sad 90s guitar, no lyrics');
    expect(words).toEqual([]);
    expect(sound).toMatchObject({ valence: 0.2, acousticness: 0.6 });
    expect(filters).toEqual({ decades: { from: 1990, to: 1990 }, features: { instrumentalness: { min: 0.5 } } });
  });

  test('reads genres, the longest first, and excluded ones', () => {
    expect(parse('folk-rock').filters).toEqual({ genres: { include: ['folk rock'] } });
    expect(parse('R&B without rock').filters).toEqual({ genres: { include: ['r&b'], exclude: ['rock'] } });
    expect(parse('no rock').filters).toEqual({ genres: { exclude: ['rock'] } });
  });

  test('spans decades and joins languages', () => {
    expect(parse('1960s and 80s').filters).toEqual({ decades: { from: 1960, to: 1980 } });
    expect(parse('french or german').filters).toEqual({ languages: ['fr', 'de'] });
    expect(parse('10s').filters).toEqual({ decades: { from: 2010, to: 2010 } });
    expect(parse('1850s').words).toEqual(['1850s']);
  });

  test('reads themes, and takes what is left for a name', () => {
    expect(parse('songs about the night city')).toMatchObject({ themes: ['night-city'], words: [] });
    expect(parse('Bohemian Rapsody by Queen').words).toEqual(['bohemian', 'rapsody', 'queen']);
    expect(parse('the the').words).toEqual(['the']);
    expect(parse('not tomorrow').words).toEqual(['not', 'tomorrow']);
    expect(parse('').words).toEqual([]);
  });

  test('what is not asked counts nothing', () => {
    const { weights, themes } = targetOfQuery(parse('fast sea'));
    expect(
      Object.entries(weights)
        .filter(([, weight]) => weight > 0)
        .map(([feature]) => feature),
    ).toEqual(['tempo']);
    expect(themes).toEqual([{ theme: 'sea', weight: 0.8 }]);
  });
});
