/** Assemblies of a few resources, written by hand as they are once resolved. */
import type { Assembly, Resource } from '../../../local/template.ts';

export const REGION = 'us-east-1';
export const ACCOUNT = '123456789012';
export const place = { region: REGION, accountId: ACCOUNT };

/** A resource whose name is its logical id unless one is given. */
export function resource(type: string, logicalId: string, properties: object, rest: Partial<Resource> = {}): Resource {
  return {
    stack: 'S',
    logicalId,
    type,
    properties: { ...properties },
    metadata: {},
    physicalId: logicalId,
    name: logicalId,
    arn: null,
    ...rest,
  };
}

export const assemblyOf = (...resources: Resource[]): Assembly => ({ resources, outputs: {}, files: [], images: [] });

export const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
export const functionArn = (name: string) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
export const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
export const allow = (Action: string | string[], Resource: string | string[]) => ({
  Effect: 'Allow',
  Action,
  Resource,
});
export const deny = (Action: string | string[], Resource: string | string[]) => ({ Effect: 'Deny', Action, Resource });

/** A role that a service may act as. */
export function role(name: string, service: string, properties: object = {}): Resource {
  const trust = document({
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: `${service}.amazonaws.com` },
  });
  return resource('AWS::IAM::Role', name, { AssumeRolePolicyDocument: trust, ...properties }, { arn: roleArn(name) });
}

/** What a role may do, as CDK writes it: a policy of its own. */
export function policyOf(roleName: string, ...statements: object[]): Resource {
  const properties = { PolicyName: `${roleName}Policy`, PolicyDocument: document(...statements), Roles: [roleName] };
  return resource('AWS::IAM::Policy', `${roleName}Policy`, properties);
}
