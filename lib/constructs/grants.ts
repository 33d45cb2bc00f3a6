import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { accept } from './findings.ts';

/**
 * Lets `grantee` do exactly these actions on exactly these resources. CDK's own grant methods add wildcards such as
 * `s3:GetObject*`, which this app does not use.
 */
export function allow(grantee: iam.IGrantable, actions: string[], ...resources: string[]): void {
  grantee.grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ actions, resources }));
}

/** Says why roles of this stack hold rights on all objects below a prefix of another stack's bucket. */
export function acceptPrefixes(stack: Stack, bucket: s3.Bucket, prefixes: readonly string[]): void {
  const owner = Stack.of(bucket);
  const { 'Fn::ImportValue': arn } = owner.resolve(owner.exportValue(bucket.bucketArn)) as Record<string, string>;
  for (const prefix of prefixes) {
    accept(
      stack,
      `AwsSolutions-IAM5[Resource::${arn}/${prefix}*]`,
      'Keys are made while the app runs: a prefix is the least.',
    );
  }
}
