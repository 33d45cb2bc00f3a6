import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addedWithWords,
  changedBlocks,
  changesItemSchema,
  MOST_ADDED,
  MOST_REMOVED,
  noChanges,
  removedOrdinals,
  withAdded,
  withRemoved,
} from '../../../core/catalogue/changes.ts';
import { buildIndex, type CatalogueIndex } from '../../../core/catalogue/index-builder.ts';
import type { Target } from '../../../core/contracts/pipeline.ts';
import { decodeBlock } from '../../../core/posting-block.ts';
import { type CandidateBlock, chooseCandidates } from '../../../core/ranking/candidates.ts';
import { recordTest } from '../../../core/ranking/filters.ts';
import { THEMES } from '../../../core/themes.ts';
import { arbitraryFeatures, arbitraryTracks, arbitraryWeights } from '../arbitraries.ts';

const target: fc.Arbitrary<Target> = fc.record({
  features: arbitraryFeatures,
  weights: arbitraryWeights,
  themes: fc.uniqueArray(fc.record({ theme: fc.constantFrom(...THEMES.slice(0, 12)), weight: fc.constant(0.5) }), {
    maxLength: 3,
    selector: ({ theme }) => theme,
  }),
  occasions: fc.constant([]),
  explicit: fc.constant(null),
});

const blocksOf = (index: CatalogueIndex, { themes }: Target): CandidateBlock[] => [
  ...[...index.blocks.values()].flat().map((bytes) => ({ block: decodeBlock(bytes), theme: null })),
  ...themes.flatMap(({ theme }) =>
    (index.themeBlocks.get(theme) ?? []).map((bytes) => ({ block: decodeBlock(bytes), theme })),
  ),
];

describe('changes of an index', () => {
  test('a changed index gives what one built anew of the changed catalogue gives', () => {
    fc.assert(
      fc.property(arbitraryTracks(6, 40), target, fc.integer({ min: 1, max: 4 }), (tracks, wanted, few) => {
        const base = tracks.slice(few);
        const index = buildIndex(base, { version: 2, seed: 1 });
        const gone = base.slice(0, few);
        const once = withAdded(noChanges(2), tracks.slice(0, 1), index.meta)!;
        const twice = few === 1 ? once : withAdded(once, tracks.slice(1, few), index.meta)!;
        const changes = withRemoved(
          twice,
          gone.map(({ ordinal }) => ordinal),
        )!;
        expect(changesItemSchema.parse(changes)).toEqual(changes);
        expect(changes.revision).toBe(few === 1 ? 2 : 3);

        const left = tracks.filter((track) => !gone.includes(track));
        const anew = buildIndex(left, { version: 3, seed: 1 });
        const themes = wanted.themes.map(({ theme }) => theme);
        const changed = changedBlocks(blocksOf(index, wanted), changes, themes);
        const [found, expected] = [changed, blocksOf(anew, wanted)].map((blocks) => chooseCandidates(blocks, wanted));
        expect(found).toEqual(expected);

        const filters = { genres: { include: ['jazz'] }, languages: ['de'] };
        const dictionaries = {
          genres: [...index.meta.genres, ...changes.genres],
          languages: [...index.meta.languages, ...changes.languages],
        };
        expect(chooseCandidates(changed, wanted, { accepts: recordTest(filters, dictionaries) })).toEqual(
          chooseCandidates(blocksOf(anew, wanted), wanted, { accepts: recordTest(filters, anew.meta) }),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('added songs are found by all words of a query, unless they were taken out again', () => {
    const [track, other] = fc.sample(arbitraryTracks(2, 2), { numRuns: 1, seed: 3 })[0]!;
    const named = { ...track!, title: 'Blue in Green', artist: 'Miles Davis' };
    const changes = withAdded(noChanges(1), [named, other!], { genres: [''], languages: [''] })!;
    expect(addedWithWords(changes, ['green', 'miles'])).toEqual([named.ordinal]);
    expect(addedWithWords(changes, ['green', 'coltrane'])).toEqual([]);
    expect(addedWithWords(withRemoved(changes, [named.ordinal])!, ['green'])).toEqual([]);
    expect(addedWithWords(noChanges(1), ['green'])).toEqual([]);
  });

  test('there is room for so many, and the list of removed songs is kept in order, each once', () => {
    const [track] = fc.sample(arbitraryTracks(1, 1), { numRuns: 1, seed: 4 })[0]!;
    const many = Array.from({ length: MOST_ADDED + 1 }, (_, ordinal) => ({ ...track!, ordinal }));
    const base = { genres: [''], languages: [''] };
    expect(withAdded(noChanges(1), many, base)).toBeNull();
    expect(withAdded(noChanges(1), many.slice(1), base)).not.toBeNull();
    const languages = Array.from({ length: 256 }, (_, id) => `l${id}`);
    expect(withAdded(noChanges(1), [{ ...track!, language: 'xx' }], { ...base, languages })).toBeNull();
    const genres = Array.from({ length: 65_536 }, (_, id) => `g${id}`);
    expect(withAdded(noChanges(1), [{ ...track!, genre: 'new' }], { ...base, genres })).toBeNull();
    expect([...removedOrdinals(withRemoved(withRemoved(noChanges(1), [9, 3])!, [3, 5])!)]).toEqual([3, 5, 9]);
    expect(
      withRemoved(
        noChanges(1),
        Array.from({ length: MOST_REMOVED + 1 }, (_, at) => at),
      ),
    ).toBeNull();
  });
});
