/** `npm run models`: which fetched models there are, and fetching them. */
import '../require-node-24.ts';
import { AppError } from '../../core/errors.ts';
import { fetchModels } from '../models/fetch.ts';
import { modelState, modelsFolder } from '../models/files.ts';
import { MODEL_SETS, MODELS, type Model, type ModelSet, modelsOf } from '../models/table.ts';
import { readArguments } from './arguments.ts';
import { DATA_DIR } from './data-dir.ts';
import { runCommand } from './run.ts';

const USAGE = 'npm run models -- list | fetch [small|rich|voice]';
const say = (sentence: string) => process.stdout.write(`${sentence}\n`);
const megabytes = ({ bytes }: Model) => `${(bytes / 1e6).toFixed(1)} MB`;

await runCommand(async () => {
  const { positionals } = readArguments(USAGE, {});
  const [command = 'list', set = 'small', ...rest] = positionals;
  const folder = modelsFolder(DATA_DIR, process.env);
  if (rest.length > 0 || !isSet(set)) throw misunderstood();
  if (command === 'list' && positionals.length < 2) return list(folder.path);
  if (command !== 'fetch') throw misunderstood();
  if (folder.given) {
    throw new AppError(
      'ModelsGiven',
      409,
      `SIGHTSONG_MODELS names ${folder.path}, which is only read from. Unset it to fetch models into the data folder.`,
    );
  }
  if (modelsOf(set).length === 0) {
    say('No neural voice is pinned yet, so there is nothing to fetch. The simple built-in voice reads the stories.');
    return;
  }
  const onFetch = (model: Model) => say(`Fetching ${model.name} (${megabytes(model)})`);
  const fetched = await fetchModels(modelsOf(set), folder.path, { onFetch });
  say(fetched.length > 0 ? `All ${set} models are in ${folder.path}.` : `All ${set} models were there already.`);
});

function isSet(word: string): word is ModelSet {
  return (MODEL_SETS as readonly string[]).includes(word);
}

function misunderstood(): AppError {
  return new AppError('InvalidCommand', 400, `The command was not understood. Usage: ${USAGE}`);
}

function list(folder: string): void {
  say(`Models in ${folder}:`);
  for (const model of MODELS) {
    const { name, set, licence, gives } = model;
    const state = modelState(folder, model).padEnd(6);
    say(`${state} ${set.padEnd(5)} ${name.padEnd(34)} ${megabytes(model).padStart(8)}  ${licence.padEnd(10)} ${gives}`);
  }
}
