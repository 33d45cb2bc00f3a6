import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Track } from '../../../core/catalogue/track.ts';
import { buildTextIndex } from '../../../core/search/build-text-index.ts';
import { findNamed, type TextIndexReader } from '../../../core/search/find-named.ts';
import { foundSong } from '../../../core/search/found-song.ts';
import { rankNamed } from '../../../core/search/matches.ts';
import { parseQuery } from '../../../core/search/query.ts';
import {
  blocksOfAlternatives,
  decodeDictionary,
  decodeWords,
  dictionaryBlocksOf,
  encodeWords,
  MAX_SONGS_PER_WORD,
  pairName,
  wordBlockOf,
} from '../../../core/search/text-index.ts';
import { likeness, typosAllowed, typosBetween, wordsOf } from '../../../core/search/words.ts';
import { arbitraryTracks } from '../arbitraries.ts';
import { exampleTrack } from '../ranking/examples.ts';

/** The index of the tracks in memory. */
function readerOf(tracks: readonly Track[]): TextIndexReader & { readonly blocksRead: () => number } {
  const { words, dictionary } = buildTextIndex(tracks);
  let read = 0;
  const partsOf = ({ parts }: typeof words, blocks: readonly number[]) => {
    read += blocks.length;
    return blocks.flatMap((block) => parts.get(block) ?? []);
  };
  return {
    counts: { words: words.count, dictionary: dictionary.count },
    readWords: async (blocks, names) => partsOf(words, blocks).flatMap((part) => decodeWords(part, new Set(names))),
    readDictionary: async (blocks) => partsOf(dictionary, blocks).flatMap(decodeDictionary),
    blocksRead: () => read,
  };
}

/** Titles of the songs that a search finds. */
async function search(text: string, tracks: readonly Track[]): Promise<string[]> {
  const index = readerOf(tracks);
  const { words } = parseQuery(text, []);
  const { songs, reads } = await findNamed(words, index, 20);
  expect(reads).toBe(index.blocksRead());
  expect(reads).toBeLessThanOrEqual(28);
  const byOrdinal = new Map(tracks.map((track) => [track.ordinal, track]));
  const named = songs.map(({ ordinal }) => byOrdinal.get(ordinal)!);
  return rankNamed(words, named).map(({ track }) => track.title);
}

describe('the text index', () => {
  test('finds every word of every song again, in the blocks it is looked for in', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryTracks(1, 30), async (tracks) => {
        expect(buildTextIndex([...tracks].reverse())).toEqual(buildTextIndex(tracks));
        const { counts, readWords, readDictionary } = readerOf(tracks);
        for (const { title, artist, ordinal } of tracks) {
          for (const word of wordsOf(`${title} ${artist}`)) {
            const [entry] = await readWords([wordBlockOf(word, counts.words)], [word]);
            expect(entry!.ordinals).toContain(ordinal);
            for (const block of dictionaryBlocksOf(word, counts.dictionary)) {
              expect((await readDictionary([block])).map((known) => known.word)).toContain(word);
            }
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test('keeps the best known songs of a common word, and those of pairs of such words', async () => {
    const tracks = Array.from({ length: 700 }, (_, i) =>
      exampleTrack(i, { title: i === 699 ? 'Blue Love' : 'Love', artist: 'Someone', popularity: i % 101 }),
    );
    const others = Array.from({ length: 600 }, (_, i) =>
      exampleTrack(1000 + i, { title: 'Blue', artist: `Other ${i}`, popularity: 100 }),
    );
    const { counts, readWords } = readerOf([...tracks, ...others]);
    const names = ['love', pairName('love', 'blue'), pairName('love', 'someone')];
    const blocks = [...new Set(names.map((name) => wordBlockOf(name, counts.words)))];
    const entries = new Map((await readWords(blocks, names)).map(({ name, ordinals }) => [name, ordinals]));
    expect(entries.get('love')).toHaveLength(MAX_SONGS_PER_WORD);
    expect(entries.get('love')![0]).toBe(100);
    // Its popularity is far below what the 500 of either word have, and still it is found.
    expect([...entries.get(pairName('love', 'blue'))!]).toEqual([699]);
    expect(entries.get(pairName('love', 'someone'))).toHaveLength(MAX_SONGS_PER_WORD);
    expect((await search('blue love', [...tracks, ...others]))[0]).toBe('Blue Love');
  });

  test('puts a song that is called by the word alone before one that only has it', async () => {
    const tracks = [
      exampleTrack(1, { title: 'Hello to the whole wide World', artist: 'Someone', popularity: 60 }),
      exampleTrack(2, { title: 'Hello', artist: 'Someone', popularity: 50 }),
    ];
    const { counts, readWords } = readerOf(tracks);
    const [entry] = await readWords([wordBlockOf('hello', counts.words)], ['hello']);
    expect([...entry!.ordinals]).toEqual([2, 1]);
  });

  test('cuts blocks into parts that can be stored', () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      exampleTrack(i, {
        title: Array.from({ length: 400 }, (_, j) => `lo${i}x${j}ve`).join(' '),
        artist: 'é'.repeat(70),
      }),
    );
    const { parts } = buildTextIndex(many).dictionary;
    expect(Math.max(...[...parts.values()].flat().map((part) => part.length))).toBeLessThanOrEqual(380_000);
    expect([...parts.values()].some((list) => list.length > 1)).toBe(true);
  });

  test('refuses damaged blocks', () => {
    const whole = encodeWords([{ name: 'love', ordinals: Uint32Array.of(1, 2) }]);
    expect(decodeWords(encodeWords([]), new Set(['love']))).toEqual([]);
    const miscounted = whole.slice();
    miscounted[0] = 2;
    for (const bytes of [Uint8Array.of(9, 1, 2), whole.subarray(0, 12), whole.subarray(0, -4), miscounted]) {
      expect(() => decodeWords(bytes, new Set(['love']))).toThrow(
        expect.objectContaining({ code: 'InvalidTextBlock' }),
      );
    }
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
    ['the wanderers harbour', 'Harbour Lights'],
  ])('%s finds %s', async (text, title) => {
    expect((await search(text, tracks))[0]).toBe(title);
  });

  test('looks for every word under one end that a typo has left alone', () => {
    const word = fc.stringMatching(/^[a-z]{5,11}$/);
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('lost', 'doubled', 'swapped', 'other'), (meant, where, kind) => {
        const at = where % (meant.length - 1);
        const [before, letter, next, rest] = [meant.slice(0, at), meant[at]!, meant[at + 1]!, meant.slice(at + 2)];
        const typo = {
          lost: before + next + rest,
          doubled: before + letter + letter + next + rest,
          swapped: before + next + letter + rest,
          other: `${before}7${next}${rest}`,
        }[kind];
        fc.pre(typosAllowed(typo.length) > 0);
        const kept = new Set(dictionaryBlocksOf(meant, 65_536));
        expect(blocksOfAlternatives(typo, 65_536).some((block) => kept.has(block))).toBe(true);
      }),
    );
    expect(blocksOfAlternatives('ab', 1024)).toEqual([]);
    // A beginning is looked for among short words and long ones.
    expect(blocksOfAlternatives('boh', 1024)).toHaveLength(2);
  });

  test('doubts the rarest words first where no song has them all', async () => {
    const all = [...tracks, exampleTrack(5, { title: 'Lidhts', artist: 'Nobody', popularity: 1 })];
    expect((await search('harbour lidhts wanderers', all))[0]).toBe('Harbour Lights');
  });

  test('finds nothing for what is nothing', async () => {
    expect(await search('zzzzzz', tracks)).toEqual([]);
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
