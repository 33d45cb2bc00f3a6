/** Builds everything that the stacks deploy into dist/<machine>/: functions, starter catalogue, k-means model. */
import type { Machine } from '../lib/config.ts';
import { buildCatalogue } from './build/catalogue.ts';
import { buildLambdas } from './build/lambdas.ts';
import { installNativeParts } from './build/native.ts';

/** Throws `NativePartsNotFetched` where Lambda's builds of compiled parts are not here and cannot be fetched. */
export async function buildAssets(machine: Machine): Promise<void> {
  await Promise.all([buildLambdas(machine), buildCatalogue(machine)]);
  await installNativeParts(machine);
}

if (import.meta.main) await buildAssets(process.argv.includes('--lambda') ? 'lambda' : 'host');
