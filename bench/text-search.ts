/**
 * The search box on a large catalogue: the API's own code over the AWS wire against the local DynamoDB in a process of
 * its own, beside SQLite's full-text search in memory (trigrams, which tolerate typos too).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { toDynamoJsonLine } from '../core/catalogue/dynamo-json.ts';
import { buildIndex } from '../core/catalogue/index-builder.ts';
import { indexItems } from '../core/catalogue/items.ts';
import type { Track } from '../core/catalogue/track.ts';
import { ENV } from '../core/contracts/names.ts';
import { sampleIndices, seededRandom } from '../core/random.ts';
import { wordsOf } from '../core/search/words.ts';
import { readArguments } from '../local/cli/arguments.ts';
import { openDynamoDb } from '../local/services/dynamodb.ts';
import { percentile, summary } from './percentiles.ts';
import { syntheticSongs } from './synthetic-songs.ts';

const TRACKS = 1_000_000;
const SEED = 7;
const SEARCHES = 300;
const TABLE = 'catalogue';
const SOUNDS = [
  'sad 90s guitar',
  'happy danceable',
  'calm piano, no lyrics',
  'angry fast',
  'mellow jazz',
  'loud 80s rock',
];

/** What somebody types who means this song. */
const KINDS: Readonly<Record<string, (song: Track, random: () => number) => string>> = {
  'title and artist': ({ title, artist }) => `${title} ${artist}`,
  'title with a typo, and artist': ({ title, artist }, random) => `${misspelled(title, random)} ${artist}`,
  'title and artist, cut short': ({ title, artist }) => `${title} ${artist}`.slice(0, -2),
  title: ({ title }) => title,
};

interface Figures {
  readonly msP50: number;
  readonly msP95: number;
  /** Share of searches that list the song, or one of the same name and artist, among the first ten. */
  readonly found: number;
}

