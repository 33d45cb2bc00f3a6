/** The facts that `npm run doctor` tells, each found by looking. */
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isOwnMachine } from '../../core/mood/look.ts';
import { UI_FOLDER, uiIsCurrent } from '../../scripts/build-ui.ts';
import { findRunning } from '../addresses.ts';
import { findFfmpeg } from '../engines/ffmpeg.ts';
import { modelState, modelsFolder } from '../models/files.ts';
import { CLIP_FAMILIES, MODEL_SETS, type Model, type ModelSet, modelsOf } from '../models/table.ts';
import { BASE_PORT, isFree, portsFrom } from '../ports.ts';

export type Finding = {
  name: string;
  /** `absent` is a choice with a price; `broken` has to be mended before anything works. */
  state: 'ready' | 'absent' | 'broken';
  found: string;
  /** What is lost without it, or what to do. */
  without?: string;
};

const ROOT = join(import.meta.dirname, '..', '..');
const LEAST_FREE_MB = 500;

export async function examine(dataDir: string): Promise<Finding[]> {
  const running = await findRunning(dataDir);
  return [
    { name: 'Sightsong', state: 'ready', found: versionOf(ROOT) },
    { name: 'Node', state: 'ready', found: `${process.version} on ${process.platform}-${process.arch}` },
    installation(),
    storage(dataDir),
    running
      ? { name: 'Local cloud', state: 'ready', found: `running on ${running.webUrl}` }
      : {
          name: 'Local cloud',
          state: 'absent',
          found: 'not running',
          without: 'npm start starts it; commands start one of their own.',
        },
    ...(running ? [] : [await ports()]),
    webPage(),
    { name: 'Seeing', state: 'ready', found: 'packaged models for objects, faces and what is unfit to show' },
    ...MODEL_SETS.map((set) => modelSet(set, dataDir)),
    videos(),
    { name: 'Speaking', state: 'ready', found: 'packaged voice (Flite), English' },
    openAi(),
    visionLanguage(),
    awsAccount(),
  ];
}

const versionOf = (folder: string): string =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

