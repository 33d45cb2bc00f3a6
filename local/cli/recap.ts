/** `npm run recap -- PHOTO|VIDEO`: the whole pipeline from the shell, through the public API alone. */
import '../require-node-24.ts';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import type { RecapView } from '../../core/contracts/recaps.ts';
import { STORY_LANGUAGES, type Telling, TONES, tellingSchema, VOICES } from '../../core/contracts/telling.ts';
import { AppError, GENERIC_FAILURE } from '../../core/errors.ts';
import { ApiClient } from './api-client.ts';
import { readArguments } from './arguments.ts';
import { withCloud } from './cloud.ts';
import { signIn } from './person.ts';
import { recapDocument } from './recap-document.ts';
import { printRecap } from './recap-text.ts';
import { runCommand } from './run.ts';
import { StageLines } from './stage-lines.ts';

const USAGE =
  'npm run recap -- [PHOTO|VIDEO] [--start SECOND] [--caption TEXT [--caption-to-model]] [--tone TONE] [--language CODE] [--voice NAME] [--show-picture] [--out DIR] [--json]';
/**
 * Pause between two questions for the recap: a share of the time that has passed. Each takes a local cloud some 25 ms of processor, which
 * the recap itself could use.
 */
const POLL = { least: 100, most: 400, share: 1 / 12 };

await runCommand(async () => {
  const { values, positionals } = readArguments(USAGE, {
    start: {
      type: 'string',
      help: 'of a longer video: the second at which the minute begins; the liveliest without it',
    },
    caption: { type: 'string', help: 'the moment in your own words; they outrank the picture' },
    'caption-to-model': { type: 'boolean', help: 'let a configured language model read the caption' },
    tone: { type: 'string', help: TONES.join(', ') },
    language: { type: 'string', help: STORY_LANGUAGES.join(', ') },
    voice: { type: 'string', help: 'who reads it, such as Joanna or Brian' },
    'show-picture': {
      type: 'boolean',
      help: 'let the vision-language model see the picture, where one elsewhere is set',
    },
    out: { type: 'string', help: 'where narration.mp3, words.json and recap.json go' },
    json: { type: 'boolean', help: 'print one JSON document' },
  });
  if (positionals.length > 1)
    throw new AppError('InvalidCommand', 400, `One photo or video at a time, please. Usage: ${USAGE}`);
  const telling = readTelling(values);
  const startSecond = readStart(values.start);
  const photo = readPhoto(positionals[0] ?? samplePhoto());

  await withCloud(async (cloud, dataDir) => {
    const api = new ApiClient(cloud.apiUrl, await signIn(cloud, dataDir));
    const recap = await follow(
      api,
      await api.begin({
        bytes: photo,
        caption: values.caption,
        telling,
        showPicture: values['show-picture'],
        startSecond,
      }),
    );
    const out = values.out ?? join('recaps', recap.recapId);
    const document = recapDocument(recap, join(out, 'narration.mp3'));
    await save(out, recap, document);
    if (values.json) process.stdout.write(`${JSON.stringify(document)}\n`);
    else printRecap(document, relative(process.cwd(), out) || '.');
  });
});

/** What was chosen for the story. Throws `InvalidCommand` naming the option that is not one of its choices. */
function readTelling(values: {
  tone?: string;
  language?: string;
  voice?: string;
  'caption-to-model'?: boolean;
}): Telling {
  const { tone, language, voice } = values;
  const parsed = tellingSchema.safeParse({ tone, language, voice, captionToModel: values['caption-to-model'] });
  if (parsed.success) return parsed.data;
  const option = String(parsed.error.issues[0]!.path[0]) as 'tone' | 'language' | 'voice';
  const choices = { tone: TONES, language: STORY_LANGUAGES, voice: Object.values(VOICES).flat() }[option];
  throw new AppError('InvalidCommand', 400, `--${option} can be ${choices.join(', ')}.`);
}

/** Seconds. Throws `InvalidCommand` for what is none. */
function readStart(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const second = Number(given);
  if (given.trim() !== '' && second >= 0 && second <= 86_400) return second;
  throw new AppError('InvalidCommand', 400, '--start is a number of seconds, such as --start 75.');
}

/** A photo that comes with one of the installed packages, so that the command shows something without one. */
function samplePhoto(): string {
  const require = createRequire(import.meta.url);
  return join(require.resolve('@vladmandic/face-api/package.json'), '..', 'demo', 'sample1.jpg');
}

function readPhoto(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new AppError('PhotoNotFound', 404, `The file ${path} could not be read. Is the path right?`, { cause });
  }
}

/** Polls until the recap has ended; throws its own sentence where it ended badly. */
async function follow(api: ApiClient, recapId: string): Promise<RecapView> {
  const lines = new StageLines(process.stderr);
  const begun = performance.now();
  for (;;) {
    const recap = await api.read(recapId);
    lines.show(recap);
    if (recap.status === 'READY') return recap;
    if (recap.status === 'FAILED' || recap.status === 'REFUSED') {
      throw new AppError(recap.error?.code ?? 'RecapFailed', 422, recap.error?.message ?? GENERIC_FAILURE);
    }
    const pause = Math.min(POLL.most, Math.max(POLL.least, POLL.share * (performance.now() - begun)));
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function save(out: string, recap: RecapView, document: unknown): Promise<void> {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'recap.json'), `${JSON.stringify(document, null, 2)}\n`);
  if (!recap.narration) return;
  writeFileSync(join(out, 'words.json'), `${JSON.stringify(recap.narration.words, null, 2)}\n`);
  const reply = await fetch(recap.narration.url);
  if (!reply.ok)
    throw new AppError('NarrationNotFetched', 502, 'The narration could not be fetched. Please try again.');
  writeFileSync(join(out, 'narration.mp3'), new Uint8Array(await reply.arrayBuffer()));
}
