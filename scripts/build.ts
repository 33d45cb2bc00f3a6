/** Builds everything that the stacks deploy into dist/: functions, starter catalogue, k-means model. */
import { buildCatalogue } from './build/catalogue.ts';
import { buildLambdas } from './build/lambdas.ts';
import { installNativeParts, type NativeTarget } from './build/native.ts';

/**
 * @param native for which machine compiled parts are taken: this one (`host`, the local cloud) or Lambda's (`lambda`).
 */
export async function buildAssets({ native }: { native: NativeTarget }): Promise<void> {
  await Promise.all([buildLambdas(), buildCatalogue()]);
  await installNativeParts(native);
}

if (import.meta.main) {
  await buildAssets({ native: process.argv.includes('--lambda') ? 'lambda' : 'host' });
}