/** Bytes of the files below a folder; 0 where there is none. */
function sizeOf(folder: string): number {
  if (!existsSync(folder)) return 0;
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    // A file may go while we look.
    bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

function installation(): Finding {
  const modules = join(ROOT, 'node_modules');
  const versions = ['aws-cdk-lib', 'next', 'sharp'].map((name) => `${name} ${versionOf(join(modules, name))}`);
  return { name: 'Packages', state: 'ready', found: `${megabytes(sizeOf(modules))}: ${versions.join(', ')}` };
}

function webPage(): Finding {
  if (uiIsCurrent()) return { name: 'Web page', state: 'ready', found: 'built' };
  const found = existsSync(UI_FOLDER) ? 'built from older sources' : 'not built yet';
  return { name: 'Web page', state: 'absent', found, without: 'npm start builds it, once.' };
}

function videos(): Finding {
  const ffmpeg = findFfmpeg(process.env);
  if (ffmpeg) return { name: 'Videos', state: 'ready', found: `ffmpeg at ${ffmpeg.path}` };
  const without = 'Videos are refused. Install ffmpeg, or name one with SIGHTSONG_FFMPEG, and start anew.';
  return { name: 'Videos', state: 'absent', found: 'no ffmpeg', without };
}

/** The fetched models of one set: all of them, or what their absence costs. */
function modelSet(set: ModelSet, dataDir: string): Finding {
  const folder = modelsFolder(dataDir, process.env);
  const name = `Models, ${set}`;
  if (modelsOf(set).length === 0) {
    const found = 'none is pinned yet; the simple built-in voice speaks';
    return {
      name,
      state: 'absent',
      found,
      without: 'Lost: a voice that sounds like a person. Amazon Polly is one, in an account.',
    };
  }
  const states = modelsOf(set).map((model) => ({ model, state: modelState(folder.path, model) }));
  const isReady = (file: string) => states.some(({ model, state }) => model.name === file && state === 'ready');
  const wrong = states.filter(({ state }) => state === 'wrong').map(({ model }) => model.name);
  const missing = states.filter(({ state }) => state !== 'ready').map(({ model }) => model);
  const family = set === 'rich' ? CLIP_FAMILIES.find(({ files }) => Object.values(files).every(isReady)) : undefined;
  if (family && wrong.length === 0) {
    return {
      name,
      state: 'ready',
      found: `${family.name} in ${folder.path}; ${missing.length} further files not fetched`,
    };
  }
  const bytes = (models: readonly Model[]) => megabytes(models.reduce((sum, model) => sum + model.bytes, 0));
  if (missing.length === 0) {
    return { name, state: 'ready', found: `${states.length} models, ${bytes(modelsOf(set))}, in ${folder.path}` };
  }
  const gives = missing.map((model) => model.gives).join('; ');
  return {
    name,
    state: 'absent',
    found: `${missing.length} of ${states.length} not in ${folder.path}${wrong.length > 0 ? `; damaged: ${wrong.join(', ')}` : ''}`,
    without: `Lost: ${gives}. npm run models -- fetch ${set} fetches ${bytes(missing)}.`,
  };
}

function storage(dataDir: string): Finding {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch {
    return {
      name: 'Data folder',
      state: 'broken',
      found: `${dataDir} cannot be written`,
      without: 'Give this user the right to write there.',
    };
  }
  const { bavail, bsize } = statfsSync(dataDir);
  const free = Math.floor((bavail * bsize) / 1e6);
  return free < LEAST_FREE_MB
    ? {
        name: 'Data folder',
        state: 'broken',
        found: `only ${free} MB free`,
        without: `Make at least ${LEAST_FREE_MB} MB free.`,
      }
    : {
        name: 'Data folder',
        state: 'ready',
        found: `${dataDir}, takes ${megabytes(sizeOf(dataDir))}, ${Math.floor(free / 1000)} GB free`,
      };
}

async function ports(): Promise<Finding> {
  const wanted = Object.values(portsFrom(BASE_PORT));
  const busy = (await Promise.all(wanted.map(async (port) => ((await isFree(port)) ? [] : [port])))).flat();
  return busy.length > 0
    ? {
        name: 'Ports',
        state: 'absent',
        found: `${busy.join(', ')} taken by another program`,
        without: 'npm start -- --port 4700 uses others.',
      }
    : { name: 'Ports', state: 'ready', found: `${wanted[0]} to ${wanted.at(-1)} are free` };
}

function openAi(): Finding {
  return process.env.OPENAI_API_KEY
    ? {
        name: 'OpenAI key',
        state: 'ready',
        found: `set; about 0.0003 USD a story, from ${process.env.OPENAI_BASE_URL ?? 'OpenAI'}`,
      }
    : {
        name: 'OpenAI key',
        state: 'absent',
        found: 'OPENAI_API_KEY is not set',
        without: 'Stories come from the built-in writer, free and offline, and vary less.',
      };
}

function visionLanguage(): Finding {
  const { SIGHTSONG_VISION_URL: url, SIGHTSONG_VISION_MODEL: model } = process.env;
  const name = 'Vision-language model';
  if (!url) {
    return {
      name,
      state: 'absent',
      found: 'SIGHTSONG_VISION_URL is not set',
      without:
        'Pictures are read by labels, faces and light alone. Any service that speaks OpenAI’s API and takes images will do.',
    };
  }
  if (!URL.canParse(url))
    return { name, state: 'broken', found: 'SIGHTSONG_VISION_URL is no address', without: 'Set it to one.' };
  const consent = isOwnMachine(url) ? 'on this machine' : 'elsewhere: sees a picture only where its owner allows it';
  return { name, state: 'ready', found: `${model ?? 'the default model'} at ${new URL(url).host}, ${consent}` };
}

function awsAccount(): Finding {
  return process.env.AWS_ACCESS_KEY_ID || process.env.AWS_PROFILE
    ? { name: 'AWS account', state: 'ready', found: 'credentials are set; npx cdk deploy can use them' }
    : {
        name: 'AWS account',
        state: 'absent',
        found: 'no credentials are set',
        without: 'Everything runs on this machine; only deploying needs an account.',
      };
}
