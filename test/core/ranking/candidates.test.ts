import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildIndex } from '../../../core/catalogue/index-builder.ts';
import type { Track } from '../../../core/catalogue/track.ts';
import { toUnitVector } from '../../../core/features.ts';
import { decodeBlock } from '../../../core/posting-block.ts';
import { type CandidateBlock, chooseCandidates } from '../../../core/ranking/candidates.ts';
import { featureDistance, featureScale } from '../../../core/ranking/distance.ts';
import { arbitraryTracks } from '../arbitraries.ts';
import { arbitraryReading, exampleReading, exampleTrack } from './examples.ts';

/** Every cluster block, and the blocks of the target's themes, as a lookup that reads everything has them. */
function blocksOf(tracks: Track[], themes: readonly Track['themes'][number][] = []): CandidateBlock[] {
  const index = buildIndex(tracks, { version: 1, seed: 1 });
  return [
    ...[...index.blocks.values()].flat().map((part) => ({ block: decodeBlock(part) })),
    ...themes.flatMap((theme) =>
      (index.themeBlocks.get(theme) ?? []).map((part) => ({ block: decodeBlock(part), theme })),
    ),
  ];
}

describe('chooseCandidates', () => {
  test('without themes it is exact: what comparing with every track finds', () => {
    fc.assert(
      fc.property(
        arbitraryTracks(1, 40),
        arbitraryReading,
        fc.integer({ min: 1, max: 50 }),
        (tracks, { target }, limit) => {
          const plain = { ...target, themes: [], explicit: null };
          const found = chooseCandidates(blocksOf(tracks), plain, { limit });
          expect(new Set(found.map((candidate) => candidate.ordinal)).size).toBe(Math.min(limit, tracks.length));
          const query = toUnitVector(target.features);
          const scale = featureScale(target.weights);
          const exact = tracks
            .map((track) => featureDistance(query, 0, toUnitVector(track.features), 0, scale))
            .sort((a, b) => a - b);
          found.forEach((candidate, i) => {
            expect(candidate.distance).toBeCloseTo(exact[i]!, 3);
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  test('takes a track once, however many blocks it is in, and independent of their order', () => {
    fc.assert(
      fc.property(arbitraryTracks(1, 30), arbitraryReading, (tracks, { target }) => {
        const blocks = blocksOf(
          tracks,
          target.themes.map(({ theme }) => theme),
        );
        const found = chooseCandidates(blocks, target);
        expect(new Set(found.map((candidate) => candidate.ordinal)).size).toBe(found.length);
        expect(chooseCandidates([...blocks].reverse(), target)).toEqual(found);
      }),
      { numRuns: 50 },
    );
  });

  test('prefers a track of a wanted theme to a somewhat nearer one, and gives the distance in sound', () => {
    const tracks = [
      exampleTrack(1, { features: { valence: 0.55 } }),
      exampleTrack(2, { features: { valence: 0.7 }, themes: ['sea'] }),
      exampleTrack(3, { features: { valence: 0.7 }, themes: ['sea', 'beach'] }),
    ];
    const { target } = exampleReading({
      target: {
        themes: [
          { theme: 'sea', weight: 0.8 },
          { theme: 'beach', weight: 0.5 },
        ],
      },
    });
    const found = chooseCandidates(blocksOf(tracks, ['sea', 'beach']), target);
    expect(found.map((candidate) => candidate.ordinal)).toEqual([3, 2, 1]);
    expect(found[0]!.distance).toBe(found[1]!.distance);
    expect(found[2]!.distance).toBeLessThan(found[1]!.distance);
  });

  test('leaves the themes of other moments alone', () => {
    const tracks = [
      exampleTrack(1, { features: { valence: 0.55 } }),
      exampleTrack(2, { themes: ['sea'], features: { valence: 0.6 } }),
    ];
    expect(chooseCandidates(blocksOf(tracks, ['sea']), exampleReading().target)[0]!.ordinal).toBe(1);
  });

  test('where none explicit is wanted, takes only tracks known to be clean', () => {
    const tracks = [true, false, null].map((explicit, i) => exampleTrack(i, { explicit }));
    const ordinals = (explicit: boolean | null) =>
      chooseCandidates(blocksOf(tracks), exampleReading({ target: { explicit } }).target).map((c) => c.ordinal);
    expect(ordinals(false)).toEqual([1]);
    expect(ordinals(true)).toEqual([0, 1, 2]);
    expect(ordinals(null)).toEqual([0, 1, 2]);
  });

  test('finds nothing in nothing', () => {
    expect(chooseCandidates([], exampleReading().target)).toEqual([]);
  });
});
