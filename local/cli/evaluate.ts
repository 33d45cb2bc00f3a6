/** `npm run evaluate -- NAME`: one quality of the product, measured beside its baselines. */
import '../require-node-24.ts';
import { AppError } from '../../core/errors.ts';
import { runCommand } from './run.ts';

/** One file an evaluation in `evaluate/`; each exports `run`, which takes the words after the name. */
const EVALUATIONS: Record<string, () => Promise<{ run: (words: string[]) => Promise<void> }>> = {
  fit: () => import('./evaluate/fit.ts'),
  match: () => import('./evaluate/match.ts'),
  mood: () => import('./evaluate/mood.ts'),
  story: () => import('./evaluate/story.ts'),
};

await runCommand(async () => {
  const [name = '', ...words] = process.argv.slice(2);
  const load = Object.hasOwn(EVALUATIONS, name) ? EVALUATIONS[name] : undefined;
  if (!load) {
    const known = Object.keys(EVALUATIONS).join(', ');
    throw new AppError('InvalidCommand', 400, `There is no evaluation "${name}". Known are: ${known}.`);
  }
  await (await load()).run(words);
});
