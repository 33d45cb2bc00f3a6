/** Lighthouse as a command: it brings 176 MB, so it is fetched when it is used, into a folder of its own. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../core/errors.ts';
import { percentile } from '../percentiles.ts';

const LIGHTHOUSE = 'lighthouse@13.5.0';
const TOOLS = join(import.meta.dirname, '..', '..', '.peers', 'lighthouse');
const CATEGORIES = {
  performance: 'performance',
  accessibility: 'accessibility',
  bestPractices: 'best-practices',
} as const;
/**
 * 0 to 100 each. `benchmarkIndex`: how fast Lighthouse found the machine to be just then, more is faster; performance counts on
 * a quiet one, since what else runs passes for work of the page, four times over. `performanceBest`: of the run that was
 * disturbed least.
 */
type Score = Record<keyof typeof CATEGORIES | 'benchmarkIndex', number>;
export type Scores = Score & { performanceBest: number };

/** Installs Lighthouse unless it is there; gives the file of its command. */
export function installLighthouse(): string {
  const cli = join(TOOLS, 'node_modules', 'lighthouse', 'cli', 'index.js');
  if (existsSync(cli)) return cli;
  process.stderr.write(`Fetching ${LIGHTHOUSE}\n`);
  mkdirSync(TOOLS, { recursive: true });
  // A package of its own, so that npm does not take the project's for it.
  writeFileSync(join(TOOLS, 'package.json'), '{"private":true}\n');
  const args = ['install', LIGHTHOUSE, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const { status } = spawnSync('npm', args, {
    cwd: TOOLS,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new AppError('NoLighthouse', 502, 'Lighthouse could not be fetched; npm says why above.');
  return cli;
}

/**
 * The middle of each category's scores in a browser that listens on `port`; Lighthouse's own settings are those of a phone.
 * Throws LighthouseFailed.
 */
export async function judge(
  cli: string,
  { url, port, runs }: { url: string; port: string; runs: number },
): Promise<Scores> {
  const all: Score[] = [];
  for (let run = 0; run < runs; run++) all.push(await scores([cli, url, `--port=${port}`]));
  const middle = (name: keyof Score) =>
    percentile(
      all.map((each) => each[name]),
      0.5,
    );
  return {
    performance: middle('performance'),
    accessibility: middle('accessibility'),
    bestPractices: middle('bestPractices'),
    performanceBest: Math.max(...all.map(({ performance }) => performance)),
    benchmarkIndex: middle('benchmarkIndex'),
  };
}

async function scores(command: string[]): Promise<Score> {
  // Not synchronously: the site is served by this process.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...command,
      '--output=json',
      '--quiet',
      '--no-enable-error-reporting',
      `--only-categories=${Object.values(CATEGORIES).join(',')}`,
    ],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const report = JSON.parse(stdout) as {
    runtimeError?: { message: string };
    environment: { benchmarkIndex: number };
    categories: Record<string, { score: number | null }>;
    audits: Record<string, { id: string; score: number | null; title: string; scoreDisplayMode: string }>;
  };
  if (report.runtimeError) throw new AppError('LighthouseFailed', 500, `Lighthouse: ${report.runtimeError.message}.`);
  for (const { id, score, scoreDisplayMode } of Object.values(report.audits)) {
    if (score !== null && score < 0.9 && /binary|numeric/.test(scoreDisplayMode))
      process.stderr.write(`  ${id} ${score}\n`);
  }
  const of = (name: keyof typeof CATEGORIES) => Math.round((report.categories[CATEGORIES[name]]?.score ?? 0) * 100);
  return {
    performance: of('performance'),
    accessibility: of('accessibility'),
    bestPractices: of('bestPractices'),
    benchmarkIndex: report.environment.benchmarkIndex,
  };
}
