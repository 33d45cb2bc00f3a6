import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_WEIGHTS, VECTOR_DIMENSIONS } from '../../../core/features.ts';
import { type Choosable, choose, VARIETY_PRICE } from '../../../core/ranking/choose.ts';
import { featureDistance, featureScale } from '../../../core/ranking/distance.ts';

const COUNT = 4;
const SCALE = featureScale(DEFAULT_WEIGHTS);

interface Named extends Choosable {
  readonly artist: number;
}

/** A song at a place along the first feature, most relevant first where distances rise. */
function song(distance: number, place: number, artist = distance, relevance = 1 - distance): Named {
  const point = new Float32Array(VECTOR_DIMENSIONS);
  point[0] = place;
  return { distance, relevance, point, artist };
}

const isNewArtist = (entry: Named, others: readonly Named[]) => others.every(({ artist }) => artist !== entry.artist);
const total = (list: readonly Named[]) => list.reduce((sum, { distance }) => sum + distance, 0);
const within = (list: readonly Named[]) =>
  list.reduce((sum, a) => sum + list.reduce((all, b) => all + featureDistance(a.point, 0, b.point, 0, SCALE), 0), 0);

function chosenOf(entries: readonly Named[], varietyPrice: number, accepts = isNewArtist): Named[] {
  const chosen: Named[] = [];
  choose(entries, chosen, { count: COUNT, accepts, varietyPrice });
  return chosen;
}

describe('choose', () => {
  const alike = [0.2, 0.201, 0.202, 0.203].map((distance) => song(distance, 0.5));

  test('takes the most relevant where variety is worth nothing', () => {
    expect(chosenOf([...alike, song(0.204, 0.9)], 0)).toEqual(alike);
  });

  test('takes another song that is as near as the price allows, and none that is further', () => {
    const other = song(0.21, 0.9);
    expect(chosenOf([...alike, other], VARIETY_PRICE)).toContain(other);
    const far = song(0.23, 0.9);
    expect(chosenOf([...alike, far], VARIETY_PRICE)).toEqual(alike);
  });

  test('takes no song that is near, yet far less relevant', () => {
    expect(chosenOf([...alike, song(0.204, 0.9, 9, 0.5)], VARIETY_PRICE)).toEqual(alike);
  });

  test('keeps what was chosen before, and asks of each exchange what is asked of all', () => {
    const first = song(0.1, 0.5, 1);
    const chosen = [first];
    const sameArtist = song(0.201, 0.9, 1);
    choose([first, ...alike, sameArtist], chosen, { count: COUNT, accepts: isNewArtist, varietyPrice: 1 });
    expect(chosen).toEqual([first, ...alike.slice(0, 3)]);
  });

  test('whatever there is to choose from, the price is kept and the list no less varied', () => {
    const entry = fc.record({ distance: fc.nat(100), place: fc.nat(20), artist: fc.nat(6), known: fc.nat(10) });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 25 }), (made) => {
        const entries = made
          .map(({ distance, place, artist, known }) =>
            song(distance / 100, place / 20, artist, 1 - distance / 100 - known / 100),
          )
          .sort((a, b) => b.relevance - a.relevance);
        const nearest = chosenOf(entries, 0);
        const varied = chosenOf(entries, VARIETY_PRICE);
        expect(varied).toHaveLength(nearest.length);
        expect(new Set(varied.map(({ artist }) => artist)).size).toBe(varied.length);
        expect(total(varied)).toBeLessThanOrEqual(total(nearest) * (1 + VARIETY_PRICE) + 1e-9);
        expect(within(varied)).toBeGreaterThanOrEqual(within(nearest) - 1e-9);
      }),
    );
  });
});
