import { expect, test } from 'vitest';
import { alignWords, spokenParagraphs, type Token } from '../../frontend/lib/spoken-text.ts';

const timings = (speech: string) =>
  speech.split(' ').map((word, index) => ({ word, startMs: index * 300, endMs: index * 300 + 250 }));
const textOf = (tokens: Token[]) => tokens.map(({ text }) => text).join('');
const timed = (tokens: Token[]) => tokens.filter(({ word }) => word !== null).map(({ text, word }) => [text, word]);

test('words meet their times across punctuation, case and apostrophes', () => {
  const tokens = alignWords('“It’s late”, she said; go home.', timings("it's late she said go home"));
  expect(textOf(tokens)).toBe('“It’s late”, she said; go home.');
  expect(timed(tokens)).toEqual([
    ['It’s', 0],
    ['late', 1],
    ['she', 2],
    ['said', 3],
    ['go', 4],
    ['home', 5],
  ]);
});

test('a sentence that the voice leaves out has no times, and what follows has the right ones', () => {
  const tokens = alignWords('One two. Nobody reads this line. Three four.', timings('one two three four'));
  expect(timed(tokens)).toEqual([
    ['One', 0],
    ['two', 1],
    ['Three', 2],
    ['four', 3],
  ]);
});

test('what the voice adds after the story is a second paragraph', () => {
  const script = 'The sea was calm today. The song: Low Tide.';
  const paragraphs = spokenParagraphs(
    'The sea was calm, today.',
    script,
    timings('The sea was calm today The song Low Tide'),
  );
  expect(paragraphs.map(textOf)).toEqual(['The sea was calm, today.', 'The song: Low Tide.']);
  expect(timed(paragraphs[1]!)[0]).toEqual(['The', 5]);
});

test('a script that tells it otherwise follows the story, which then has no times', () => {
  const paragraphs = spokenParagraphs('Quite another story here.', 'We read you this.', timings('We read you this'));
  expect(paragraphs.map(textOf)).toEqual(['Quite another story here.', 'We read you this.']);
  expect(timed(paragraphs[0]!)).toEqual([]);
  expect(timed(paragraphs[1]!)).toHaveLength(4);
});

test('without a story the script is all there is', () => {
  expect(spokenParagraphs(null, 'Hello there.', timings('Hello there')).map(textOf)).toEqual(['Hello there.']);
});

test('what is added begins with its whole sentence, though the story has some of its words', () => {
  const told = 'The sea was calm today. Nobody was in a hurry at all.';
  const paragraphs = spokenParagraphs(
    `${told} It stays with you, only a little better known.`,
    `${told} To stay a little longer, here is Low Tide.`,
    timings('The sea was calm today Nobody was in a hurry at all To stay a little longer here is Low Tide'),
  );
  expect(textOf(paragraphs[1]!)).toBe('To stay a little longer, here is Low Tide.');
  expect(timed(paragraphs[0]!)).toHaveLength(12);
});
