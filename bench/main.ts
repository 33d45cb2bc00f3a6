/** `npm run bench -- NAME`: one benchmark, measured side by side in one run. */
import '../local/require-node-24.ts';
import { AppError } from '../core/errors.ts';
import { runCommand } from '../local/cli/run.ts';

const BENCHMARKS: Record<string, () => Promise<{ run: (words: string[]) => Promise<void> }>> = {
  'cold-start': () => import('./cold-start.ts'),
  import: () => import('./import.ts'),
  kmeans: () => import('./kmeans.ts'),
  pipeline: () => import('./pipeline.ts'),
  search: () => import('./search.ts'),
  'text-search': () => import('./text-search.ts'),
  web: () => import('./web.ts'),
};

await runCommand(async () => {
  const [name = '', ...words] = process.argv.slice(2);
  const load = BENCHMARKS[name];
  if (!load) {
    const known = Object.keys(BENCHMARKS).join(', ');
    throw new AppError('InvalidCommand', 400, `There is no benchmark "${name}". Known are: ${known}.`);
  }
  await (await load()).run(words);
});
