import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ENV } from '../../core/contracts/names.ts';
import { assetPath } from '../assets.ts';
import type { Settings } from '../config.ts';
import { accept } from './findings.ts';
import { allow } from './grants.ts';

export type NodeFunctionProps = {
  settings: Settings;
  /** Which built handler it runs: `<service>/<function>`, as in lambdas/. */
  handler: string;
  timeout: Duration;
  memoryMb: number;
  environment?: Partial<Record<keyof typeof ENV, string>>;
  layers?: lambda.ILayerVersion[];
  /** For a function that is called without anybody waiting: where what it failed at is kept. */
  deadLetterQueue?: sqs.IQueue;
};

/** A function of the house: Node 24 on arm64, traced, its log kept for a set time, its environment by contract. */
export class NodeFunction extends lambda.Function {
  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    const environment = Object.fromEntries(
      Object.entries(props.environment ?? {}).map(([name, value]) => [ENV[name as keyof typeof ENV], value]),
    );
    const logGroup = keptLog(scope, `${id}Log`, props.settings);
    const role = new iam.Role(scope, `${id}Role`, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    super(scope, id, {
      role,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      code: lambda.Code.fromAsset(assetPath('lambdas', props.handler, props.settings.machine)),
      handler: 'index.handler',
      timeout: props.timeout,
      memorySize: props.memoryMb,
      tracing: lambda.Tracing.ACTIVE,
      environment: { POWERTOOLS_LOG_LEVEL: 'INFO', ...environment },
      logGroup,
      ...(props.layers ? { layers: props.layers } : {}),
      ...(props.deadLetterQueue ? { deadLetterQueue: props.deadLetterQueue } : {}),
      description: `Sightsong ${props.handler}`,
    });
    allow(role, ['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn);
    accept(
      role,
      'AwsSolutions-IAM5[Resource::*]',
      'X-Ray, Rekognition and Polly know no resources to narrow these actions to.',
    );
    if (!props.deadLetterQueue) {
      accept(this, 'Serverless-LambdaDLQ', 'Somebody waits for its answer, and is told where it fails.');
    }
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
