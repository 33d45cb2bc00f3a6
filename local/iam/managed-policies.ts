/** The policies managed by AWS that roles here may carry, by ARN; what they allow is published in AWS's own reference. */
import { compilePolicy, type Policy } from './policy.ts';

const allowing = (arn: string, actions: string[]): [string, Policy] => [
  arn,
  compilePolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: actions, Resource: '*' } }, arn),
];

export const MANAGED_POLICIES: ReadonlyMap<string, Policy> = new Map([
  allowing('arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole', [
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ]),
  allowing('arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess', [
    'xray:PutTraceSegments',
    'xray:PutTelemetryRecords',
    'xray:GetSamplingRules',
    'xray:GetSamplingTargets',
    'xray:GetSamplingStatisticSummaries',
  ]),
]);
