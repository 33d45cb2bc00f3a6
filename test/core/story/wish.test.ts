import { describe, expect, test } from 'vitest';
import { languageOf, STORY_LANGUAGES, VOICES, voiceFor } from '../../../core/contracts/telling.ts';
import { notesOn, wishFor } from '../../../core/story/wish.ts';

describe('wishFor', () => {
  test('is plain English by any writer where nothing was chosen', () => {
    expect(wishFor({ caption: null }, ['en'])).toEqual({ tone: 'plain', language: 'en', model: true });
  });

  test.each([
    [null, undefined, true],
    ['', undefined, true],
    ['we won', undefined, false],
    ['we won', false, false],
    ['we won', true, true],
  ])('a caption %j with consent %j may be sent: %j', (caption, captionToModel, model) => {
    const telling = captionToModel === undefined ? {} : { captionToModel };
    expect(wishFor({ caption, telling }, ['en']).model).toBe(model);
  });

  test('a language is kept where a voice speaks it, else the story is English and says so', () => {
    const telling = { language: 'de', tone: 'poetic' } as const;
    expect(wishFor({ caption: null, telling }, ['en', 'de'])).toMatchObject({ language: 'de', tone: 'poetic' });
    expect(wishFor({ caption: null, telling }, ['en']).language).toBe('en');
    expect(notesOn({ caption: null, telling }, { language: 'en' })).toEqual([
      expect.stringContaining('The story is in English'),
    ]);
    expect(notesOn({ caption: null, telling }, { language: 'de' })).toEqual([]);
    expect(notesOn({ caption: null }, { language: 'en' })).toEqual([]);
  });
});

describe('voiceFor', () => {
  test('every voice speaks the language it stands under', () => {
    for (const language of STORY_LANGUAGES)
      for (const voice of VOICES[language]) expect(languageOf(voice)).toBe(language);
  });

  test('the wanted voice reads its own language only', () => {
    expect(voiceFor('en', 'Brian', 'Joanna')).toBe('Brian');
    expect(voiceFor('en', undefined, 'Ruth')).toBe('Ruth');
    expect(voiceFor('en', 'Vicki', 'Ruth')).toBe('Ruth');
    expect(voiceFor('fr', 'Brian', 'Ruth')).toBe('Lea');
    expect(voiceFor('fr', 'Remi', 'Ruth')).toBe('Remi');
  });
});
