import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { ENV } from '../../core/contracts/names.ts';
import { assetPath } from '../assets.ts';
import type { Settings } from '../config.ts';

export type NodeFunctionProps = {
  settings: Settings;
  /** Which built handler it runs: `<service>/<function>`, as in lambdas/. */
  handler: string;
  timeout: Duration;
  memoryMb: number;
  environment?: Partial<Record<keyof typeof ENV, string>>;
};

/** A function of the house: Node 24 on arm64, traced, its log kept for a set time, its environment by contract. */
export class NodeFunction extends lambda.Function {
  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    const environment = Object.fromEntries(
      Object.entries(props.environment ?? {}).map(([name, value]) => [ENV[name as keyof typeof ENV], value]),
    );
    super(scope, id, {
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      code: lambda.Code.fromAsset(assetPath('lambdas', props.handler, props.settings.machine)),
      handler: 'index.handler',
      timeout: props.timeout,
      memorySize: props.memoryMb,
      tracing: lambda.Tracing.ACTIVE,
      environment: { POWERTOOLS_LOG_LEVEL: 'INFO', ...environment },
      logGroup: keptLog(scope, `${id}Log`, props.settings),
      description: `Sightsong ${props.handler}`,
    });
  }
}

/** A log that is kept for the time the settings say, and longer than its stack unless they say otherwise. */
export function keptLog(scope: Construct, id: string, { logRetentionDays, removeData }: Settings): logs.LogGroup {
  return new logs.LogGroup(scope, id, {
    retention: logRetentionDays,
    removalPolicy: removeData ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
  });
}

/** What an API function may take at most; the HTTP API itself gives up after 30 s. */
export const API_TIMEOUT = Duration.seconds(28);
