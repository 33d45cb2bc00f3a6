import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Track } from '../../../core/catalogue/track.ts';
import { foundSong } from '../../../core/search/found-song.ts';
import { rankNamed, songsNamed } from '../../../core/search/matches.ts';
import { parseQuery } from '../../../core/search/query.ts';
import {
  buildTextBlocks,
  decodeTextBlock,
  MAX_SONGS_PER_WORD,
  textBlockCount,
  textBlocksOf,
} from '../../../core/search/text-index.ts';
import { likeness, typosAllowed, typosBetween, wordsOf } from '../../../core/search/words.ts';
import { arbitraryTracks } from '../arbitraries.ts';
import { exampleTrack } from '../ranking/examples.ts';

/** What a search reads and finds. */
function search(text: string, tracks: readonly Track[]): string[] {
  const { count, blocks } = buildTextBlocks(tracks);
  const { words } = parseQuery(text, []);
  const read = new Set(words.flatMap((word) => textBlocksOf(word, count)));
  expect(read.size).toBeLessThanOrEqual(12);
  const entries = [...read].flatMap((block) => (blocks.get(block) ?? []).flatMap(decodeTextBlock));
  const byOrdinal = new Map(tracks.map((track) => [track.ordinal, track]));
  const named = songsNamed(words, entries, 20).map((ordinal) => byOrdinal.get(ordinal)!);
  return rankNamed(words, named).map(({ track }) => track.title);
}

describe('the text index', () => {
  test('finds every word of every song again, in the blocks it is looked for in', () => {
    fc.assert(
      fc.property(arbitraryTracks(1, 30), (tracks) => {
        const { count, blocks } = buildTextBlocks(tracks);
        expect(buildTextBlocks([...tracks].reverse()).blocks).toEqual(blocks);
        for (const { title, artist, ordinal } of tracks) {
          for (const word of wordsOf(`${title} ${artist}`)) {
            for (const block of textBlocksOf(word, count)) {
              const entries = blocks.get(block)!.flatMap(decodeTextBlock);
              expect(entries.find((entry) => entry.word === word)?.ordinals).toContain(ordinal);
            }
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test('keeps the best known songs of a common word, in blocks of a size that can be stored', () => {
    const tracks = Array.from({ length: 600 }, (_, i) =>
      exampleTrack(i, { title: 'Love', artist: 'x'.repeat(90), popularity: i % 101 }),
    );
    const { count, blocks } = buildTextBlocks(tracks);
    const [block] = textBlocksOf('love', count);
    const [entry] = blocks.get(block!)!.flatMap(decodeTextBlock);
    expect(entry!.ordinals).toHaveLength(MAX_SONGS_PER_WORD);
    expect(entry!.ordinals[0]).toBe(100);
    const many = Array.from({ length: 300 }, (_, i) =>
      exampleTrack(i, { title: Array.from({ length: 400 }, (_, j) => `lo${i}x${j}ve`).join(' ') }),
    );
    const parts = buildTextBlocks(many).blocks;
    expect(Math.max(...[...parts.values()].flat().map((part) => part.length))).toBeLessThanOrEqual(380_000);
    expect([...parts.values()].some((list) => list.length > 1)).toBe(true);
  });

  test('has a power of two of blocks', () => {
    expect([0, 1, 1120, 97_000, 1e6, 1e9].map(textBlockCount)).toEqual([16, 16, 32, 2048, 8192, 8192]);
  });

  test('refuses a block that ends within a word', () => {
    expect(() => decodeTextBlock(Uint8Array.of(9, 1, 2))).toThrow(
      expect.objectContaining({ code: 'InvalidTextBlock' }),
    );
  });
});

describe('a search by name', () => {
  const tracks = [
    exampleTrack(1, { title: 'Harbour Lights', artist: 'The Wanderers', popularity: 60 }),
    exampleTrack(2, { title: 'Harbour', artist: 'Lights Out', popularity: 90 }),
    exampleTrack(3, { title: 'Señorita de la Mañana', artist: 'Los Faros', popularity: 30 }),
    exampleTrack(4, { title: 'Wandering', artist: 'Someone', popularity: 80 }),
  ];

  test.each([
    ['harbour lights wanderers', 'Harbour Lights'],
    ['harbor lihgts wandrers', 'Harbour Lights'],
    ['xarbour', 'Harbour'],
    ['senorita manana', 'Señorita de la Mañana'],
    ['wander', 'Wandering'],
  ])('%s finds %s', (text, title) => {
    expect(search(text, tracks)[0]).toBe(title);
  });

  test('finds every song by its own title with one typo in a word long enough for it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{5,9}$/), { minLength: 3, maxLength: 8 }),
        fc.nat(),
        fc.nat(),
        (titles, which, where) => {
          const songs = titles.map((title, i) => exampleTrack(i, { title, artist: '123' }));
          const title = titles[which % titles.length]!;
          const at = where % title.length;
          const typo = `${title.slice(0, at)}${title.slice(at + 1)}`;
          const { count, blocks } = buildTextBlocks(songs);
          const entries = textBlocksOf(typo, count).flatMap((block) =>
            (blocks.get(block) ?? []).flatMap(decodeTextBlock),
          );
          if (typosAllowed(typo.length) > 0) expect(entries.map(({ word }) => word)).toContain(title);
        },
      ),
    );
  });

  test('finds nothing for what is nothing', () => {
    expect(search('zzzzzz', tracks)).toEqual([]);
    expect(rankNamed(['zzzzzz'], tracks)).toEqual([]);
  });
});

describe('words', () => {
  test('are compared without accents, capitals and apostrophes', () => {
    expect(wordsOf("Don't Stop – Beyoncé (AC/DC) 東京")).toEqual(['dont', 'stop', 'beyonce', 'ac', 'dc', '東京']);
  });

  test('typosBetween is symmetric, 0 for the same and bounded', () => {
    const word = fc.stringMatching(/^[a-d]{0,7}$/);
    fc.assert(
      fc.property(word, word, fc.nat(3), (a, b, most) => {
        const typos = typosBetween(a, b, most);
        expect(typos).toBe(typosBetween(b, a, most));
        expect(typos === 0).toBe(a === b);
        expect(typos).toBeLessThanOrEqual(most + 1);
      }),
    );
    expect(typosBetween('lihgt', 'light', 2)).toBe(1);
    expect(typosBetween('harbor', 'harbour', 2)).toBe(1);
  });

  test.each([
    ['love', 'love', 1],
    ['lvoe', 'love', 0.8],
    ['rapsodie', 'rhapsody', 0],
    ['bohem', 'bohemian', 0.7],
    ['the', 'thy', 0],
  ])('%s is like %s: %d', (asked, word, expected) => {
    expect(likeness(asked, word)).toBeCloseTo(expected);
  });
});

test('a song says what speaks for it', () => {
  const track = exampleTrack(1, { themes: ['sea'], explicit: null, year: 1994, genre: 'rock' });
  const why = (text: string) => foundSong(track, 0.1, parseQuery(text, ['', 'rock'])).why;
  expect(why('sea 90s rock clean')).toEqual([
    'About the sea',
    'From 1994',
    'Its genre is rock',
    'Not checked for explicit words',
  ]);
  expect(why('Title 1')).toEqual(['Its title and artist are nearest to your words']);
  expect(why('slow live')).toEqual(['Around 110 beats a minute (110 beats a minute)', 'Concert feel (0.15)']);
  expect(why('deep cuts')).toEqual(['It meets what you asked for']);
});
