/**
 * Search beside the exact answer and beside what one would otherwise take: recall, bytes read and time, with and without
 * themes and filters. Our own row runs what a lookup runs, but for the table's answers.
 */

import { availableParallelism, loadavg } from 'node:os';
import { AppError } from '../core/errors.ts';
import { seededRandom } from '../core/random.ts';
import { readArguments } from '../local/cli/arguments.ts';
import { installPeers } from './peers.ts';
import { measureDiversity } from './search/diversity.ts';
import { singleFilters } from './search/filters.ts';
import { IndexedCatalogue } from './search/indexed-catalogue.ts';
import { measurePeers } from './search/peers.ts';
import { tracksOfFile } from './search/real-tracks.ts';
import { measureRecall, rounded, summaryOf } from './search/recall.ts';
import { stopwatch, type Times } from './search/stopwatch.ts';
import { syntheticTracks } from './search/synthetic-tracks.ts';
import { roundReading } from './search/targets.ts';

const SEEDS = [1, 2, 3, 4, 5];
const TARGETS = 500;
const TRACKS = 1_000_000;
const FILTER_SEEDS = [11];

const say = (line: string) => process.stderr.write(`${line}\n`);

export async function run(words: string[]): Promise<void> {
  const { values } = readArguments(
    'npm run bench -- search [--tracks N] [--catalogue FILE] [--targets N] [--install-peers] [--json]',
    {
      tracks: { type: 'string', help: `songs of the made-up catalogue; ${TRACKS}` },
      catalogue: { type: 'string', help: 'a dataset in place of the made-up catalogue' },
      targets: { type: 'string', help: `targets of each of five seeds; ${TARGETS}` },
      'install-peers': { type: 'boolean', help: 'install usearch, hnswlib-node and ml-kmeans into .peers first' },
      json: { type: 'boolean', help: 'print one JSON document' },
    },
    words,
  );
  const count = wholeNumber('--tracks', values.tracks ?? String(TRACKS), 100);
  const targets = wholeNumber('--targets', values.targets ?? String(TARGETS), 1);
  if (values['install-peers']) installPeers();

  const tracks = values.catalogue === undefined ? syntheticTracks(count, 1) : await tracksOfFile(values.catalogue);
  const began = performance.now();
  const catalogue = new IndexedCatalogue(tracks);
  const buildSeconds = rounded((performance.now() - began) / 1000, 1);
  say(`${tracks.length} songs, ${catalogue.index.k} clusters, indexed in ${buildSeconds} s`);

  const plain = measureRecall(catalogue, { seeds: SEEDS, targets })!;
  say(rowOf({ name: 'sightsong', ...plain }));
  const themed = measureRecall(catalogue, { seeds: SEEDS, targets, withThemes: true })!;
  say(rowOf({ name: 'sightsong, with themes', ...themed }));
  const filters = [];
  for (const { name, filters: asked } of singleFilters(catalogue)) {
    const measured = measureRecall(catalogue, { seeds: FILTER_SEEDS, targets, filters: asked });
    if (measured === null) continue;
    filters.push({ name, ...measured });
    say(rowOf({ name, ...measured }));
  }
  const diversity = measureDiversity(catalogue, 21, targets);
  const methods = [
    { name: 'sightsong', ...plain },
    { name: 'sightsong, with themes', ...themed },
    {
      name: 'exact-wasm',
      recallMean: 1,
      recallP5: 1,
      recallWorst: 1,
      kilobytes: null,
      blocks: null,
      ...timeExact(catalogue, targets),
    },
    ...(await measurePeers(catalogue, { seed: SEEDS[0]!, targets })),
  ];
  // Others' work on the same cores makes every time longer.
  const machineLoad = rounded(loadavg()[0]!, 1);
  const document = {
    tracks: tracks.length,
    k: catalogue.index.k,
    buildSeconds,
    machineLoad,
    methods,
    filters,
    diversity,
  };
  if (values.json) process.stdout.write(`${JSON.stringify(document)}\n`);
  else print(document);
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new AppError('InvalidCommand', 400, `${name} takes a whole number of at least ${least}.`);
}

/** Time of one exact search after another. */
function timeExact(catalogue: IndexedCatalogue, targets: number) {
  const random = seededRandom(SEEDS[0]!);
  const times: Times[] = [];
  for (let at = 0; at < targets; at++) {
    const { target } = roundReading(random, false);
    const passed = stopwatch();
    catalogue.nearestInSound(target);
    times.push(passed());
  }
  return summaryOf(times, 2);
}

interface Row {
  readonly name: string;
  readonly recallMean: number;
  readonly recallP5: number;
  readonly recallWorst: number;
  readonly kilobytes: number | null;
  /** The most that one lookup read. */
  readonly kilobytesMost?: number;
  readonly blocks: number | null;
  readonly computeMsP50: number;
  readonly computeMsP95: number;
  /** Mean time of the processor. */
  readonly processorMsMean: number;
}

function print(document: {
  readonly machineLoad: number;
  readonly methods: readonly Row[];
  readonly filters: readonly Row[];
  readonly diversity: { readonly ildGain: number; readonly distanceRatio: number };
}): void {
  const out = (line: string) => process.stdout.write(`${line}\n`);
  out(`${'recall at 10'.padEnd(26)}   mean    5 %  worst     KB   most  blocks  ms p50  ms p95  ms cpu`);
  for (const row of [...document.methods, ...document.filters]) out(rowOf(row));
  const { ildGain, distanceRatio } = document.diversity;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  out(
    `Care for variety: ${percent(ildGain)} more distance within lists for ${percent(distanceRatio - 1)} more to the target.`,
  );
  out(`Load of the machine at the end: ${document.machineLoad} on ${availableParallelism()} cores.`);
}

function rowOf(row: Row): string {
  const cells = [
    row.recallMean.toFixed(4).padStart(7),
    row.recallP5.toFixed(2).padStart(7),
    row.recallWorst.toFixed(2).padStart(7),
    (row.kilobytes?.toFixed(0) ?? '').padStart(7),
    (row.kilobytesMost?.toFixed(0) ?? '').padStart(7),
    (row.blocks?.toFixed(0) ?? '').padStart(8),
    row.computeMsP50.toFixed(2).padStart(8),
    row.computeMsP95.toFixed(2).padStart(8),
    row.processorMsMean.toFixed(2).padStart(8),
  ];
  return `${row.name.padEnd(26)}${cells.join('')}`;
}
