/** The process that builds and synthesises: told once what, it ends with 0, or tells why not and ends with 1. */
import { AppError } from '../../core/errors.ts';
import { sightsongApp } from '../../lib/app.ts';
import { buildAssets } from '../../scripts/build.ts';

export interface Synthesis {
  readonly outdir: string;
  readonly context: Readonly<Record<string, unknown>>;
}

export interface SynthesisFailure {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

process.once('message', async (message) => {
  const failure = await failureOf(message as Synthesis);
  // Messages may still be under way when a process exits; the callback waits for them.
  if (failure) process.send!(failure, () => process.exit(1));
  else process.exit(0);
});
// Whoever asked is gone.
process.once('disconnect', () => process.exit(1));

async function failureOf({ outdir, context }: Synthesis): Promise<SynthesisFailure | null> {
  try {
    await buildAssets('host');
    sightsongApp({ outdir, context: { ...context } }).synth();
    return null;
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, status: error.status, message: error.publicMessage };
    const reason = error instanceof Error ? error.message : String(error);
    return { code: 'SynthesisFailed', status: 500, message: `The template could not be synthesised: ${reason}` };
  }
}
