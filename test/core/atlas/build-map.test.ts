import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildMap } from '../../../core/atlas/build-map.ts';
import { clusterVectors } from '../../../core/catalogue/clustering.ts';
import { unitPoints } from '../../../core/catalogue/index-builder.ts';
import { INDEX_WEIGHTS, stretch } from '../../../core/catalogue/indexed-vector.ts';
import type { Track } from '../../../core/catalogue/track.ts';
import {
  ANCHOR_FIGURES,
  type CatalogueMap,
  MAP_UNITS,
  MAX_MAP_POINTS,
  placeOnMap,
} from '../../../core/contracts/map-file.ts';
import { seededRandom } from '../../../core/random.ts';
import { arbitraryTrack, arbitraryTracks } from '../arbitraries.ts';

const [exampleTrack] = fc.sample(arbitraryTrack, { seed: 1, numRuns: 1 }) as [Track];

function mapOf(tracks: readonly Track[], k?: number): CatalogueMap {
  const vectors = stretch(unitPoints(tracks));
  const { centroids, assignments } = clusterVectors(vectors, { seed: 3, iterations: 4, ...(k ? { k } : {}) });
  return buildMap({ version: 2, seed: 3, tracks, vectors, weights: INDEX_WEIGHTS, centroids, assignments });
}

/** Bright, lively songs and dark, calm ones, of two genres. */
function twoMoods(count: number): Track[] {
  const random = seededRandom(9);
  return Array.from({ length: count }, (_, n) => {
    const bright = n % 2 === 0;
    const near = (middle: number) => middle + (random() - 0.5) * 0.2;
    const features = { ...exampleTrack.features, valence: near(bright ? 0.8 : 0.2), energy: near(bright ? 0.8 : 0.2) };
    return { ...exampleTrack, trackId: `s${n.toString(36)}`, ordinal: n, genre: bright ? 'disco' : 'folk', features };
  });
}

describe('buildMap', () => {
  test('shows every song of a small catalogue once, within the map', () => {
    fc.assert(
      fc.property(arbitraryTracks(1, 40), (tracks) => {
        const map = mapOf(tracks);
        expect([...map.ordinals].sort((a, b) => a - b)).toEqual(
          tracks.map(({ ordinal }) => ordinal).sort((a, b) => a - b),
        );
        expect(map.regions.reduce((sum, { points }) => sum + points, 0)).toBe(tracks.length);
        expect(map.anchors.every(Number.isFinite)).toBe(true);
        expect(map.songs).toBe(tracks.length);
      }),
      { numRuns: 30 },
    );
  });

  test('goes from dark to bright, from calm (below) to lively, and names its regions', () => {
    const map = mapOf(twoMoods(400), 24);
    const bright = { ...exampleTrack.features, valence: 0.8, energy: 0.8 };
    const dark = { ...exampleTrack.features, valence: 0.2, energy: 0.2 };
    expect(placeOnMap(map, bright).x).toBeGreaterThan(placeOnMap(map, dark).x);
    expect(placeOnMap(map, bright).y).toBeLessThan(placeOnMap(map, dark).y);
    for (const { genre, valence } of map.regions) expect(genre).not.toBe(valence > 0.5 ? 'folk' : 'disco');
    expect(map.regions.filter(({ genre }) => genre).length).toBeGreaterThanOrEqual(2);
    expect(new Set(map.regions.map(({ mood, genre }) => `${mood} ${genre}`)).size).toBe(map.regions.length);
  });

  test('puts a song where its sound belongs', () => {
    const tracks = twoMoods(400);
    const map = mapOf(tracks, 24);
    const gaps = tracks.map((track) => {
      const at = map.ordinals.indexOf(track.ordinal);
      const place = placeOnMap(map, track.features);
      return Math.hypot(place.x - map.x[at]! / MAP_UNITS, place.y - map.y[at]! / MAP_UNITS);
    });
    expect(Math.max(...gaps)).toBeLessThan(1e-4);
  });

  test('is the same every time', () => {
    const tracks = twoMoods(120);
    expect(mapOf(tracks)).toEqual(mapOf(tracks));
  });

  test('of many clusters anchors some hundred, and of many songs shows a sample', () => {
    const random = seededRandom(1);
    const clusters = 600;
    const tracks = twoMoods(MAX_MAP_POINTS + 500);
    const centroids = Float32Array.from({ length: clusters * 11 }, random);
    const map = buildMap({
      version: 1,
      seed: 1,
      tracks,
      vectors: stretch(unitPoints(tracks)),
      weights: INDEX_WEIGHTS,
      centroids,
      assignments: tracks.map((_, n) => n % clusters),
    });
    expect(map.anchors.length / ANCHOR_FIGURES).toBe(512);
    expect(map.ordinals).toHaveLength(MAX_MAP_POINTS);
    expect(new Set(map.ordinals).size).toBe(MAX_MAP_POINTS);
    expect(map.songs).toBe(tracks.length);
    expect(map.regions.length).toBeLessThanOrEqual(28);
  }, 30_000);
});
