/** Regions of a map and their names: how its songs feel, and the genre that is commoner there than elsewhere. */
import { ANCHOR_FIGURES, type MapRegion } from '../contracts/map-file.ts';
import { VECTOR_DIMENSIONS } from '../features.ts';
import { trainKMeans } from '../kmeans.ts';
import { MOOD_WORDS } from '../mood/words.ts';

const MAX_REGIONS = 28;
/** A genre names a region only where this many of its songs have it. */
const LEAST_SONGS = 3;

/** For each anchor its region: anchors that lie together. */
export function regionsOf(anchors: Float32Array, seed: number): Uint32Array {
  const count = anchors.length / ANCHOR_FIGURES;
  const places = new Float32Array(count * 2);
  for (let n = 0; n < count; n++) {
    places[2 * n] = anchors[n * ANCHOR_FIGURES + VECTOR_DIMENSIONS]!;
    places[2 * n + 1] = anchors[n * ANCHOR_FIGURES + VECTOR_DIMENSIONS + 1]!;
  }
  const k = Math.min(MAX_REGIONS, Math.max(1, Math.round(1.4 * Math.sqrt(count))));
  return Uint32Array.from(trainKMeans({ vectors: places, dimensions: 2, k, iterations: 30, seed }).assignments);
}

/** What is known of a region's songs. */
export interface RegionFacts {
  readonly songs: number;
  readonly valence: number;
  readonly energy: number;
  readonly x: number;
  readonly y: number;
  /** Songs of each genre. */
  readonly genres: ReadonlyMap<string, number>;
}

/** Names regions in their order; no two are called the same while there are words. */
export function nameRegions(regions: readonly RegionFacts[]): MapRegion[] {
  const total = regions.reduce((sum, { songs }) => sum + songs, 0);
  const everywhere = new Map<string, number>();
  for (const { genres } of regions) {
    for (const [genre, songs] of genres) everywhere.set(genre, (everywhere.get(genre) ?? 0) + songs);
  }
  const taken = new Set<string>();
  // The largest choose first.
  const order = regions.map((_, at) => at).sort((a, b) => regions[b]!.songs - regions[a]!.songs || a - b);
  const named = new Map<number, Pick<MapRegion, 'mood' | 'genre'>>();
  for (const at of order) {
    const region = regions[at]!;
    const genres = telling(region, everywhere, total);
    const moods = moodsNear(region);
    const choices = moods
      .slice(0, 3)
      .flatMap((mood) => [...genres.slice(0, 3), null].map((genre) => ({ mood, genre })));
    const first = { mood: moods[0]!, genre: genres[0] ?? null };
    const chosen = [first, ...choices].find(({ mood, genre }) => !taken.has(`${mood} ${genre}`)) ?? first;
    taken.add(`${chosen.mood} ${chosen.genre}`);
    named.set(at, chosen);
  }
  return regions.map(({ songs, valence, energy, x, y }, at) => ({
    ...named.get(at)!,
    valence,
    energy,
    x,
    y,
    points: songs,
  }));
}

/** Genres by how many songs of the region have them, times how much commoner they are here. */
function telling({ songs, genres }: RegionFacts, everywhere: ReadonlyMap<string, number>, total: number): string[] {
  return [...genres]
    .filter(([, here]) => here >= LEAST_SONGS)
    .map(([genre, here]) => ({
      genre,
      score: (here / songs) * Math.log(here / songs / (everywhere.get(genre)! / total)),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.genre < b.genre ? -1 : 1))
    .map(({ genre }) => genre);
}

function moodsNear({ valence, energy }: RegionFacts): string[] {
  return MOOD_WORDS.map((each) => ({
    word: each.word,
    distance: Math.hypot(each.valence - valence, each.energy - energy),
  }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ word }) => word);
}
