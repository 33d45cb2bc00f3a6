/** Where the container finds and leaves things: SageMaker's folders, each to be overridden by an environment variable. */
import { join } from 'node:path';

export interface ContainerFolders {
  readonly inputConfig: string;
  readonly trainChannel: string;
  readonly model: string;
  readonly output: string;
  readonly outputData: string;
}

/** The folders under the names that SageMaker's own training toolkit uses for the variables. */
export function foldersFrom(env: NodeJS.ProcessEnv): ContainerFolders {
  const output = env.SM_OUTPUT_DIR ?? '/opt/ml/output';
  return {
    inputConfig: env.SM_INPUT_CONFIG_DIR ?? '/opt/ml/input/config',
    trainChannel: env.SM_CHANNEL_TRAIN ?? '/opt/ml/input/data/train',
    model: env.SM_MODEL_DIR ?? '/opt/ml/model',
    output,
    outputData: env.SM_OUTPUT_DATA_DIR ?? join(output, 'data'),
  };
}

/** Where `serve` listens. Port 0 takes any free one. */
export function addressFrom(env: NodeJS.ProcessEnv): { port: number; host: string } {
  return { port: Number(env.SAGEMAKER_BIND_TO_PORT ?? 8080), host: env.SAGEMAKER_BIND_TO_HOST ?? '0.0.0.0' };
}
