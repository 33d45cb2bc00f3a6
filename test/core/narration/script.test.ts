import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Story } from '../../../core/contracts/pipeline.ts';
import { MAX_SCRIPT_CHARACTERS, narrationScript, SPOKEN_WORDS } from '../../../core/narration/script.ts';
import { countWords } from '../../../core/story/grammar.ts';
import { storyOf } from '../seen-examples.ts';

const story = (script: string, text = script): Story => ({
  title: 'T',
  text,
  script,
  writtenBy: 'template',
  language: 'en',
});
const SONG = { title: 'Blue Lines', artist: 'The Examples' };
const SONGS = [SONG, { title: 'Second Wind', artist: 'B' }, { title: 'Third Rail', artist: 'C' }];
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => `This is sentence ${index} of the script.`).join(' ');

describe('narrationScript', () => {
  test('says the script, then names the song', () => {
    const script = narrationScript(storyOf('Dog, Couch').story, [SONG]);
    expect(script).toMatch(/Blue Lines, by The Examples/);
    expect(script.indexOf('Blue Lines')).toBeGreaterThan(script.length / 2);
  });

  test('mentions the two songs after it where there are as many', () => {
    expect(narrationScript(story(many(6)), SONGS)).toMatch(
      /The Examples.*\. After it come Second Wind and Third Rail\.$/,
    );
    expect(narrationScript(story(many(6)), SONGS.slice(0, 2))).not.toContain('Second Wind');
    expect(narrationScript(story(many(6)), [SONG, { title: '🎉', artist: 'B' }, SONGS[2]!])).not.toContain('Third');
  });

  test.each([
    ['de', /, von The Examples.* Danach folgen Second Wind und Third Rail\.$/],
    ['fr', /, de The Examples.* Ensuite viennent Second Wind et Third Rail\.$/],
    ['es', / y Third Rail\.$/],
    ['it', / e Third Rail\.$/],
    ['pt', / e Third Rail\.$/],
  ] as const)('in %s keeps to that language, and leaves numbers to its voice', (language, ending) => {
    const script = narrationScript({ ...story('Es war 1999. '.repeat(20)), language }, SONGS);
    expect(script).toMatch(ending);
    expect(script).toContain('1999');
    expect(script).not.toMatch(/ and | by /);
  });

  test('names no song where there is none', () => {
    const told = storyOf('Dog, Couch').story;
    expect(narrationScript(told, [])).toBe(told.script);
  });

  test('words the outro by the song, always the same and never merry', () => {
    const outros = Array.from({ length: 60 }, (_, index) => {
      const script = narrationScript(story(many(7)), [{ title: `Song ${index}`, artist: 'X' }]);
      return script.slice(narrationScript(story(many(7)), []).length).replace(/Song .*?, by/, '…');
    });
    expect(new Set(outros).size).toBeGreaterThan(8);
    for (const outro of outros) expect(outro).not.toMatch(/enjoy|happy|fun|dance|party|cheer|sad/i);
    expect(narrationScript(story(many(7)), [SONG])).toBe(narrationScript(story(many(7)), [SONG]));
  });

  test('says titles as a person would', () => {
    const said = (title: string, artist = 'X') => narrationScript(story(many(7)), [{ title, artist }]);
    expect(said('99 Red Balloons - 2004 Remaster')).toContain('ninety-nine Red Balloons, by X');
    expect(said('Hello! (Live) [Mono] 🎉')).toMatch(/Hello, by X/);
    expect(said('(Untitled)')).toContain('Untitled, by X');
    expect(said('Song', '🎉')).toMatch(/Song\.$/);
    expect(said('🎉')).toBe(narrationScript(story(many(7)), []));
    expect(said('word '.repeat(40)).split(' ').length).toBeLessThan(120);
  });

  test('ends too long a script with a whole sentence, and lengthens too short a one', () => {
    const long = narrationScript(story(many(60)), [SONG]);
    expect(countWords(long)).toBeLessThanOrEqual(SPOKEN_WORDS.max);
    expect(long).toMatch(/of the script\. /);
    expect(countWords(narrationScript(story('Short.', many(9)), [SONG]))).toBeGreaterThanOrEqual(SPOKEN_WORDS.min);
    expect(countWords(narrationScript(story('Short'), []))).toBeGreaterThanOrEqual(SPOKEN_WORDS.min);
  });

  test('cuts one endless sentence at a word', () => {
    const script = narrationScript(story('word '.repeat(500)), [SONG]);
    expect(countWords(script)).toBeLessThanOrEqual(SPOKEN_WORDS.max);
  });

  test('never cuts a letter that takes two characters in half', () => {
    for (const letters of ['x', 'xx']) {
      const script = narrationScript(story(`${letters}${'𐀀'.repeat(2000)}`), [SONG]);
      expect(script.isWellFormed()).toBe(true);
      expect(script.length).toBeGreaterThan(MAX_SCRIPT_CHARACTERS - 2);
    }
  });

  test('keeps under the limit of the voice for any story and song', () => {
    const words = fc.array(
      fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('word.', 'so', '🎉', 'x'.repeat(900))),
      { maxLength: 60 },
    );
    const text = words.map((list) => list.join(' '));
    fc.assert(
      fc.property(
        text,
        text,
        fc.array(fc.record({ title: text, artist: text }), { maxLength: 4 }),
        (script, long, songs) => {
          const spoken = narrationScript(story(script, long), songs);
          expect(spoken.length).toBeLessThanOrEqual(MAX_SCRIPT_CHARACTERS);
          expect(spoken).toMatch(/^[\p{L}\p{M}\s.,!?:'-]*$/u);
          expect(countWords(spoken)).toBeLessThanOrEqual(SPOKEN_WORDS.max + 40);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("the template writer's scripts take 15 to 40 seconds at 150 words a minute", () => {
    for (let seed = 0; seed < 40; seed++) {
      const seconds = (countWords(narrationScript(storyOf('Dog, Sea', null, seed).story, SONGS)) / 150) * 60;
      expect(seconds).toBeGreaterThan(15);
      expect(seconds).toBeLessThanOrEqual(40);
    }
  });
});
