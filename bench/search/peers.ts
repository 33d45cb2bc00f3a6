/** Approximate nearest neighbours in memory by usearch and hnswlib: features alone, no filters, no blocks to read. */
import { DEFAULT_WEIGHTS, FEATURES, toUnitVector, VECTOR_DIMENSIONS } from '../../core/features.ts';
import { seededRandom } from '../../core/random.ts';
import { loadPeer } from '../peers.ts';
import { percentile } from '../percentiles.ts';
import { type IndexedCatalogue, WANTED } from './indexed-catalogue.ts';
import { mean, rounded, summaryOf } from './recall.ts';
import { stopwatch, type Times } from './stopwatch.ts';
import { roundReading } from './targets.ts';

const DIMENSIONS = FEATURES.length;
/** Neighbours of a node, and candidates kept while building and while searching: the libraries' usual figures. */
const [LINKS, BUILD_CANDIDATES, SEARCH_CANDIDATES] = [16, 200, 64];
const FACTORS = FEATURES.map((feature) => Math.sqrt(DEFAULT_WEIGHTS[feature]));

/** Labels of the nearest rows. */
type Search = (point: Float32Array) => ArrayLike<number | bigint>;
type Build = (peer: never, rows: Float32Array) => Search;

const PEERS: Readonly<Record<'usearch' | 'hnswlib', { package: 'usearch' | 'hnswlib-node'; build: Build }>> = {
  usearch: {
    package: 'usearch',
    build: ({ Index, MetricKind }: UsearchModule, rows) => {
      const index = new Index({
        metric: MetricKind.L2sq,
        connectivity: LINKS,
        dimensions: DIMENSIONS,
        quantization: 'f32',
        expansion_add: BUILD_CANDIDATES,
        expansion_search: SEARCH_CANDIDATES,
      });
      index.add(
        BigUint64Array.from({ length: rows.length / DIMENSIONS }, (_, row) => BigInt(row)),
        rows,
        2,
      );
      return (point) => index.search(point, WANTED, 1).keys;
    },
  },
  hnswlib: {
    package: 'hnswlib-node',
    build: ({ HierarchicalNSW }: HnswlibModule, rows) => {
      const count = rows.length / DIMENSIONS;
      const index = new HierarchicalNSW('l2', DIMENSIONS);
      index.initIndex(count, LINKS, BUILD_CANDIDATES, 1);
      for (let row = 0; row < count; row++) {
        index.addPoint([...rows.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS)], row);
      }
      index.setEf(SEARCH_CANDIDATES);
      return (point) => index.searchKnn([...point], WANTED).neighbors;
    },
  },
};

interface UsearchModule {
  readonly MetricKind: { readonly L2sq: string };
  readonly Index: new (
    options: object,
  ) => {
    add: (keys: BigUint64Array, rows: Float32Array, threads: number) => void;
    search: (point: Float32Array, count: number, threads: number) => { keys: BigUint64Array };
  };
}

interface HnswlibModule {
  readonly HierarchicalNSW: new (
    space: string,
    dimensions: number,
  ) => {
    initIndex: (count: number, links: number, candidates: number, seed: number) => void;
    addPoint: (point: number[], label: number) => void;
    setEf: (candidates: number) => void;
    searchKnn: (point: number[], count: number) => { neighbors: number[] };
  };
}

/** The peers that are installed, measured with the same targets. */
export async function measurePeers(catalogue: IndexedCatalogue, options: { seed: number; targets: number }) {
  const results = [];
  for (const [name, { package: wanted, build }] of Object.entries(PEERS)) {
    const loaded = await loadPeer(wanted);
    if (loaded === null) continue;
    const began = performance.now();
    const search = build(loaded.peer as never, stretchedRows(catalogue));
    const buildSeconds = rounded((performance.now() - began) / 1000, 1);
    results.push({ name, version: loaded.version, buildSeconds, ...measure(search, catalogue, options) });
  }
  return results;
}

function measure(search: Search, catalogue: IndexedCatalogue, { seed, targets }: { seed: number; targets: number }) {
  const random = seededRandom(seed);
  const recalls: number[] = [];
  const times: Times[] = [];
  for (let at = 0; at < targets; at++) {
    const { target } = roundReading(random, false);
    const exact = new Set(catalogue.nearestInSound(target));
    const passed = stopwatch();
    const labels = search(toUnitVector(target.features).map((value, d) => value * FACTORS[d]!));
    times.push(passed());
    const hits = Array.from(labels, (label) => catalogue.ordinals[Number(label)]!).filter((each) => exact.has(each));
    recalls.push(hits.length / exact.size);
  }
  return {
    recallMean: rounded(mean(recalls), 4),
    recallP5: percentile(recalls, 0.05),
    recallWorst: Math.min(...recalls),
    kilobytes: null,
    blocks: null,
    ...summaryOf(times, 3),
  };
}

function stretchedRows({ points }: IndexedCatalogue): Float32Array {
  const rows = new Float32Array((points.length / VECTOR_DIMENSIONS) * DIMENSIONS);
  for (let row = 0; row < rows.length / DIMENSIONS; row++) {
    for (let d = 0; d < DIMENSIONS; d++) {
      rows[row * DIMENSIONS + d] = points[row * VECTOR_DIMENSIONS + d]! * FACTORS[d]!;
    }
  }
  return rows;
}
