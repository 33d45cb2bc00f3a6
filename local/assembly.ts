/** The template as it is deployed, synthesised here with the settings of this machine. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../core/errors.ts';
import { buildAssets } from '../scripts/build.ts';

/** Name under which the local Secrets Manager keeps the OpenAI key of the environment. */
export const OPENAI_SECRET = 'local/openai-api-key';

export type SynthSettings = { webOrigin: string; environment: NodeJS.ProcessEnv };

/** Builds what the stacks deploy and synthesises them into `<dataDir>/assembly`; gives that folder. */
export async function synthesise(dataDir: string, { webOrigin, environment }: SynthSettings): Promise<string> {
  const outdir = join(dataDir, 'assembly');
  mkdirSync(outdir, { recursive: true });
  const [{ sightsongApp }] = await Promise.all([import('../lib/app.ts'), buildAssets('host')]);
  const { context } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'cdk.json'), 'utf8')) as {
    context: Record<string, unknown>;
  };
  try {
    sightsongApp({
      outdir,
      context: {
        ...context,
        'sightsong:stage': 'local',
        'sightsong:webOrigins': [webOrigin],
        'sightsong:machine': 'host',
        'sightsong:removeData': true,
        ...(environment.OPENAI_API_KEY ? { 'sightsong:openAiSecret': OPENAI_SECRET } : {}),
        ...(environment.OPENAI_BASE_URL ? { 'sightsong:openAiBaseUrl': environment.OPENAI_BASE_URL } : {}),
        ...(environment.OPENAI_MODEL ? { 'sightsong:openAiModel': environment.OPENAI_MODEL } : {}),
      },
    }).synth();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('SynthesisFailed', 500, `The template could not be synthesised: ${reason}`, { cause });
  }
  return outdir;
}
