/**
 * How long a photo takes from upload to recap, by stage, through the public API of a local cloud of its own. Every run
 * sends a photo that this cloud has never seen: the same picture with one more pixel changed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { AppError } from '../core/errors.ts';
import { ApiClient } from '../local/cli/api-client.ts';
import { readArguments } from '../local/cli/arguments.ts';
import { signIn } from '../local/cli/person.ts';
import { startCloud } from '../local/cloud.ts';
import { summary } from './percentiles.ts';
import { unseenPhoto } from './unseen-photo.ts';

const RUNS = 10;
const POLL_MS = 25;

export async function run(words: string[]): Promise<void> {
  const { values } = readArguments(
    'npm run bench -- pipeline [--photo FILE] [--json]',
    {
      photo: { type: 'string', help: 'the picture; by default one of 12 megapixels is drawn' },
      json: { type: 'boolean', help: 'print one JSON document' },
    },
    words,
  );
  sharp.cache(false);
  const dataDir = mkdtempSync(join(tmpdir(), 'sightsong-bench-'));
  const cloud = await startCloud({ dataDir, basePort: null, report: () => undefined });
  try {
    const api = new ApiClient(cloud.addresses.apiUrl, await signIn(cloud.addresses, dataDir));
    const stages = new Map<string, number[]>();
    const totals: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const photo = await unseenPhoto(values.photo, run);
      const { total, steps } = await timeOne(api, photo);
      totals.push(total);
      for (const { name, ms } of steps) stages.set(name, [...(stages.get(name) ?? []), ms]);
    }
    const { msP50: totalMsP50, msP95: totalMsP95 } = summary(totals);
    const document = {
      stages: [...stages].map(([name, sample]) => ({ name, ...summary(sample) })),
      totalMsP50,
      totalMsP95,
      firstMs: Math.round(totals[0] ?? Number.NaN),
      runs: RUNS,
    };
    if (values.json) process.stdout.write(`${JSON.stringify(document)}\n`);
    else print(document);
  } finally {
    await cloud.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function timeOne(api: ApiClient, photo: Uint8Array) {
  const begun = performance.now();
  const recapId = await api.begin({ bytes: photo });
  for (;;) {
    const recap = await api.read(recapId);
    if (recap.status === 'READY') return { total: performance.now() - begun, steps: recap.stages };
    if (recap.error) throw new AppError(recap.error.code, 500, recap.error.message);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function print(result: {
  stages: { name: string; msP50: number; msP95: number }[];
  totalMsP50: number;
  totalMsP95: number;
  firstMs: number;
  runs: number;
}): void {
  const line = (name: string, p50: number, p95: number) =>
    process.stdout.write(`${name.padEnd(20)}${p50.toFixed(1).padStart(10)}${p95.toFixed(1).padStart(10)}\n`);
  process.stdout.write(
    `${'ms, of'.padEnd(20)}${'median'.padStart(10)}${'95 %'.padStart(10)}   (${result.runs} runs)\n`,
  );
  for (const { name, msP50, msP95 } of result.stages) line(name, msP50, msP95);
  line('upload to recap', result.totalMsP50, result.totalMsP95);
  process.stdout.write(`The first recap after the start took ${result.firstMs} ms.\n`);
}
