/** Builds one version of the catalogue's index: clusters, and the packed posting blocks of clusters and themes. */
import { buildMap } from '../atlas/build-map.ts';
import type { FilterCoverage } from '../contracts/filters.ts';
import { encodeMap } from '../contracts/map-file.ts';
import { AppError } from '../errors.ts';
import { VECTOR_DIMENSIONS } from '../features.ts';
import type { AssignerFactory } from '../kmeans/assigner.ts';
import { type ClusterModel, encodeModel } from '../kmeans/cluster-model.ts';
import { encodeBlocks, FLAGS, type PostingRecord } from '../posting-block.ts';
import { coverageOf } from '../ranking/filters.ts';
import { buildTextIndex, type TextIndex } from '../search/build-text-index.ts';
import { THEMES, type Theme } from '../themes.ts';
import { clusterVectors } from './clustering.ts';
import { INDEX_WEIGHTS, stretch, toUnitPoint } from './indexed-vector.ts';
import { buildPresence } from './presence.ts';
import { isThemedByTitle, type Track } from './track.ts';

/** What a reader has to know of an index beside its blocks. */
export interface IndexMeta {
  readonly trackCount: number;
  /** By id as posting records name it; id 0, the empty string, is "not known". */
  readonly genres: readonly string[];
  readonly languages: readonly string[];
  /** Tracks of each theme that any track has. */
  readonly themeCounts: Readonly<Partial<Record<Theme, number>>>;
  /** Shares of tracks that each filter can judge. */
  readonly coverage: FilterCoverage;
}

export interface CatalogueIndex {
  readonly version: number;
  readonly k: number;
  readonly dims: number;
  /** The index's weights, 11. */
  readonly weights: number[];
  /** k rows of 11 stretched figures. */
  readonly centroids: Float32Array;
  /** Blocks of each cluster that holds a track; nearly always one. */
  readonly blocks: ReadonlyMap<number, Uint8Array[]>;
  readonly themeBlocks: ReadonlyMap<Theme, Uint8Array[]>;
  /** Rows of the presence table. */
  readonly presence: ReadonlyMap<string, Uint8Array>;
  readonly text: TextIndex;
  /** The map of all songs, as `contracts/map-file.ts` lays it out. */
  readonly map: Uint8Array;
  readonly meta: IndexMeta;
}

/**
 * Builds the index of all tracks. The result depends on the tracks, version and seed alone, not on the tracks' order.
 * Throws `InvalidCatalogue` where there are no tracks, two share an ordinal or a dictionary is full.
 */
export function buildIndex(
  tracks: readonly Track[],
  options: {
    readonly version: number;
    readonly seed: number;
    /** Who compares rows with centroids; the index is the same. */
    readonly assigner?: AssignerFactory | undefined;
  },
): CatalogueIndex {
  const ordered = [...tracks].sort((a, b) => a.ordinal - b.ordinal);
  if (ordered.length === 0) throw new AppError('InvalidCatalogue', 422, 'The catalogue has no songs.');
  const twice = ordered.find((track, at) => track.ordinal === ordered[at - 1]?.ordinal);
  if (twice) throw new AppError('InvalidCatalogue', 422, `Two songs have the id ${twice.ordinal}.`);

  const points = unitPoints(ordered);
  const vectors = stretch(points);
  const { k, centroids, assignments } = clusterVectors(vectors, options);
  const genres = dictionary('genres', ordered, (track) => track.genre, 0xffff);
  const languages = dictionary('languages', ordered, (track) => track.language, 0xff);

  const byCluster = new Map<number, PostingRecord[]>();
  const byTheme = new Map<Theme, PostingRecord[]>();
  ordered.forEach((track, at) => {
    const point = points.subarray(at * VECTOR_DIMENSIONS, (at + 1) * VECTOR_DIMENSIONS);
    const record = recordOf(track, point, genres.idOf(track.genre), languages.idOf(track.language));
    append(byCluster, assignments[at]!, record);
    for (const theme of track.themes) append(byTheme, theme, record);
  });
  const themes = THEMES.filter((theme) => byTheme.has(theme));
  return {
    version: options.version,
    k,
    dims: VECTOR_DIMENSIONS,
    weights: [...INDEX_WEIGHTS],
    centroids,
    blocks: new Map([...byCluster].sort(([a], [b]) => a - b).map(([id, records]) => [id, encodeBlocks(records)])),
    themeBlocks: new Map(themes.map((theme) => [theme, encodeBlocks(themeRecords(byTheme.get(theme)!))])),
    presence: buildPresence(byCluster),
    text: buildTextIndex(ordered),
    map: encodeMap(buildMap({ ...options, tracks: ordered, vectors, weights: INDEX_WEIGHTS, centroids, assignments })),
    meta: {
      trackCount: ordered.length,
      genres: genres.values,
      languages: languages.values,
      coverage: coverageOf(ordered),
      themeCounts: Object.fromEntries(themes.map((theme) => [theme, byTheme.get(theme)!.length])),
    },
  };
}

