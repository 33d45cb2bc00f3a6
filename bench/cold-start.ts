/** How large each function is and how long its file takes to load in a process of its own. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ENV } from '../core/contracts/names.ts';
import { readArguments } from '../local/cli/arguments.ts';
import { handlerNames } from '../scripts/build/lambdas.ts';
import { distFor } from '../scripts/build/paths.ts';
import { buildAssets } from '../scripts/build.ts';
import { percentile } from './percentiles.ts';

const LOADS = 7;
const MEASURE = 'const t=performance.now();require(process.argv[1]);process.stdout.write(String(performance.now()-t))';

export async function run(words: string[]): Promise<void> {
  const { values } = readArguments(
    'npm run bench -- cold-start [--json]',
    { json: { type: 'boolean', help: 'print one JSON document' } },
    words,
  );
  await buildAssets('host');
  const env = { ...Object.fromEntries(Object.values(ENV).map((name) => [name, 'unset'])), AWS_REGION: 'us-east-1' };
  const functions = handlerNames().map((name) => {
    const file = join(distFor('host'), 'lambdas', name, 'index.cjs');
    const loads = Array.from({ length: LOADS }, () =>
      Number(execFileSync(process.execPath, ['-e', MEASURE, file], { env, encoding: 'utf8' })),
    );
    return {
      name,
      kilobytes: Math.round(statSync(file).size / 1024),
      importMs: Math.round(percentile(loads, 0.5) * 10) / 10,
    };
  });
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ functions })}\n`);
    return;
  }
  for (const { name, kilobytes, importMs } of functions) {
    process.stdout.write(
      `${name.padEnd(26)}${String(kilobytes).padStart(7)} KB${importMs.toFixed(1).padStart(9)} ms\n`,
    );
  }
}
