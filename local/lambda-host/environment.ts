import type { LambdaFunctionConfig } from './types.ts';

/** The only variables a function may see of the environment that the host itself runs in. */
const PASSED_THROUGH = ['PATH', 'TZ', 'NODE_EXTRA_CA_CERTS'] as const;

/**
 * The environment of one function instance: the template's variables, the ones Lambda reserves, and what the host
 * hands in (credentials and `AWS_ENDPOINT_URL*`). Nothing else leaks in from the shell, so a variable that a stack
 * forgot to set is missing here as it would be in the cloud.
 */
export function functionEnvironment(
  config: LambdaFunctionConfig,
  host: {
    region: string;
    environment: Readonly<Record<string, string>>;
    runtimeApi: string;
    logStream: string;
    parentEnvironment: NodeJS.ProcessEnv;
  },
): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const name of PASSED_THROUGH) {
    const value = host.parentEnvironment[name];
    if (value !== undefined) passed[name] = value;
  }
  return {
    ...passed,
    ...host.environment,
    ...config.environment,
    LANG: 'en_US.UTF-8',
    AWS_REGION: host.region,
    AWS_DEFAULT_REGION: host.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${config.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: config.functionName,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(config.memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${config.functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: host.logStream,
    AWS_LAMBDA_RUNTIME_API: host.runtimeApi,
    LAMBDA_TASK_ROOT: config.codeDir,
    _HANDLER: config.handler,
    // The bootstrap replaces it before each invocation.
    _X_AMZN_TRACE_ID: '',
  };
}