/** The index's clusters, ready to be asked. */
export function clusterModelOf(index: CatalogueIndex): ClusterModel {
  const { version, k, weights, centroids } = index;
  return { version, dimensions: VECTOR_DIMENSIONS, k, weights, centroids };
}

/** The files of the model that the endpoint serves for this index. */
export function buildModelArtefact(index: CatalogueIndex): Map<string, Uint8Array> {
  return encodeModel(clusterModelOf(index));
}

/** The unit points of tracks, one after another. */
export function unitPoints(tracks: readonly Track[]): Float32Array {
  const points = new Float32Array(tracks.length * VECTOR_DIMENSIONS);
  tracks.forEach((track, at) => {
    points.set(toUnitPoint(track), at * VECTOR_DIMENSIONS);
  });
  return points;
}

/**
 * Of songs whose themes are only suggested by their titles a block holds the best known ones: half of all titles speak
 * of love or the night, and every lookup reads whole blocks.
 */
function themeRecords(records: readonly PostingRecord[]): PostingRecord[] {
  const suggested = records.filter(({ ordinal }) => isThemedByTitle(ordinal));
  if (suggested.length <= MOST_SUGGESTED) return [...records];
  const best = suggested
    .sort((a, b) => b.popularity - a.popularity || a.ordinal - b.ordinal)
    .slice(0, MOST_SUGGESTED)
    .sort((a, b) => a.ordinal - b.ordinal);
  return [...records.filter(({ ordinal }) => !isThemedByTitle(ordinal)), ...best];
}

/** 13 KB of a theme's block. */
const MOST_SUGGESTED = 400;

/** A track's posting record; `genre` and `language` are its ids in the index's dictionaries. */
export function recordOf(track: Track, point: Float32Array, genre: number, language: number): PostingRecord {
  const { ordinal, year, popularity } = track;
  return { ordinal, point, year, popularity, genre, language, flags: flagsOf(track) };
}

/** The flags of a track's posting records. */
export function flagsOf(track: Track): number {
  return (
    (track.explicit === null ? 0 : FLAGS.explicitKnown) |
    (track.explicit === true ? FLAGS.explicit : 0) |
    (track.themes.length > 0 ? FLAGS.hasThemes : 0) |
    (track.notFor.includes('out-of-season') ? FLAGS.seasonal : 0) |
    (track.notFor.length > 0 ? FLAGS.hasNotFor : 0)
  );
}

function append<K>(map: Map<K, PostingRecord[]>, key: K, record: PostingRecord): void {
  const records = map.get(key);
  if (records) records.push(record);
  else map.set(key, [record]);
}

function dictionary(
  name: string,
  tracks: readonly Track[],
  pick: (track: Track) => string | null,
  maxId: number,
): { values: string[]; idOf: (value: string | null) => number } {
  const counts = new Map<string, number>();
  for (const track of tracks) {
    const value = pick(track);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const commonestFirst = [...counts].sort(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1));
  const values = ['', ...commonestFirst.map(([value]) => value)];
  if (values.length > maxId + 1)
    throw new AppError('InvalidCatalogue', 422, `The catalogue has over ${maxId} ${name}.`);
  const ids = new Map(values.map((value, id) => [value, id]));
  return { values, idOf: (value) => ids.get(value ?? '')! };
}