export async function run(words: string[]): Promise<void> {
  const { values } = readArguments(
    'npm run bench -- text-search [--tracks N] [--json]',
    {
      tracks: { type: 'string', help: `songs in the catalogue; ${TRACKS}` },
      json: { type: 'boolean', help: 'print one JSON document' },
    },
    words,
  );
  const folder = mkdtempSync(join(tmpdir(), 'sightsong-bench-'));
  try {
    const count = Number(values.tracks ?? TRACKS);
    const songs = [...syntheticSongs(count, SEED)];
    const megabytes = await store(folder, songs);
    const random = seededRandom(SEED);
    const sample = [...sampleIndices(songs.length, SEARCHES, random)].map((at) => songs[at]!);
    const asked = Object.entries(KINDS).map(
      ([kind, ask]) => [kind, sample.map((song) => ({ text: ask(song, random), song }))] as const,
    );
    const ours = await measureOurs(folder, asked);
    const document = { tracks: count, textIndexMegabytes: megabytes, ...ours, peer: measurePeer(songs, asked) };
    process.stdout.write(`${JSON.stringify(document, null, values.json ? 0 : 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Asked = readonly (readonly [kind: string, searches: readonly { text: string; song: Track }[]])[];

/** Indexes the songs into a table in `folder`. Gives the size of the text index. */
async function store(folder: string, songs: readonly Track[]): Promise<number> {
  const index = buildIndex(songs, { version: 1, seed: SEED });
  const database = await openDynamoDb(folder);
  await database.ensureTable({
    name: TABLE,
    properties: {
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    },
    timeToLiveAttribute: undefined,
  });
  await database.importItems(
    TABLE,
    (function* () {
      for (const item of indexItems(index, songs)) yield JSON.parse(toDynamoJsonLine(item)).Item;
    })(),
  );
  await database.close();
  const blocks = [index.text.words, index.text.dictionary].flatMap(({ parts }) => [...parts.values()].flat());
  return Math.round(blocks.reduce((sum, { length }) => sum + length, 0) / 1e6);
}

async function measureOurs(folder: string, asked: Asked) {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'text-search-table.ts'), folder, TABLE], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const { url } = JSON.parse(line.toString()) as { url: string };
    const settings = {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL_DYNAMODB: url,
      // Nobody answers there, so the clusters come from the index; the search by name does not ask for them.
      AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: 'http://127.0.0.1:9',
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      [ENV.catalogueTable]: TABLE,
      [ENV.clustersEndpoint]: 'clusters',
    };
    Object.assign(process.env, settings);
    const { searchSongs } = await import('../lambdas/shared/search.ts');
    const readsOf = async () => Number(await (await fetch(`${url}/reads`)).text());
    const search = async (text: string) => {
      const before = await readsOf();
      const begun = performance.now();
      const { songs } = await searchSongs(text, 10);
      const ms = performance.now() - begun;
      return { songs, ms, reads: (await readsOf()) - before };
    };
    for (const text of ['warm', ...SOUNDS]) await search(text);
    const names: (Figures & { name: string; readsMean: number; readsMost: number })[] = [];
    const times: number[] = [];
    for (const [name, searches] of asked) {
      const results = [];
      for (const { text, song } of searches) {
        const { songs, ms, reads } = await search(text);
        results.push({ ms, reads, found: songs.some((listed) => isSame(listed, song)) });
      }
      times.push(...results.map(({ ms }) => ms));
      names.push({ name, ...figuresOf(results), ...readsIn(results) });
    }
    const sounds = [];
    for (let round = 0; round < SEARCHES / SOUNDS.length; round++) {
      for (const text of SOUNDS) sounds.push(await search(text));
    }
    times.push(...sounds.map(({ ms }) => ms));
    return {
      ...summary(times),
      names,
      sound: { ...summary(sounds.map(({ ms }) => ms)), ...readsIn(sounds) },
    };
  } finally {
    server.kill();
  }
}

function measurePeer(songs: readonly Track[], asked: Asked) {
  const database = new DatabaseSync(':memory:');
  database.exec("CREATE VIRTUAL TABLE songs USING fts5(text, tokenize = 'trigram')");
  const insert = database.prepare('INSERT INTO songs(rowid, text) VALUES (?, ?)');
  const begun = performance.now();
  database.exec('BEGIN');
  songs.forEach(({ title, artist }, row) => {
    insert.run(row, `${title} ${artist}`);
  });
  database.exec('COMMIT');
  const buildSeconds = Math.round((performance.now() - begun) / 100) / 10;
  const select = database.prepare('SELECT rowid FROM songs WHERE songs MATCH ? ORDER BY rank LIMIT 10');
  const { version } = database.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  const names = asked.map(([name, searches]) => ({
    name,
    ...figuresOf(
      // A tenth of them: what takes seconds need not be asked as often.
      searches.slice(0, SEARCHES / 10).map(({ text, song }) => {
        const start = performance.now();
        const rows = select.all(anyTrigram(text)) as { rowid: number }[];
        const ms = performance.now() - start;
        return { ms, found: rows.some(({ rowid }) => isSame(songs[rowid]!, song)) };
      }),
    ),
  }));
  database.close();
  return { name: `SQLite ${version} FTS5, trigrams, in memory`, buildSeconds, names };
}

/** Matches what shares any three letters in a row; the rank then tells how much is shared. */
function anyTrigram(text: string): string {
  const plain = wordsOf(text).join(' ');
  const trigrams = Array.from({ length: Math.max(1, plain.length - 2) }, (_, at) => plain.slice(at, at + 3));
  return [...new Set(trigrams)].map((part) => `"${part}"`).join(' OR ');
}

type Named = Pick<Track, 'title' | 'artist'>;
const isSame = (a: Named, b: Named) => a.title === b.title && a.artist === b.artist;

function figuresOf(results: readonly { ms: number; found: boolean }[]): Figures {
  const found = results.filter((result) => result.found).length / results.length;
  return { ...summary(results.map(({ ms }) => ms)), found: Math.round(found * 1000) / 1000 };
}

function readsIn(results: readonly { reads: number }[]) {
  const reads = results.map((result) => result.reads);
  const mean = reads.reduce((sum, count) => sum + count, 0) / reads.length;
  return { readsMean: Math.round(mean * 10) / 10, readsMost: percentile(reads, 1) };
}

/** One letter of the longest word is left out. */
function misspelled(title: string, random: () => number): string {
  const parts = title.split(' ');
  const longest = parts.reduce((best, part, at) => (part.length > parts[best]!.length ? at : best), 0);
  const word = parts[longest]!;
  const at = Math.floor(random() * word.length);
  parts[longest] = word.length < 5 ? word : word.slice(0, at) + word.slice(at + 1);
  return parts.join(' ');
}
