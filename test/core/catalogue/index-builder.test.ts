import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusterCount } from '../../../core/catalogue/clustering.ts';
import {
  buildIndex,
  buildModelArtefact,
  type CatalogueIndex,
  clusterModelOf,
} from '../../../core/catalogue/index-builder.ts';
import { toIndexedVector, toUnitPoint } from '../../../core/catalogue/indexed-vector.ts';
import type { Track } from '../../../core/catalogue/track.ts';
import { decodeModel } from '../../../core/kmeans/cluster-model.ts';
import { nearestClusters } from '../../../core/kmeans.ts';
import { decodeBlock, FLAGS, type PostingRecord, recordAt } from '../../../core/posting-block.ts';
import { arbitraryTracks } from '../arbitraries.ts';

const records = (parts: Uint8Array[] | undefined): PostingRecord[] =>
  (parts ?? []).flatMap((part) => {
    const block = decodeBlock(part);
    return Array.from({ length: block.count }, (_, i) => recordAt(block, i));
  });
const build = (tracks: Track[]): CatalogueIndex => buildIndex(tracks, { version: 4, seed: 1 });

describe('buildIndex', () => {
  test('puts every track into the block of its nearest cluster and of each of its themes', () => {
    fc.assert(
      fc.property(arbitraryTracks(1, 60), (tracks) => {
        const index = build(tracks);
        expect(index.k).toBe(clusterCount(tracks.length));
        const clusterOf = new Map<number, number>();
        for (const [cluster, parts] of index.blocks) {
          for (const record of records(parts)) clusterOf.set(record.ordinal, cluster);
        }
        expect(clusterOf.size).toBe(tracks.length);
        for (const track of tracks) {
          const [nearest] = nearestClusters(index.centroids, 11, toIndexedVector(track), null, 1);
          expect(clusterOf.get(track.ordinal)).toBe(nearest!.cluster);
          for (const theme of track.themes) {
            expect(records(index.themeBlocks.get(theme)).map((record) => record.ordinal)).toContain(track.ordinal);
          }
        }
        const postings = [...index.themeBlocks.values()].reduce((sum, parts) => sum + records(parts).length, 0);
        expect(postings).toBe(tracks.reduce((sum, track) => sum + track.themes.length, 0));
      }),
      { numRuns: 30 },
    );
  });

  test('a record says what its track does', () => {
    fc.assert(
      fc.property(arbitraryTracks(1, 10), (tracks) => {
        const index = build(tracks);
        const byOrdinal = new Map(
          [...index.blocks.values()].flatMap(records).map((record) => [record.ordinal, record]),
        );
        for (const track of tracks) {
          const record = byOrdinal.get(track.ordinal)!;
          toUnitPoint(track).forEach((value, d) => {
            expect(record.point[d]).toBeCloseTo(value, 4);
          });
          expect(record.year).toBe(track.year);
          expect(record.popularity).toBe(track.popularity);
          expect(index.meta.genres[record.genre]).toBe(track.genre ?? '');
          expect(index.meta.languages[record.language]).toBe(track.language ?? '');
          const has = (flag: number) => (record.flags & flag) !== 0;
          expect(has(FLAGS.explicitKnown)).toBe(track.explicit !== null);
          expect(has(FLAGS.explicit)).toBe(track.explicit === true);
          expect(has(FLAGS.hasThemes)).toBe(track.themes.length > 0);
          expect(has(FLAGS.seasonal)).toBe(track.notFor.includes('out-of-season'));
          expect(has(FLAGS.hasNotFor)).toBe(track.notFor.length > 0);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("does not depend on the tracks' order", () => {
    const tracks = fc.sample(arbitraryTracks(50, 50), { numRuns: 1, seed: 5 })[0]!;
    expect(build([...tracks].reverse())).toEqual(build(tracks));
  });

  test('refuses an empty catalogue, an ordinal used twice and more languages than a record can name', () => {
    const [track] = fc.sample(arbitraryTracks(1, 1), { numRuns: 1, seed: 6 })[0]!;
    const invalid = expect.objectContaining({ code: 'InvalidCatalogue' });
    expect(() => build([])).toThrow(invalid);
    expect(() => build([track!, track!])).toThrow(invalid);
    const languages = Array.from({ length: 300 }, (_, ordinal) => ({ ...track!, ordinal, language: `l${ordinal}` }));
    expect(() => build(languages)).toThrow(/255 languages/);
  });
});

test('the model artefact is the index, as the endpoint reads it', () => {
  const index = build(fc.sample(arbitraryTracks(40, 40), { numRuns: 1, seed: 7 })[0]!);
  expect(decodeModel(buildModelArtefact(index))).toEqual(clusterModelOf(index));
});
