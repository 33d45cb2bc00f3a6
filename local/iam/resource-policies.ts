/** Policies that resources carry themselves: of buckets and queues, and Lambda's permissions. */
import { z } from 'zod';
import type { Assembly } from '../template.ts';
import { compilePolicy, type Policy } from './policy.ts';
import { placeOf, read } from './roles.ts';

const bucketPolicyShape = z.strictObject({ Bucket: z.string(), PolicyDocument: z.unknown() });
const queuePolicyShape = z.strictObject({ Queues: z.array(z.string()), PolicyDocument: z.unknown() });
const permissionShape = z.strictObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
});

/** The policy that the resource of an ARN carries; empty where it has none. */
export type ResourcePolicies = (resourceArn: string) => Policy;

/** @throws AppError UnsupportedPolicy (500) naming the resource and what of it is not known. */
export function compileResourcePolicies(assembly: Assembly): ResourcePolicies {
  const policies = new Map<string, Policy>();
  const add = (arn: string, policy: Policy) => policies.set(arn, [...(policies.get(arn) ?? []), ...policy]);
  for (const resource of assembly.resources) {
    const place = placeOf(resource);
    if (resource.type === 'AWS::S3::BucketPolicy') {
      const { Bucket, PolicyDocument } = read(resource, bucketPolicyShape);
      add(arnOf(assembly, 'AWS::S3::Bucket', Bucket), compilePolicy(PolicyDocument, place, 'resource'));
    } else if (resource.type === 'AWS::SQS::QueuePolicy') {
      const { Queues, PolicyDocument } = read(resource, queuePolicyShape);
      for (const url of Queues) {
        add(arnOf(assembly, 'AWS::SQS::Queue', url), compilePolicy(PolicyDocument, place, 'resource'));
      }
    } else if (resource.type === 'AWS::Lambda::Permission') {
      const permission = read(resource, permissionShape);
      const functionArn = arnOf(assembly, 'AWS::Lambda::Function', permission.FunctionName);
      add(unqualified(functionArn), compilePolicy(documentOf(permission, functionArn), place, 'resource'));
    }
  }
  return (resourceArn) => policies.get(carrierOf(resourceArn)) ?? [];
}

/** The statement that AddPermission writes into a function's policy. */
function documentOf(permission: z.infer<typeof permissionShape>, functionArn: string): object {
  const { Action, Principal, SourceArn, SourceAccount } = permission;
  const service = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$/.test(Principal);
  return {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: service ? { Service: Principal } : { AWS: Principal },
      Action,
      Resource: functionArn,
      Condition: {
        ...(SourceArn === undefined ? {} : { ArnLike: { 'aws:SourceArn': SourceArn } }),
        ...(SourceAccount === undefined ? {} : { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
      },
    },
  };
}

/** The ARN of a resource given by what Ref yields, by its name or by the ARN itself. */
function arnOf(assembly: Assembly, type: string, given: string): string {
  const found = assembly.resources.find(
    (resource) => resource.type === type && [resource.physicalId, resource.name].includes(given),
  );
  return found?.arn ?? given;
}

/** The policy of an object is its bucket's, that of a function's alias or version the function's. */
function carrierOf(arn: string): string {
  return arn.startsWith('arn:aws:s3:::') ? arn.replace(/\/.*$/s, '') : unqualified(arn);
}

function unqualified(arn: string): string {
  return /^arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:]+/.exec(arn)?.[0] ?? arn;
}
