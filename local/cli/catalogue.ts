/** `npm run catalogue -- import|grow|info|similar|remove|reindex`: the songs of the local cloud or of a deployed stage. */
import '../require-node-24.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { distributionPlot } from '../../core/catalogue/distribution-plot.ts';
import { overviewOf } from '../../core/catalogue/overview.ts';
import { AppError } from '../../core/errors.ts';
import { readArguments } from './arguments.ts';
import { grow } from './catalogue/grow.ts';
import { importSongs } from './catalogue/import.ts';
import { withCatalogue } from './catalogue/place.ts';
import { reindex } from './catalogue/reindex.ts';
import { removeSong } from './catalogue/remove.ts';
import { similarSongs } from './catalogue/similar.ts';
import type { CatalogueTable } from './catalogue/table.ts';
import { DATA_DIR } from './data-dir.ts';
import { runCommand } from './run.ts';

const USAGE =
  'npm run catalogue -- import FILE [--map title=NAME,…] [--join FILE,…] | grow [--countries us,de,…] [--search TEXT] | ' +
  'info [--plot FILE] | similar "TITLE - ARTIST" | remove "TITLE - ARTIST" | reindex [--stage NAME] [--json]';

type Values = {
  map?: string;
  join?: string;
  countries?: string;
  search?: string;
  plot?: string;
  stage?: string;
};

type Command = (table: CatalogueTable, values: Values, word: string) => Promise<object>;

const COMMANDS: Readonly<Record<string, Command>> = {
  import: async (table, { map, join: files }, path) => {
    const options = { columns: columnsOf(map), joined: listOf(files), report: progressLine() };
    return endingLine(importSongs(table, path, options));
  },
  grow: async (table, { countries, search, stage = 'local' }) => {
    const codes = listOf(countries);
    if (codes.some((code) => !/^[a-z]{2}$/.test(code))) {
      throw new AppError('InvalidCommand', 400, `Countries are two letters each, as in --countries us,de. ${USAGE}`);
    }
    return endingLine(
      grow(table, {
        progressFile: join(DATA_DIR, `grow-${stage}.json`),
        ...(codes.length > 0 ? { countries: codes } : {}),
        search,
        report: progressLine(),
      }),
    );
  },
  info: async (table, { plot = 'catalogue.svg' }) => {
    const [{ tracks }, version] = [await table.read(), await table.version()];
    writeFileSync(plot, distributionPlot(tracks));
    const { tracks: count, coverage, bySource } = overviewOf(tracks);
    return { tracks: count, version, clusters: await table.clusters(version), coverage, bySource, plot };
  },
  similar: async (table, _values, wanted) => similarSongs((await table.read()).tracks, wanted),
  remove: (table, _values, wanted) => removeSong(table, wanted),
  reindex: async (table) => {
    const { tracks, versions } = await table.read();
    const highest = tracks.reduce((most, { ordinal }) => Math.max(most, ordinal), -1);
    await table.prepare(highest, Math.max(await table.version(), ...versions.keys()));
    return reindex(table, tracks, versions);
  },
};

const TAKES_A_WORD = new Set(['import', 'similar', 'remove']);

const listOf = (text = '') =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The result, once the line of its progress has come to an end. */
async function endingLine<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\n');
  }
}

function columnsOf(map: string | undefined): Record<string, string> {
  if (map === undefined) return {};
  const pairs = map.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  if (pairs.some((pair) => pair.length !== 2 || pair.includes(''))) {
    throw new AppError('InvalidCommand', 400, `A column map is field=column,field=column. Usage: ${USAGE}`);
  }
  return Object.fromEntries(pairs);
}

/** One line that is written over, and nothing where nobody watches. */
function progressLine(): (progress: number | string) => void {
  if (!process.stderr.isTTY) return () => undefined;
  let shown = '';
  return (progress) => {
    const text = typeof progress === 'string' ? progress : `${Math.floor(progress * 100)} %`;
    if (text !== shown) process.stderr.write(`\r${text.padEnd(20)}`);
    shown = text;
  };
}

await runCommand(async () => {
  const { values, positionals } = readArguments(USAGE, {
    map: { type: 'string', help: 'which column holds what: field=column,…' },
    join: { type: 'string', help: 'further files about the same songs, joined by id: names, tempos, …' },
    countries: { type: 'string', help: 'whose charts to grow from: us,de,…' },
    search: { type: 'string', help: 'what to grow by instead of charts: an artist, a genre, …' },
    plot: { type: 'string', help: 'where the picture of the distributions goes; catalogue.svg' },
    stage: { type: 'string', help: 'a deployed stage instead of the local cloud' },
    region: { type: 'string', help: 'where the stage is' },
    json: { type: 'boolean', help: 'print one JSON document' },
  });
  const [name = '', word] = positionals;
  const command = COMMANDS[name];
  const isComplete = positionals.length === (TAKES_A_WORD.has(name) ? 2 : 1);
  if (!command || !isComplete) throw new AppError('InvalidCommand', 400, `What should be done? Usage: ${USAGE}`);
  await withCatalogue(values, async (table) => {
    const document = await command(table, values, word ?? '');
    process.stdout.write(`${JSON.stringify(document, null, values.json ? 0 : 2)}\n`);
  });
});
