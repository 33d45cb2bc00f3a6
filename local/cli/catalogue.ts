/** `npm run catalogue -- import|info|similar|reindex`: the songs of the local cloud or of a deployed stage. */
import '../require-node-24.ts';
import { writeFileSync } from 'node:fs';
import { distributionPlot } from '../../core/catalogue/distribution-plot.ts';
import { overviewOf } from '../../core/catalogue/overview.ts';
import { AppError } from '../../core/errors.ts';
import { readArguments } from './arguments.ts';
import { importSongs } from './catalogue/import.ts';
import { withCatalogue } from './catalogue/place.ts';
import { reindex } from './catalogue/reindex.ts';
import { similarSongs } from './catalogue/similar.ts';
import type { CatalogueTable } from './catalogue/table.ts';
import { runCommand } from './run.ts';

const USAGE =
  'npm run catalogue -- import FILE [--map title=NAME,…] | info [--plot FILE] | similar "TITLE - ARTIST" | reindex [--stage NAME] [--json]';

type Values = { map?: string; plot?: string };

type Command = (table: CatalogueTable, values: Values, word: string) => Promise<object>;

const COMMANDS: Readonly<Record<string, Command>> = {
  import: async (table, { map }, path) => {
    const imported = await importSongs(table, { path, columns: columnsOf(map), report: progressLine() });
    if (process.stderr.isTTY) process.stderr.write('\n');
    return imported;
  },
  info: async (table, { plot = 'catalogue.svg' }) => {
    const [{ tracks }, version] = [await table.read(), await table.version()];
    writeFileSync(plot, distributionPlot(tracks));
    const { tracks: count, coverage, bySource } = overviewOf(tracks);
    return { tracks: count, version, clusters: await table.clusters(version), coverage, bySource, plot };
  },
  similar: async (table, _values, wanted) => similarSongs((await table.read()).tracks, wanted),
  reindex: async (table) => {
    const { tracks, versions } = await table.read();
    const highest = tracks.reduce((most, { ordinal }) => Math.max(most, ordinal), -1);
    await table.prepare(highest, Math.max(await table.version(), ...versions.keys()));
    return reindex(table, tracks, versions);
  },
};

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
    const text = typeof progress === 'string' ? progress : `Reading ${Math.floor(progress * 100)} %`;
    if (text !== shown) process.stderr.write(`\r${text.padEnd(20)}`);
    shown = text;
  };
}

await runCommand(async () => {
  const { values, positionals } = readArguments(USAGE, {
    map: { type: 'string', help: 'which column holds what: field=column,…' },
    plot: { type: 'string', help: 'where the picture of the distributions goes; catalogue.svg' },
    stage: { type: 'string', help: 'a deployed stage instead of the local cloud' },
    region: { type: 'string', help: 'where the stage is' },
    json: { type: 'boolean', help: 'print one JSON document' },
  });
  const [name = '', word] = positionals;
  const command = COMMANDS[name];
  const isComplete = name === 'info' || name === 'reindex' ? positionals.length === 1 : positionals.length === 2;
  if (!command || !isComplete) throw new AppError('InvalidCommand', 400, `What should be done? Usage: ${USAGE}`);
  await withCatalogue(values, async (table) => {
    const document = await command(table, values, word ?? '');
    process.stdout.write(`${JSON.stringify(document, null, values.json ? 0 : 2)}\n`);
  });
});
