import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * Lets `grantee` do exactly these actions on exactly these resources. CDK's own grant methods add wildcards such as
 * `s3:GetObject*`, which this app does not use.
 */
export function allow(grantee: iam.IGrantable, actions: string[], ...resources: string[]): void {
  grantee.grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ actions, resources }));
}
