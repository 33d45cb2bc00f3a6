import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildIndex } from '../../../core/catalogue/index-builder.ts';
import { buildPresence, presenceGroups, presenceTest } from '../../../core/catalogue/presence.ts';
import type { SongFilters } from '../../../core/contracts/filters.ts';
import { decodeBlock } from '../../../core/posting-block.ts';
import { recordTest } from '../../../core/ranking/filters.ts';
import { arbitraryTracks } from '../arbitraries.ts';

const decade = fc.integer({ min: 186, max: 215 }).map((tens) => tens * 10);
const filters: fc.Arbitrary<SongFilters> = fc.record(
  {
    explicit: fc.constantFrom('any' as const, 'clean' as const, 'only' as const),
    languages: fc.uniqueArray(fc.constantFrom('en', 'de', 'fr'), { minLength: 1 }),
    decades: fc.tuple(decade, decade).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
    genres: fc.record({ include: fc.uniqueArray(fc.constantFrom('Rock', 'jazz', 'polka'), { minLength: 1 }) }),
  },
  { requiredKeys: [] },
);

describe('presence', () => {
  test('never skips a cluster that holds a record the filters accept', () => {
    fc.assert(
      fc.property(arbitraryTracks(1, 60), filters, (tracks, asked) => {
        const index = buildIndex(tracks, { version: 1, seed: 1 });
        const mayHold = presenceTest(presenceGroups(asked, index.meta), index.presence);
        const accepts = recordTest(asked, index.meta);
        for (const [cluster, parts] of index.blocks) {
          const holds = parts.map(decodeBlock).some((block) =>
            Array.from({ length: block.count }, (_, row) => row).some(
              // Songs that were not checked fill a list of clean ones, from clusters that hold clean ones.
              (row) => accepts(block, row) && (asked.explicit !== 'clean' || (block.flags(row) & 3) === 1),
            ),
          );
          if (holds) expect(mayHold(cluster)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a single filter is judged exactly', () => {
    const facts = (genre: number) => [{ year: 1999, genre, language: 0, flags: 0 }];
    const rows = buildPresence([
      [3, facts(1)],
      [70, facts(2)],
      [9, facts(1)],
    ]);
    const dictionaries = { genres: ['', 'rock', 'jazz'], languages: [''] };
    const clusters = (asked: SongFilters) => {
      const mayHold = presenceTest(presenceGroups(asked, dictionaries), rows);
      return Array.from({ length: 80 }, (_, cluster) => cluster).filter(mayHold);
    };
    expect(clusters({ genres: { include: ['Rock'] } })).toEqual([3, 9]);
    expect(clusters({ genres: { include: ['jazz', 'rock'] } })).toEqual([3, 9, 70]);
    expect(clusters({ decades: { from: 1990, to: 1990 }, genres: { include: ['jazz'] } })).toEqual([70]);
    expect(clusters({ decades: { from: 2000 } })).toEqual([]);
    expect(clusters({ languages: ['en'] })).toEqual([]);
    expect(clusters({ explicit: 'clean' })).toEqual([]);
    expect(presenceGroups({ explicit: 'any', genres: { exclude: ['rock'] } }, dictionaries)).toEqual([]);
  });
});
