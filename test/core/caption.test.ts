import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CaptionReading, readCaption } from '../../core/caption.ts';

function read(caption: string): CaptionReading {
  return readCaption(caption)!;
}

function themesOf(caption: string): string[] {
  return read(caption).themes.map(({ theme }) => theme);
}

describe('readCaption', () => {
  test('has nothing to say about no caption', () => {
    expect(readCaption(null)).toBeNull();
    expect(readCaption('')).toBeNull();
    expect(readCaption('  \n')).toBeNull();
  });

  test('weighs nothing where it knows no word', () => {
    expect(read('Qwertz uiop')).toMatchObject({ weight: 0, valence: 0.5, energy: 0.5, themes: [], words: [] });
  });

  test('a failed exam is low and about failing and going on', () => {
    const reading = read('just failed my calculus exam');
    expect(reading.valence).toBeLessThan(0.3);
    expect(reading).toMatchObject({ events: ['exam-failed'], sensitive: false, words: ['failed my calculus exam'] });
    expect(themesOf('just failed my calculus exam').slice(0, 2)).toEqual(['failure', 'perseverance']);
  });

  test.each([
    'the last walk with our old dog',
    'Our dog passed this morning',
    'he passed away on Monday',
    'RIP buddy 🕊️',
    'lost my dad last year',
    "grandma's funeral today",
    'mom is in intensive care',
    'bombings again last night, our street is gone',
    'terrible car accident, but alive',
    'we lost everything in the wildfire',
    'der Hund ist gestorben',
    'hoy en el hospital con mi abuela',
    'descanse em paz, meu pai',
    'mon chien est mort',
    'oggi il funerale di mia nonna',
  ])('"%s" is sensitive and never upbeat', (caption) => {
    const reading = read(caption);
    expect(reading.sensitive).toBe(true);
    expect(reading.valence).toBeLessThanOrEqual(0.38);
    expect(reading.energy).toBeLessThanOrEqual(0.38);
  });

  test.each([
    'Star Wars marathon tonight',
    "I'm dead 😂",
    'my phone died',
    'rip my diet',
    'dead leaves everywhere',
    'killed it on stage',
    'this view is sick',
    'we lost the final',
    'by accident we found this beach',
    'last night the cat knocked over the tree',
    'home from the hospital, cancer free!',
    'our baby girl was born at the hospital',
    'bored to death',
  ])('"%s" is not sensitive', (caption) => {
    expect(read(caption).sensitive).toBe(false);
  });

  test('a recovery is good news, whatever stands beside it', () => {
    expect(read('home from the hospital, cancer free!').valence).toBeGreaterThan(0.7);
  });

  test('negation turns a feeling round, within its clause only', () => {
    expect(read('not happy').valence).toBeLessThan(0.35);
    expect(read('not sad').valence).toBeGreaterThan(0.5);
    expect(read('not bad').valence).toBeGreaterThan(0.5);
    expect(read('No. Happy!').valence).toBeGreaterThan(0.8);
    expect(read('never been happier').valence).toBeGreaterThan(0.9);
    expect(read('no estoy feliz').valence).toBeLessThan(0.35);
    expect(read('nicht traurig').valence).toBeGreaterThan(0.5);
  });

  test('leaving home unhappily is a farewell, and low', () => {
    const reading = read('not happy about leaving home');
    expect(reading.valence).toBeLessThan(0.4);
    expect(reading.events).toEqual(['leaving-home']);
    expect(themesOf('not happy about leaving home')).toEqual(expect.arrayContaining(['farewell', 'home']));
  });

  test('an event that did not happen loses its theme and turns round', () => {
    expect(read("didn't fail!").valence).toBeGreaterThan(0.5);
    expect(themesOf("didn't fail!")).not.toContain('failure');
    expect(read('not our wedding').valence).toBeLessThan(0.5);
    expect(themesOf('not our wedding')).toEqual([]);
  });

  test('winning is loud, and exclamation marks and capitals make it louder', () => {
    const quiet = read('we won');
    const loud = read('WE WON!!!');
    expect(quiet.valence).toBeGreaterThan(0.85);
    expect(loud.energy).toBeGreaterThan(quiet.energy);
    expect(loud.energy).toBeGreaterThan(0.9);
    expect(read('soooo happy').energy).toBeGreaterThan(read('happy').energy);
  });

  test('intensifiers strengthen and weaken', () => {
    expect(read('very tired').valence).toBeLessThan(read('tired').valence);
    expect(read('slightly tired').valence).toBeGreaterThan(read('tired').valence);
    expect(read('pretty tired').valence).toBeLessThan(0.5);
  });

  test('what stands after "but" counts more', () => {
    expect(read('tired but happy').valence).toBeGreaterThan(read('happy but tired').valence);
    expect(read('happy but').valence).toBeGreaterThan(0.8);
  });

  test('beside loss nothing else lightens a caption', () => {
    expect(read('our wonderful, lovely, beautiful dog died').valence).toBeLessThan(0.3);
  });

  test('reads things named, and hashtags by their words', () => {
    expect(themesOf('sunset at the beach')).toEqual(expect.arrayContaining(['sunset', 'beach']));
    expect(themesOf('hot air balloon over the hills')).toContain('flight');
    expect(read('#LastNightInRome').events).toContain('goodbye');
    expect(themesOf('#summer_vibes @someone https://example.com/beach')).toContain('summer');
    expect(themesOf('watch this')).toEqual([]);
  });

  test('reads emoji, and mourning ones as such', () => {
    expect(read('🎉🎉').themes[0]).toMatchObject({ theme: 'celebration' });
    expect(read('💔').valence).toBeLessThan(0.3);
    expect(read('⚰️').sensitive).toBe(true);
    expect(read('🛗').weight).toBe(0);
  });

  test.each([
    ['Feliz cumpleaños abuela', 'es', 'birthday'],
    ['Je suis très triste, mon chien me manque', 'fr', 'pets'],
    ['Wir haben gewonnen, ich bin so glücklich', 'de', 'victory'],
    ['La mia laurea!', 'it', 'graduation'],
    ['Que saudade de você, meu amor', 'pt', 'longing'],
    ['happy birthday to my old friend', 'en', 'birthday'],
  ])('"%s" is read in %s', (caption, language, theme) => {
    const reading = read(caption);
    expect(reading.language).toBe(language);
    expect(reading.themes.map((one) => one.theme)).toContain(theme);
  });

  test('notices children', () => {
    expect(read('park with the kids').children).toBe(true);
    expect(read('playa con mis hijos').children).toBe(true);
    expect(read('park with the dog').children).toBe(false);
  });

  test('stays within its ranges and never throws, whatever is typed', () => {
    const vocabulary = fc.constantFrom(
      'not',
      'happy',
      'died',
      'so',
      'but',
      'we won',
      '!!!',
      '😭',
      'la',
      'feliz',
      'ñ',
      '\u0000',
      '<b>',
      "'",
    );
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(vocabulary, { maxLength: 20 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(typed, (caption) => {
        const reading = readCaption(caption);
        if (reading === null) return;
        for (const value of [reading.valence, reading.energy, ...reading.themes.map(({ weight }) => weight)]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        expect(reading.weight).toBeLessThanOrEqual(4);
        expect(reading.words.length).toBeLessThanOrEqual(3);
        expect(readCaption(caption)).toEqual(reading);
      }),
      { numRuns: 300 },
    );
  });
});
