/** k-means training beside its peers: same rows, same start, same iterations, two threads each. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VECTOR_DIMENSIONS } from '../core/features.ts';
import { seedCentroids } from '../core/kmeans/seeding.ts';
import { simdAssigner } from '../core/kmeans/simd-assigner.ts';
import { improveClusters } from '../core/kmeans.ts';
import { seededRandom } from '../core/random.ts';
import { readArguments } from '../local/cli/arguments.ts';
import { workerThreads } from '../sagemaker/threads.ts';
import { installPeers, loadPeer } from './peers.ts';
import { syntheticRows } from './synthetic-rows.ts';

const THREADS = 2;
const ITERATIONS = 20;
const SIZES = [
  { n: 100_000, k: 64 },
  { n: 300_000, k: 256 },
  { n: 1_000_000, k: 256 },
  { n: 1_000_000, k: 1024 },
];
/** Larger ones take scikit-learn's seeding and ml-kmeans minutes. */
const MAX_SEEDED_COMPARISONS = 100_000_000;
const MAX_PLAIN_COMPARISONS = 10_000_000;
/** Debian's packages belong to Debian's own interpreter, whichever comes first on the path. */
const PYTHONS = ['/usr/bin/python3', 'python3'];

interface Result {
  readonly name: 'sightsong' | 'ml-kmeans' | 'scikit-learn' | 'faiss';
  readonly seconds: number;
  /** Null where it was left out because it takes minutes. */
  readonly secondsWithSeeding: number | null;
  readonly inertia: number;
}

type PeerKMeans = (data: number[][], k: number, options: object) => { centroids: number[][] };

interface Problem {
  readonly n: number;
  readonly k: number;
  readonly rows: Float32Array;
  readonly start: Float32Array;
  readonly seedingSeconds: number;
}

const say = (line: string) => process.stderr.write(`${line}\n`);

export async function run(words: string[]): Promise<void> {
  const { values } = readArguments(
    'npm run bench -- kmeans [--install-peers] [--json]',
    {
      'install-peers': { type: 'boolean', help: 'install ml-kmeans, usearch and hnswlib-node into .peers first' },
      json: { type: 'boolean', help: 'print one JSON document' },
    },
    words,
  );
  if (values['install-peers']) installPeers();
  const runs: { n: number; k: number; results: Result[] }[] = [];
  for (const { n, k } of SIZES) {
    const problem = makeProblem(n, k);
    const results = [own(problem), await mlKmeans(problem), ...python(problem)].filter((result) => result !== null);
    runs.push({ n, k, results });
    for (const { name, seconds, secondsWithSeeding, inertia } of results) {
      const seeded = secondsWithSeeding === null ? 'not measured' : `${secondsWithSeeding.toFixed(2)} s`;
      const line = `${n} x ${k}  ${name.padEnd(13)}${seconds.toFixed(2)} s, with seeding ${seeded}, inertia ${inertia.toFixed(1)}`;
      (values.json ? say : (text: string) => process.stdout.write(`${text}\n`))(line);
    }
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ runs })}\n`);
}

function makeProblem(n: number, k: number): Problem {
  const rows = syntheticRows(n, 1);
  const [start, seedingSeconds] = timed(() => seedCentroids(rows, VECTOR_DIMENSIONS, k, seededRandom(1)));
  return { n, k, rows, start, seedingSeconds };
}

function own({ rows, start, seedingSeconds }: Problem): Result {
  const [{ inertia }, seconds] = timed(() => train(rows, start, ITERATIONS));
  return { name: 'sightsong', seconds, secondsWithSeeding: seconds + seedingSeconds, inertia };
}

function train(vectors: Float32Array, start: Float32Array, iterations: number) {
  const assigner = simdAssigner(workerThreads(THREADS));
  return improveClusters({ vectors, dimensions: VECTOR_DIMENSIONS, iterations, assigner }, start.slice());
}

async function mlKmeans({ n, k, rows, start }: Problem): Promise<Result | null> {
  if (n * k > MAX_PLAIN_COMPARISONS) return null;
  const name = 'ml-kmeans';
  const loaded = await loadPeer(name);
  if (loaded === null) return null;
  say(`ml-kmeans ${loaded.version}`);
  const { kmeans } = loaded.peer as { kmeans: PeerKMeans };
  const lists = (flat: Float32Array) =>
    Array.from({ length: flat.length / VECTOR_DIMENSIONS }, (_, row) =>
      Array.from(flat.subarray(row * VECTOR_DIMENSIONS, (row + 1) * VECTOR_DIMENSIONS)),
    );
  const [data, initialization] = [lists(rows), lists(start)];
  const options = { maxIterations: ITERATIONS, tolerance: 0 };
  const [result, seconds] = timed(() => kmeans(data, k, { ...options, initialization }));
  const [, secondsWithSeeding] = timed(() => kmeans(data, k, { ...options, initialization: 'kmeans++', seed: 1 }));
  const { inertia } = train(rows, Float32Array.from(result.centroids.flat()), 0);
  return { name, seconds, secondsWithSeeding, inertia };
}

function python({ n, k, rows, start }: Problem): (Result | null)[] {
  const folder = mkdtempSync(join(tmpdir(), 'sightsong-kmeans-'));
  try {
    const [rowsFile, startFile, outFile] = ['rows', 'start', 'out'].map((name) => join(folder, name));
    writeFileSync(rowsFile!, new Uint8Array(rows.buffer));
    writeFileSync(startFile!, new Uint8Array(start.buffer));
    const seed = n * k <= MAX_SEEDED_COMPARISONS ? ['seed'] : [];
    return (['scikit-learn', 'faiss'] as const).map((name) => {
      const args = [name, rowsFile!, startFile!, outFile!, VECTOR_DIMENSIONS, k, ITERATIONS].map(String);
      const measured = runPython([...args, ...seed]);
      if (measured === null) {
        say(`${name}: left out, no Python here could run it (Debian: python3-${name === 'faiss' ? name : 'sklearn'}).`);
        return null;
      }
      say(`${name} ${measured.version}`);
      const centroids = new Float32Array(new Uint8Array(readFileSync(outFile!)).buffer);
      const { inertia } = train(rows, centroids, 0);
      return { name, seconds: measured.seconds, secondsWithSeeding: measured.secondsWithSeeding, inertia };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Null where no interpreter has the package, or the run failed. */
function runPython(args: string[]): { seconds: number; secondsWithSeeding: number | null; version: string } | null {
  const program = fileURLToPath(new URL('./kmeans-peers.py', import.meta.url));
  const threads = String(THREADS);
  const env = { ...process.env, OMP_NUM_THREADS: threads, OPENBLAS_NUM_THREADS: threads };
  for (const interpreter of PYTHONS) {
    try {
      const output = execFileSync(interpreter, [program, ...args], {
        env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      return JSON.parse(output.trim().split('\n').at(-1)!);
    } catch {
      // Not there, without the package, or ended early: the next one may do.
    }
  }
  return null;
}

function timed<T>(work: () => T): [T, number] {
  const began = performance.now();
  const result = work();
  return [result, (performance.now() - began) / 1000];
}
