/** What care for variety does to lists: how much further apart their songs are, and what that costs in closeness. */
import type { Song } from '../../core/contracts/pipeline.ts';
import { DEFAULT_WEIGHTS, toUnitVector } from '../../core/features.ts';
import { seededRandom } from '../../core/random.ts';
import { featureDistance, featureScale } from '../../core/ranking/distance.ts';
import { composeList } from '../../core/ranking.ts';
import type { IndexedCatalogue } from './indexed-catalogue.ts';
import { mean, rounded } from './recall.ts';
import { roundReading } from './targets.ts';

const SCALE = featureScale(DEFAULT_WEIGHTS);
const TODAY = { month: 6, day: 15 };

/** `ildGain`: relative gain of the mean distance within a list; `distanceRatio`: of the mean distance to the target. */
export function measureDiversity(catalogue: IndexedCatalogue, seed: number, lists: number) {
  const random = seededRandom(seed);
  const varied: { ild: number; distance: number }[] = [];
  const nearest: typeof varied = [];
  for (let at = 0; at < lists; at++) {
    const reading = roundReading(random, false);
    const query = toUnitVector(reading.target.features);
    const candidates = catalogue.lookup(reading.target).ordinals.map((ordinal) => {
      const track = catalogue.tracks.get(ordinal)!;
      return { track, distance: featureDistance(query, 0, toUnitVector(track.features), 0, SCALE) };
    });
    varied.push(traitsOf(composeList({ candidates, reading, today: TODAY }).songs));
    nearest.push(traitsOf(composeList({ candidates, reading, today: TODAY, varietyPrice: 0 }).songs));
  }
  const ratio = (trait: 'ild' | 'distance') =>
    mean(varied.map((list) => list[trait])) / mean(nearest.map((list) => list[trait]));
  return { ildGain: rounded(ratio('ild') - 1, 4), distanceRatio: rounded(ratio('distance'), 4) };
}

function traitsOf(songs: readonly Song[]) {
  const points = songs.map(({ features }) => toUnitVector(features));
  const apart = points.flatMap((a, at) => points.slice(at + 1).map((b) => featureDistance(a, 0, b, 0, SCALE)));
  return { ild: mean(apart), distance: mean(songs.map(({ distance }) => distance)) };
}
