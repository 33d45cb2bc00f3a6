/**
 * How long an import takes into a running local cloud, from the command to songs that the API finds, and how much memory
 * the importer and the cloud need for it.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FEATURES } from '../core/features.ts';
import { Refusals } from '../core/import/refusals.ts';
import type { CloudAddresses } from '../local/addresses.ts';
import { readArguments } from '../local/cli/arguments.ts';
import { readRows } from '../local/cli/catalogue/rows.ts';
import { readSongs } from '../local/cli/catalogue/songs.ts';
import { signIn } from '../local/cli/person.ts';
import { syntheticSongs } from './synthetic-songs.ts';

const TRACKS = 100_000;
const SEED = 7;
const ROOT = join(import.meta.dirname, '..');
const POLL_MS = 500;

export async function run(words: string[]): Promise<void> {
  const { values } = readArguments(
    'npm run bench -- import [--tracks N | --catalogue FILE] [--json]',
    {
      tracks: { type: 'string', help: `synthetic songs; ${TRACKS}` },
      catalogue: { type: 'string', help: 'a dataset instead of synthetic songs' },
      json: { type: 'boolean', help: 'print one JSON document' },
    },
    words,
  );
  const folder = mkdtempSync(join(tmpdir(), 'sightsong-bench-'));
  const dataDir = join(folder, 'cloud');
  const cloud = spawn(process.execPath, [join(ROOT, 'bench/import-cloud.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = once(cloud, 'exit');
  try {
    const file = values.catalogue ?? (await writeSongs(join(folder, 'songs.csv'), Number(values.tracks ?? TRACKS)));
    const [line] = (await once(cloud.stdout!, 'data')) as [Buffer];
    const addresses = JSON.parse(line.toString());
    const before = residentMB(cloud);
    const begun = performance.now();
    const importer = spawn(process.execPath, [join(ROOT, 'local/cli/catalogue.ts'), 'import', file, '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, SIGHTSONG_DATA_DIR: dataDir },
    });
    const memory = watch({ importer, cloud });
    let output = '';
    importer.stdout.on('data', (chunk) => {
      output += chunk;
    });
    await once(importer, 'close');
    const { read, imported, duplicates, version } = JSON.parse(output);
    const isFound = await finds(addresses, dataDir, await someSong(file));
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    const document = { read, imported, duplicates, version, isFound, seconds, ...memory(), cloudIdleMB: before };
    process.stdout.write(`${JSON.stringify(document, null, values.json ? 0 : 2)}\n`);
  } finally {
    cloud.disconnect();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

type Named = { readonly title: string; readonly artist: string };

/** One from further down in the file. */
async function someSong(file: string): Promise<Named> {
  let left = 500;
  let last: Named | null = null;
  for await (const song of readSongs(readRows(file), {}, new Refusals())) {
    last = song ?? last;
    if (--left === 0) break;
  }
  return last!;
}

/** Whether the API finds the song by its name. */
async function finds(addresses: CloudAddresses, dataDir: string, { title, artist }: Named): Promise<boolean> {
  const query = new URLSearchParams({ query: `${title} ${artist}` });
  const reply = await fetch(`${addresses.apiUrl}/tracks?${query}`, {
    headers: { authorization: `Bearer ${await signIn(addresses, dataDir)}` },
  });
  const { songs } = (await reply.json()) as { songs: Named[] };
  return songs.some((song) => song.title === title);
}

/** A file in the layout of the dataset of 1.2 million songs. */
async function writeSongs(file: string, count: number): Promise<string> {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  function* lines() {
    yield `id,name,artists,artist_ids,explicit,${FEATURES.join(',')},mode,duration_ms,year,release_date\n`;
    for (const song of syntheticSongs(count, SEED)) {
      const { ordinal, title, artist, explicit, features, mode, durationSeconds, year } = song;
      const figures = FEATURES.map((feature) => features[feature]).join(',');
      const id = `synthetic${String(ordinal).padStart(13, '0')}`;
      const rest = `${mode === 'major' ? 1 : 0},${durationSeconds * 1000},${year},${year}-01-01`;
      yield `${id},${quoted(title)},${quoted(`['${artist}']`)},[],${explicit ?? ''},${figures},${rest}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(file));
  return file;
}

/** The most resident memory of each process until the returned function is called. */
function watch(processes: Record<'importer' | 'cloud', ChildProcess>) {
  const most = { importerMB: 0, cloudMB: 0 };
  const timer = setInterval(() => {
    most.importerMB = Math.max(most.importerMB, residentMB(processes.importer));
    most.cloudMB = Math.max(most.cloudMB, residentMB(processes.cloud));
  }, POLL_MS);
  return () => {
    clearInterval(timer);
    return most;
  };
}

function residentMB({ pid }: ChildProcess): number {
  try {
    return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024);
  } catch {
    // It has ended.
    return 0;
  }
}
