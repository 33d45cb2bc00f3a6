/**
 * The template as it is deployed, synthesised here with the settings of this machine. A process of its own does it: what
 * CDK and its validators load takes some 450 MB that nobody needs afterwards, and only an ending gives memory back.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../core/errors.ts';
import { fingerprintOf } from '../scripts/build/fingerprint.ts';
import type { Synthesis, SynthesisFailure } from './assembly/process.ts';
import { findFfmpeg } from './engines/ffmpeg.ts';

/** Name under which the local Secrets Manager keeps the OpenAI key of the environment. */
export const OPENAI_SECRET = 'local/openai-api-key';

/** And the key of the vision-language model. */
export const VISION_MODEL_SECRET = 'local/vision-model-key';

/** What the local Secrets Manager holds: the keys of the environment. */
export function secretsOf(environment: NodeJS.ProcessEnv): Map<string, string> {
  const { OPENAI_API_KEY: story, SIGHTSONG_VISION_KEY: vision } = environment;
  return new Map([
    ...(story ? [[OPENAI_SECRET, story] as const] : []),
    ...(vision ? [[VISION_MODEL_SECRET, vision] as const] : []),
  ]);
}

/** Addresses that the environment gives in place of the services of previews. */
export const previewCounterparts = ({ ITUNES_BASE_URL, DEEZER_BASE_URL }: NodeJS.ProcessEnv): string[] =>
  [ITUNES_BASE_URL, DEEZER_BASE_URL].flatMap((url) => (url ? [url] : []));

export type SynthSettings = {
  webOrigin: string;
  environment: NodeJS.ProcessEnv;
  /** Deployment settings by name, as in lib/config.ts. */
  settings?: Readonly<Record<string, unknown>>;
};

/** All that can change the assembly, settings apart. */
const SOURCES = [
  '{core,lambdas,lib,sagemaker}/**/*',
  'catalogue/starter/*',
  'scripts/{build.ts,build/*}',
  'local/{assembly.ts,assembly/*}',
  '{cdk,package,package-lock}.json',
];

/**
 * Builds what the stacks deploy and synthesises them into `<dataDir>/assembly`; gives that folder. One that was made from
 * the same sources and settings is taken as it is.
 */
export async function synthesise(dataDir: string, settings: SynthSettings): Promise<string> {
  const outdir = join(dataDir, 'assembly');
  const context = contextOf(settings);
  const machine = [process.platform, process.arch, process.version];
  const from = fingerprintOf(SOURCES, [context, machine]);
  const stamp = join(dataDir, 'assembly.json');
  if (isCurrent(stamp, { from, files: sizesIn(outdir) })) return outdir;
  rmSync(stamp, { force: true });
  mkdirSync(outdir, { recursive: true });
  await synthesiseApart({ outdir, context });
  writeFileSync(stamp, JSON.stringify({ from, files: sizesIn(outdir) }));
  return outdir;
}

type Stamp = { from: string; files: Record<string, number> };

/** Whether the stamp tells of the same sources, and of files as they are: a damaged assembly is made anew. */
function isCurrent(path: string, now: Stamp): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(readFileSync(path, 'utf8')), now);
  } catch {
    // Not there yet, or cut off.
    return false;
  }
}

/** Bytes of every file of a folder, by path; none where there is no folder. */
function sizesIn(folder: string): Record<string, number> {
  const files = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => join(parentPath, name)).map((path) => [path, statSync(path).size]),
  );
}

/** The settings of this machine, as CDK takes them. */
function contextOf({ webOrigin, environment, settings = {} }: SynthSettings): Record<string, unknown> {
  const { context } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'cdk.json'), 'utf8')) as {
    context: Record<string, unknown>;
  };
  const ffmpeg = findFfmpeg(environment);
  return {
    ...context,
    'sightsong:stage': 'local',
    'sightsong:webOrigins': [webOrigin],
    'sightsong:machine': 'host',
    'sightsong:removeData': true,
    'sightsong:narrationLanguages': ['en'],
    'sightsong:voiceQuality': 'simple',
    ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [`sightsong:${name}`, value])),
    ...(environment.OPENAI_API_KEY ? { 'sightsong:openAiSecret': OPENAI_SECRET } : {}),
    ...(environment.OPENAI_BASE_URL ? { 'sightsong:openAiBaseUrl': environment.OPENAI_BASE_URL } : {}),
    ...(environment.SIGHTSONG_VISION_URL ? { 'sightsong:visionModelUrl': environment.SIGHTSONG_VISION_URL } : {}),
    ...(environment.SIGHTSONG_VISION_MODEL ? { 'sightsong:visionModel': environment.SIGHTSONG_VISION_MODEL } : {}),
    ...(environment.SIGHTSONG_VISION_KEY ? { 'sightsong:visionModelSecret': VISION_MODEL_SECRET } : {}),
    ...(environment.ITUNES_BASE_URL ? { 'sightsong:itunesBaseUrl': environment.ITUNES_BASE_URL } : {}),
    ...(environment.DEEZER_BASE_URL ? { 'sightsong:deezerBaseUrl': environment.DEEZER_BASE_URL } : {}),
    ...(environment.OPENAI_MODEL ? { 'sightsong:openAiModel': environment.OPENAI_MODEL } : {}),
    ...(ffmpeg ? { 'sightsong:ffmpegPath': ffmpeg.path } : {}),
  };
}

async function synthesiseApart(synthesis: Synthesis): Promise<void> {
  const child = fork(join(import.meta.dirname, 'assembly', 'process.ts'), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let failure: SynthesisFailure | undefined;
  let output = '';
  child.on('message', (message) => {
    failure = message as SynthesisFailure;
  });
  child.stderr!.on('data', (chunk) => {
    output = `${output}${chunk}`.slice(-2000);
  });
  child.send(synthesis);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return;
  if (failure) throw new AppError(failure.code, failure.status, failure.message);
  throw new AppError(
    'SynthesisFailed',
    500,
    `The template could not be synthesised: ${output.trim() || 'it was stopped.'}`,
  );
}
