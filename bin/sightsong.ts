/** What cdk.json runs: builds what the stacks deploy, then synthesises them. */
import { AppError } from '../core/errors.ts';
import { sightsongApp } from '../lib/app.ts';
import { buildAssets } from '../scripts/build.ts';

try {
  await buildAssets('lambda');
  sightsongApp().synth();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.publicMessage}\n`);
  process.exitCode = 1;
}
