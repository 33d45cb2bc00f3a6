/**
 * How large each function is, and how long it takes in a process of its own to load its file and make its clients (which
 * a function does while it is loaded, but for those that few requests need).
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ENV } from '../core/contracts/names.ts';
import { readArguments } from '../local/cli/arguments.ts';
import { handlerNames, NATIVE_PACKAGES } from '../scripts/build/lambdas.ts';
import { distFor } from '../scripts/build/paths.ts';
import { buildAssets } from '../scripts/build.ts';
import { percentile } from './percentiles.ts';

const LOADS = 20;
/** Prints milliseconds passed and milliseconds of processor time used. */
const MEASURE = `
const used = process.cpuUsage(), began = performance.now();
await import(process.argv[1]);
const passed = performance.now() - began, { user, system } = process.cpuUsage(used);
process.stdout.write(JSON.stringify({ passed, used: (user + system) / 1000 }));`;

export async function run(words: string[]): Promise<void> {
  const { values } = readArguments(
    'npm run bench -- cold-start [--json]',
    { json: { type: 'boolean', help: 'print one JSON document' } },
    words,
  );
  await buildAssets('host');
  const environment = {
    ...Object.fromEntries(Object.values(ENV).map((name) => [name, 'unset'])),
    AWS_REGION: 'us-east-1',
  };
  const files = handlerNames().map((name) => ({ name, folder: join(distFor('host'), 'lambdas', name) }));
  const loads = new Map(files.map(({ name }) => [name, [] as Load[]]));
  // In turns, so that a moment in which the machine has something else to do falls on all of them.
  for (let turn = 0; turn < LOADS; turn++) {
    for (const { name, folder } of files) loads.get(name)!.push(load(join(folder, 'index.mjs'), environment));
  }
  const functions = files.map(({ name, folder }) => ({
    name,
    kilobytes: kilobytesOf(folder),
    ...median(loads.get(name)!),
    native: NATIVE_PACKAGES.filter(({ handler }) => handler === name).map((each) => each.name),
  }));
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ functions, loads: LOADS })}\n`);
    return;
  }
  process.stdout.write(`${'median of 20 loads'.padEnd(26)}${'size'.padStart(10)}${'time'.padStart(11)}   processor\n`);
  for (const { name, kilobytes, importMs, processorMs, native } of functions) {
    process.stdout.write(
      `${name.padEnd(26)}${String(kilobytes).padStart(7)} KB${importMs.toFixed(1).padStart(8)} ms${processorMs.toFixed(1).padStart(9)} ms` +
        `${native.length > 0 ? `   with ${native.join(', ')}, compiled` : ''}\n`,
    );
  }
}

/** Of all its own files, those that are loaded on demand included. */
function kilobytesOf(folder: string): number {
  const files = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
  return Math.round(files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1024);
}

type Load = { passed: number; used: number };

function load(file: string, env: Record<string, string>): Load {
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', MEASURE, file], { env, encoding: 'utf8' }),
  );
}

function median(sample: readonly Load[]): { importMs: number; processorMs: number } {
  const of = (each: (load: Load) => number) => Math.round(percentile(sample.map(each), 0.5) * 10) / 10;
  return { importMs: of(({ passed }) => passed), processorMs: of(({ used }) => used) };
}
