import { describe, expect, it } from 'vitest';
import { decide } from '../../../local/iam/policy.ts';
import { compileResourcePolicies } from '../../../local/iam/resource-policies.ts';
import { compileRoles } from '../../../local/iam/roles.ts';
import { ACCOUNT, allow, assemblyOf, document, functionArn, policyOf, resource, role, roleArn } from './assembly.ts';

const managedArn = `arn:aws:iam::${ACCOUNT}:policy/shared`;
const BASIC = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
const XRAY = 'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess';

describe('compileRoles', () => {
  it('gathers a role’s rights from wherever the template gives them', () => {
    const shared = resource(
      'AWS::IAM::ManagedPolicy',
      'Shared',
      { PolicyDocument: document(allow('s3:GetObject', '*')), Roles: ['b'] },
      { physicalId: managedArn },
    );
    const roles = compileRoles(
      assemblyOf(
        role('a', 'lambda', {
          ManagedPolicyArns: [BASIC, XRAY, managedArn],
          Policies: [{ PolicyName: 'inline', PolicyDocument: document(allow('s3:PutObject', '*')) }],
        }),
        role('b', 'lambda'),
        policyOf('a', allow('s3:DeleteObject', '*')),
        shared,
      ),
    );
    const may = (name: string, action: string) =>
      decide(roles.get(roleArn(name))!.policy, { action, resource: 'arn:aws:s3:::x', context: {} }) === 'allow';
    for (const action of [
      's3:GetObject',
      's3:PutObject',
      's3:DeleteObject',
      'logs:PutLogEvents',
      'xray:PutTraceSegments',
    ]) {
      expect(may('a', action), action).toBe(true);
    }
    expect(may('b', 's3:GetObject')).toBe(true);
    expect(may('b', 's3:PutObject')).toBe(false);
  });

  it.each([
    [
      'a managed policy it does not know',
      [role('a', 'lambda', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/PowerUser'] })],
      'PowerUser',
    ],
    ['a permissions boundary', [role('a', 'lambda', { PermissionsBoundary: managedArn })], 'PermissionsBoundary'],
    ['a policy for a role elsewhere', [policyOf('elsewhere', allow('s3:GetObject', '*'))], 'the role elsewhere'],
    [
      'a policy for users',
      [resource('AWS::IAM::Policy', 'P', { PolicyName: 'P', PolicyDocument: document(), Users: ['u'] })],
      'Users',
    ],
    [
      'a broken document',
      [role('a', 'lambda'), policyOf('a', allow('GetObject', '*'))],
      'resource "aPolicy": the action GetObject',
    ],
  ])('stops at %s, naming it', (_, resources, named) => {
    expect(() => compileRoles(assemblyOf(...resources))).toThrow(named);
  });
});

describe('compileResourcePolicies', () => {
  const queueArn = `arn:aws:sqs:us-east-1:${ACCOUNT}:dead`;
  const anybody = { Effect: 'Deny', Principal: { AWS: '*' } };
  const policies = compileResourcePolicies(
    assemblyOf(
      resource('AWS::S3::Bucket', 'media', {}, { arn: 'arn:aws:s3:::media' }),
      resource('AWS::S3::BucketPolicy', 'P', {
        Bucket: 'media',
        PolicyDocument: document({ ...anybody, Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::media/*' }),
      }),
      resource('AWS::SQS::Queue', 'dead', {}, { arn: queueArn, physicalId: 'https://sqs/dead' }),
      resource('AWS::SQS::QueuePolicy', 'Q', {
        Queues: ['https://sqs/dead'],
        PolicyDocument: document({ ...anybody, Action: 'sqs:*', Resource: queueArn }),
      }),
      resource('AWS::Lambda::Function', 'f', {}, { arn: functionArn('f') }),
      resource('AWS::Lambda::Permission', 'R', {
        Action: 'lambda:InvokeFunction',
        FunctionName: 'f',
        Principal: 'apigateway.amazonaws.com',
        SourceArn: 'arn:aws:execute-api:*:*:api/*/*/recaps',
        SourceAccount: ACCOUNT,
      }),
      resource('AWS::Lambda::Permission', 'T', {
        Action: 'lambda:InvokeFunction',
        FunctionName: functionArn('f'),
        Principal: roleArn('a'),
      }),
    ),
  );

  it('finds the policy of what an ARN belongs to', () => {
    const verdict = (action: string, arn: string, principal: object, context = {}) =>
      decide(policies(arn), { action, resource: arn, context, principal: principal as never });
    const session = { kind: 'role', roleArn: roleArn('a'), sessionArn: 'x' };
    expect(verdict('s3:DeleteObject', 'arn:aws:s3:::media/a/b', session)).toBe('deny');
    expect(verdict('s3:DeleteObject', 'arn:aws:s3:::other/a', session)).toBe('none');
    expect(verdict('sqs:SendMessage', queueArn, session)).toBe('deny');
    expect(verdict('lambda:InvokeFunction', functionArn('f'), session)).toBe('allow');
    const gateway = { kind: 'service', service: 'apigateway.amazonaws.com' };
    const from = (path: string, account = ACCOUNT) => ({
      'aws:SourceArn': `arn:aws:execute-api:us-east-1:${ACCOUNT}:api/$default/GET/${path}`,
      'aws:SourceAccount': account,
    });
    expect(verdict('lambda:InvokeFunction', functionArn('f'), gateway, from('recaps'))).toBe('allow');
    expect(verdict('lambda:InvokeFunction', functionArn('f'), gateway, from('tracks'))).toBe('none');
    expect(verdict('lambda:InvokeFunction', functionArn('f'), gateway, from('recaps', '1'))).toBe('none');
  });

  it('stops at what it does not know', () => {
    const permission = {
      Action: 'lambda:InvokeFunction',
      FunctionName: 'f',
      Principal: 's3.amazonaws.com',
      PrincipalOrgID: 'o',
    };
    const assembly = assemblyOf(resource('AWS::Lambda::Permission', 'P', permission));
    expect(() => compileResourcePolicies(assembly)).toThrow('resource "P": PrincipalOrgID is not known');
  });
});
